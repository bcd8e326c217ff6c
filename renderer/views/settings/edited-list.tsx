import { Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';

export interface EditedList<Deleted> {
  /** The item whose editor is open in its place. */
  editedId: string | null;
  isAdding: boolean;
  /** What was deleted last, for as long as it can be taken back. */
  deleted: Deleted | null;
  addButton: RefObject<HTMLButtonElement | null>;
  undoButton: RefObject<HTMLButtonElement | null>;
  /** Null where nothing can be added now. */
  add: (() => void) | null;
  beginEditing: (id: string) => void;
  stopEditing: () => void;
  noteDeleted: (deleted: Deleted) => void;
  /** It is there again. */
  noteRestored: () => void;
}

/**
 * Where a person is in a list they make: one editor open at a time, the last deletion to be taken back, and the focus
 * on what comes next.
 */
export function useEditedList<Deleted>(isFull: boolean): EditedList<Deleted> {
  const [editedId, setEditedId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The row went away with its button; what can be done about it is what comes next.
  useEffect(() => {
    if (deleted !== null) undoButton.current?.focus();
  }, [deleted]);
  const add = () => {
    setEditedId(null);
    setDeleted(null);
    setAdding(true);
  };
  return {
    editedId,
    isAdding,
    deleted,
    addButton,
    undoButton,
    add: isFull || isAdding ? null : add,
    beginEditing: (id) => {
      setAdding(false);
      setEditedId(id);
    },
    stopEditing: () => {
      setEditedId(null);
      setAdding(false);
      // While something is added the button is not there.
      requestAnimationFrame(() => addButton.current?.focus());
    },
    noteDeleted: setDeleted,
    noteRestored: () => {
      setDeleted(null);
      addButton.current?.focus();
    },
  };
}

interface FooterProps<Deleted> {
  list: EditedList<Deleted>;
  add: string;
  undo: string;
  describeDeleted: (deleted: Deleted) => string;
  onUndo: (deleted: Deleted) => void;
}

/** Below the list: one more, and what was deleted back again. */
export function EditedListFooter<Deleted>({ list, add, undo, describeDeleted, onUndo }: FooterProps<Deleted>) {
  const { isAdding, deleted, addButton, undoButton } = list;
  return (
    <div className="button-row">
      {isAdding ? null : (
        <button
          ref={addButton}
          type="button"
          className="button"
          disabled={list.add === null}
          onClick={() => list.add?.()}
        >
          <Plus aria-hidden />
          {add}
        </button>
      )}
      {deleted === null ? null : (
        <p className="link-undo" role="status">
          <span>{describeDeleted(deleted)}</span>
          <button ref={undoButton} type="button" className="link-button" onClick={() => onUndo(deleted)}>
            {undo}
          </button>
        </p>
      )}
    </div>
  );
}
