import type { Span } from '../base/span.ts';
import type { FileSet } from '../model/project.ts';
import type { Entry, Value } from '../syntax/value.ts';

/** A text of a compose file with its place. */
export interface PlacedText {
  readonly text: string;
  readonly at: Span;
}

/** The entry below some keys; undefined where one of them is missing. */
export function findEntry(value: Value | undefined, ...keys: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  for (const key of keys) {
    const inside = entry === undefined ? value : entry.value;
    entry = inside?.kind === 'map' ? inside.entries.get(key) : undefined;
    if (entry === undefined) return undefined;
  }
  return entry;
}

/** A scalar that has a value and no variable in it. */
export function readText(value: Value | undefined): PlacedText | undefined {
  if (value?.kind !== 'scalar' || value.data === null || value.text.includes('$')) return undefined;
  return { text: value.text, at: value.at };
}

export function findText(
  value: Value | undefined,
  ...keys: readonly string[]
): PlacedText | undefined {
  return readText(findEntry(value, ...keys)?.value);
}

export function listItems(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The items of a list of texts, or the keys of a mapping. */
export function listNames(value: Value | undefined): readonly PlacedText[] {
  if (value?.kind === 'map') {
    return [...value.entries.values()].map(({ key, keyAt }) => ({ text: key, at: keyAt }));
  }
  return listItems(value).flatMap((item) => readText(item) ?? []);
}

/** A short item as it is, of a long one what stands below `key`. */
export function listTexts(value: Value | undefined, key: string): readonly PlacedText[] {
  return listItems(value).flatMap((item) =>
    item.kind === 'map' ? (findText(item, key) ?? []) : (readText(item) ?? []),
  );
}

/** True where services or volumes may come from files, or from parts of a broken one, that nobody here can read. */
export function hasForeignFiles({ files, includedFiles, kind }: FileSet): boolean {
  if (kind === 'overlay') return true;
  return [...files, ...includedFiles].some(({ root, problems }) => {
    if (problems.length > 0) return true;
    const includes = listTexts(findEntry(root, 'include')?.value, 'path');
    const services = findEntry(root, 'services')?.value;
    const extended =
      services?.kind === 'map'
        ? [...services.entries.values()].map(({ value }) => findText(value, 'extends', 'file'))
        : [];
    return [...includes, ...extended].some((path) => path !== undefined && isForeign(path.text));
  });
}

function isForeign(path: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|git@|\/|~|\.\.\/)/i.test(path);
}
