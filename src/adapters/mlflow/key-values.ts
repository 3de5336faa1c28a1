import type { KeyValue } from '../../ports/tracking-store.ts';

/** Sorted by key in code unit order; of a key that comes twice the last one stays. */
export function toKeyValues(entries: Iterable<readonly [string, string]>): readonly KeyValue[] {
  return sortByKey([...new Map(entries)].map(([key, value]) => ({ key, value })));
}

export function sortByKey<Item extends { readonly key: string }>(
  items: readonly Item[],
): readonly Item[] {
  return items.toSorted((first, second) => {
    if (first.key === second.key) return 0;
    return first.key < second.key ? -1 : 1;
  });
}

/** The name that people gave a run: the tag first, since old stores leave the field empty. */
export function runNameOf(tags: readonly KeyValue[], field: string | undefined): string {
  return findValue(tags, 'mlflow.runName') ?? field ?? '';
}

export function findValue(entries: readonly KeyValue[], key: string): string | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}
