/** The first two neighbors that stand in the wrong order; undefined where all are sorted. */
export function findUnsorted<Item>(
  items: readonly Item[],
  rank: (item: Item) => string | number,
): readonly [Item, Item] | undefined {
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1];
    if (previous !== undefined && compare(rank(previous), rank(item)) > 0) return [previous, item];
  }
  return undefined;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [String(a), String(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
