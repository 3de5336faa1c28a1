import type { Connection } from 'vscode-languageserver/node';
import { presetNames } from '../../core/engine/lint-settings.ts';
import { toUri } from '../convert/uris.ts';
import { defaultSettings, type EditorSettings } from './lint-parts.ts';
import type { Roots } from './roots.ts';

/** Asks the client for the settings of each folder, and for those that hold outside of all folders. */
export async function loadEditorSettings(connection: Connection, roots: Roots): Promise<void> {
  const section = 'drydock.lint';
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
function toEditorSettings(value: unknown): EditorSettings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const { enable, preset } = value as { enable?: unknown; preset?: unknown };
  return {
    enable: typeof enable === 'boolean' ? enable : defaultSettings.enable,
    preset: presetNames.find((name) => name === preset),
  };
}
