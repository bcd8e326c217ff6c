import { Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { type KeptDrafts, useKeptDrafts, useLastDeleted } from '../../hooks/kept-drafts.ts';

/** An item while its editor is open. */
export interface Edit<Item> {
  draft: Item;
  /** It has its id from the start, so that it can be saved only once. */
  isNew: boolean;
}

export interface EditedList<Item, Deleted> {
  /** The editor that is open in an item's place; undefined for none. */
  editOf: (id: string) => Edit<Item> | undefined;
  /** Those of items that are not in the list yet. */
  newEdits: readonly Edit<Item>[];
  /** The item whose editor was just opened: it takes the focus. */
  openedId: string | null;
  /** What was deleted last, for as long as it can be taken back. */
  deleted: Deleted | null;
  addButton: RefObject<HTMLButtonElement | null>;
  undoButton: RefObject<HTMLButtonElement | null>;
  /** Null where nothing can be added now. */
  add: (() => void) | null;
  beginEditing: (item: Item) => void;
  keepDraft: (edit: Edit<Item>) => void;
  stopEditing: (id: string) => void;
  noteDeleted: (deleted: Deleted) => void;
  /** It is there again. */
  noteRestored: () => void;
}

interface Options<Item, Deleted> {
  items: readonly Item[];
  maximum: number;
  /** Where what is being edited is kept while another view is shown. */
  drafts: KeptDrafts<Edit<Item>>;
  deletions: KeptDrafts<Deleted>;
  createItem: () => Item;
}

/** Where a person is in a list they make: the open editors, the last deletion to be taken back, and the focus. */
export function useEditedList<Item extends { id: string }, Deleted>(
  options: Options<Item, Deleted>,
): EditedList<Item, Deleted> {
  const { items, maximum, drafts, deletions, createItem } = options;
  const edits = useKeptDrafts(drafts);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const { deleted, isFresh, noteDeleted, forget } = useLastDeleted(deletions);
  const addButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The row went away with its button; what can be done about it is what comes next.
  useEffect(() => {
    if (isFresh && deleted !== null) undoButton.current?.focus();
  }, [deleted, isFresh]);
  const isListed = (id: string) => items.some((item) => item.id === id);
  // One that somebody else deleted meanwhile is not lost either.
  const newEdits = [...edits.values()].filter(({ draft, isNew }) => isNew || !isListed(draft.id));
  const open = (draft: Item, isNew: boolean) => {
    drafts.set(draft.id, { draft, isNew });
    setOpenedId(draft.id);
  };
  const add = () => {
    forget();
    open(createItem(), true);
  };
  return {
    editOf: (id) => {
      const edit = edits.get(id);
      return edit?.isNew === false ? edit : undefined;
    },
    newEdits,
    openedId,
    deleted,
    addButton,
    undoButton,
    add: items.length >= maximum || newEdits.length > 0 ? null : add,
    beginEditing: (item) => open(item, false),
    keepDraft: (edit) => drafts.set(edit.draft.id, edit),
    stopEditing: (id) => {
      drafts.set(id, undefined);
      // While something is added the button is not there.
      requestAnimationFrame(() => addButton.current?.focus());
    },
    noteDeleted,
    noteRestored: () => {
      forget();
      addButton.current?.focus();
    },
  };
}

interface FooterProps<Item, Deleted> {
  list: EditedList<Item, Deleted>;
  add: string;
  undo: string;
  describeDeleted: (deleted: Deleted) => string;
  onUndo: (deleted: Deleted) => void;
}

/** Below the list: one more, and what was deleted back again. */
export function EditedListFooter<Item, Deleted>(props: FooterProps<Item, Deleted>) {
  const { list, add, undo, describeDeleted, onUndo } = props;
  const { newEdits, deleted, addButton, undoButton } = list;
  return (
    <div className="button-row">
      {newEdits.length > 0 ? null : (
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
