import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { useAnnounce } from './announcer.tsx';
import '../styles/reorder-list.css';

interface Props<Item> {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** What an item is called: "Move {name} up". */
  nameOf: (item: Item) => string;
  onReorder: (items: Item[]) => void;
  /** What stands before and after the two buttons that move the item. */
  children: (item: Item) => { content: ReactNode; actions?: ReactNode };
}

type Direction = 'up' | 'down';

/** A list whose order is a person's choice: with its buttons, or with Alt and an arrow key anywhere in a row. */
export function ReorderList<Item>({ label, items, keyOf, nameOf, onReorder, children }: Props<Item>) {
  const announce = useAnnounce();
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<{ key: string; direction: Direction } | null>(null);

  // Moving an element in the document takes the focus from it.
  useLayoutEffect(() => {
    if (moved.current === null) return;
    const { key, direction } = moved.current;
    const row = [...(list.current?.children ?? [])].find(
      (child): child is HTMLElement => child instanceof HTMLElement && child.dataset['key'] === key,
    );
    if (row === undefined) return;
    moved.current = null;
    const buttons = row.querySelectorAll<HTMLButtonElement>('button[data-direction]:not(:disabled)');
    const same = [...buttons].find((button) => button.dataset['direction'] === direction);
    (same ?? buttons[0])?.focus();
  });

  const move = (item: Item, direction: Direction) => {
    const index = items.indexOf(item);
    const target = direction === 'up' ? index - 1 : index + 1;
    if (target < 0 || target >= items.length) return;
    const next = items.filter((other) => other !== item);
    next.splice(target, 0, item);
    moved.current = { key: keyOf(item), direction };
    onReorder(next);
    announce(t('reorder.moved', { name: nameOf(item), position: target + 1, count: items.length }));
  };
  const onKeyDown = (event: KeyboardEvent, item: Item) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(item, event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <ul className="reorder-list" aria-label={label} ref={list}>
      {items.map((item, index) => {
        const { content, actions } = children(item);
        return (
          <li
            key={keyOf(item)}
            className="reorder-row"
            data-key={keyOf(item)}
            onKeyDown={(event) => onKeyDown(event, item)}
          >
            <div className="reorder-content">{content}</div>
            <div className="reorder-actions">
              {items.length < 2 ? null : (
                <>
                  <MoveButton direction="up" name={nameOf(item)} isLast={index === 0} onMove={() => move(item, 'up')} />
                  <MoveButton
                    direction="down"
                    name={nameOf(item)}
                    isLast={index === items.length - 1}
                    onMove={() => move(item, 'down')}
                  />
                </>
              )}
              {actions}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface MoveProps {
  direction: Direction;
  name: string;
  isLast: boolean;
  onMove: () => void;
}

function MoveButton({ direction, name, isLast, onMove }: MoveProps) {
  const Icon = direction === 'up' ? ArrowUp : ArrowDown;
  const label = t(`reorder.${direction}`, { name });
  return (
    <button
      type="button"
      className="icon-button"
      data-direction={direction}
      aria-label={label}
      title={label}
      disabled={isLast}
      onClick={onMove}
    >
      <Icon aria-hidden />
    </button>
  );
}
