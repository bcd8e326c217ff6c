import { Pin } from 'lucide-react';

interface Props {
  isPinned: boolean;
  /** What screen readers hear of a pinned one. */
  pinnedText: string;
  /** What a click does. */
  title: string;
  onToggle: () => void;
}

/** An option can have no button inside: this is the mouse's way to what the key P does. */
export function RowPin({ isPinned, pinnedText, title, onToggle }: Props) {
  return (
    <>
      {isPinned ? <span className="visually-hidden">{pinnedText}</span> : null}
      <span
        aria-hidden
        className={`row-pin ${isPinned ? 'is-pinned' : ''}`}
        title={title}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <Pin />
      </span>
    </>
  );
}
