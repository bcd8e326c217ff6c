import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';

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
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
        {text}
        {keys === undefined ? null : <kbd>{keys}</kbd>}
      </Primitive.Content>
    </Primitive.Root>
  );
}
