/** Puts what was deleted back into its place; nothing if it is there again already, as after a restore. */
export const putBack = <Item extends { id: string }>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.some(({ id }) => id === item.id) ? [...items] : items.toSpliced(index, 0, item);
