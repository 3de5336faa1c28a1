import type { Connection } from 'vscode-languageserver/node';
import { presetNames, severityNames, type SeverityName } from '../../core/engine/lint-settings.ts';
import type { MentionKind } from '../../core/ide/mention.ts';
import { spokenElsewhere } from '../../core/ide/spoken-elsewhere.data.ts';
import { toUri } from '../convert/uris.ts';
import { defaultSettings, type EditorSettings } from './lint-parts.ts';
import type { Roots } from './roots.ts';

/** Asks the client for the settings of each folder, and for those that hold outside of all folders. */
export async function loadEditorSettings(connection: Connection, roots: Roots): Promise<void> {
  const section = 'drydock';
  const scoped = roots.folders.flatMap((root) =>
    root.folder === undefined ? [] : [{ root, item: { section, scopeUri: toUri(root.folder) } }],
  );
  const [loose, ...answers]: readonly unknown[] = await connection.workspace.getConfiguration([
    { section },
    ...scoped.map(({ item }) => item),
  ]);
  roots.setLooseSettings(toEditorSettings(loose));
  for (const [index, { root }] of scoped.entries()) {
    root.setSettings(toEditorSettings(answers[index]));
  }
}

/** What a person wrote may be anything; what is not a setting counts as not written. */
export function toEditorSettings(value: unknown): EditorSettings {
  const { lint, duplicates, extensions } = toRecord(value);
  const { enable, preset, severities, ignore } = toRecord(lint);
  return {
    enable: typeof enable === 'boolean' ? enable : defaultSettings.enable,
    preset: presetNames.find((name) => name === preset),
    severities: new Map(toSeverities(severities)),
    ignored: toTexts(ignore),
    unexplained: toUnexplained(duplicates, toTexts(extensions)),
  };
}

function* toSeverities(value: unknown): Generator<[string, SeverityName]> {
  for (const [rule, severity] of Object.entries(toRecord(value))) {
    const known = severityNames.find((name) => name === severity);
    if (known !== undefined) yield [rule, known];
  }
}

/** `extensions` are the ids of those that the client runs; a client that tells none has none. */
function toUnexplained(
  duplicates: unknown,
  extensions: readonly string[],
): ReadonlySet<MentionKind> {
  if (duplicates === 'show') return new Set();
  const ids = duplicates === 'hide' ? [...spokenElsewhere.keys()] : extensions;
  return new Set(ids.flatMap((id) => spokenElsewhere.get(id.toLowerCase()) ?? []));
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
