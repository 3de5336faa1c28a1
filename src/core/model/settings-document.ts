import { parseComposeText } from '../syntax/compose-text.ts';
import type { Entry, MapValue, SyntaxProblem, Value } from '../syntax/value.ts';

/** A settings file as values with places: ours, or another linter's. */
export interface SettingsDocument {
  readonly path: string;
  readonly root: MapValue | undefined;
  readonly problems: readonly SyntaxProblem[];
}

export type SettingsValue = Value;
export type SettingsMap = MapValue;
export type SettingsEntry = Entry;

export function readSettingsDocument(path: string, text: string): SettingsDocument {
  const { root, problems } = parseComposeText(path, text, 'A settings file');
  // Of a broken text the first sentence says enough; the others follow from it.
  return { path, root, problems: problems.slice(0, 1) };
}

/** What JSON would hold; a key without a value is null. */
export function toData(value: SettingsValue): unknown {
  if (value.kind === 'scalar') return value.data;
  if (value.kind === 'list') return value.items.map(toData);
  return Object.fromEntries(
    [...value.entries.values()].map(({ key, value: inner }) => [
      key,
      inner === undefined ? null : toData(inner),
    ]),
  );
}
