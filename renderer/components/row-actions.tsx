import { Pencil, Trash2 } from 'lucide-react';

interface Props {
  /** What each does, with the row's name in it. */
  edit: string;
  remove: string;
  onEdit: () => void;
  onDelete: () => void;
}

/** What can be done with a row of a list that a person makes. */
export function RowActions({ edit, remove, onEdit, onDelete }: Props) {
  return (
    <>
      <button type="button" className="icon-button" aria-label={edit} title={edit} onClick={onEdit}>
        <Pencil aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label={remove} title={remove} onClick={onDelete}>
        <Trash2 aria-hidden />
      </button>
    </>
  );
}
