import { Tooltip as Primitive } from 'radix-ui';
import type { FocusEvent, ReactElement } from 'react';

interface Props {
  text: string;
  /** Keys that do the same, shown beside the text. */
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}

/** A hint on hover and focus, inside the landmark it belongs to. The child has to be able to take a ref. */
export function Tooltip({ text, keys, side = 'top', children }: Props) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild onFocus={ignorePointerFocus}>
        {children}
      </Primitive.Trigger>
      <Primitive.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
        {text}
        {keys === undefined ? null : <kbd>{keys}</kbd>}
      </Primitive.Content>
    </Primitive.Root>
  );
}

/** The focus that comes back when a menu closes after a click is no wish for a hint. */
function ignorePointerFocus(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(':focus-visible')) event.preventDefault();
}
