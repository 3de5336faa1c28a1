import { parseComposeText } from '../syntax/compose-text.ts';
import type { MapValue, SyntaxProblem, Value } from '../syntax/value.ts';

/** Our own settings file as values with places. */
export interface SettingsDocument {
  readonly path: string;
  readonly root: MapValue | undefined;
  readonly problems: readonly SyntaxProblem[];
}

export type SettingsValue = Value;

export function readSettingsDocument(path: string, text: string): SettingsDocument {
  const { root, problems } = parseComposeText(path, text);
  return { path, root, problems };
}
