import type { Entry, MapValue, SyntaxProblem, Value } from '../syntax/value.ts';
import { mergeService } from './compose-merge.ts';

const sections = ['services', 'volumes', 'networks', 'configs', 'secrets'] as const;

/**
 * Puts what a file includes beside what it says itself. Compose refuses two different things of one name; that is a
 * problem here, and the service is read as if it were merged.
 */
export function addResources(
  root: MapValue,
  included: MapValue,
  problems: SyntaxProblem[],
): MapValue {
  let result = root;
  for (const section of sections) {
    const entry = included.entries.get(section);
    if (entry?.value?.kind !== 'map') continue;
    const own = result.entries.get(section);
    if (own?.value?.kind !== 'map') {
      result = withEntry(result, entry);
      continue;
    }
    const entries = new Map(own.value.entries);
    for (const [name, theirs] of entry.value.entries) {
      const ours = entries.get(name);
      entries.set(name, ours === undefined ? theirs : settle(theirs, ours, problems));
    }
    result = withEntry(result, { ...own, value: { ...own.value, entries } });
  }
  return result;
}

export function withEntry(root: MapValue, entry: Entry): MapValue {
  return { ...root, entries: new Map(root.entries).set(entry.key, entry) };
}

function settle(theirs: Entry, ours: Entry, problems: SyntaxProblem[]): Entry {
  if (isSame(theirs.value, ours.value)) return ours;
  const message = `"${ours.key}" stands in the included file "${theirs.at.file}" too, which Compose refuses.`;
  problems.push({ at: ours.keyAt, message });
  if (theirs.value?.kind !== 'map' || ours.value?.kind !== 'map') return ours;
  return { ...ours, value: mergeService(theirs.value, ours.value, problems) };
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a?.kind === 'scalar' && b?.kind === 'scalar') return a.data === b.data;
  if (a?.kind === 'list' && b?.kind === 'list') {
    return (
      a.items.length === b.items.length && a.items.every((item, at) => isSame(item, b.items[at]))
    );
  }
  if (a?.kind !== 'map' || b?.kind !== 'map' || a.entries.size !== b.entries.size) return false;
  const { entries } = b;
  return a.entries
    .values()
    .every(({ key, value }) => entries.has(key) && isSame(value, entries.get(key)?.value));
}
