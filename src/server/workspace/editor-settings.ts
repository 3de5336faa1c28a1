import type { Connection } from 'vscode-languageserver/node';
import { presetNames } from '../../core/engine/lint-settings.ts';
import { toUri } from '../convert/uris.ts';
import { defaultSettings, type EditorSettings } from './lint-parts.ts';
import type { ProjectRoot } from './project-root.ts';

/** Asks the client for the settings of each root. */
export async function loadEditorSettings(
  connection: Connection,
  roots: readonly ProjectRoot[],
): Promise<void> {
  if (roots.length === 0) return;
  const items = roots.map(({ folder }) => ({
    section: 'drydock.lint',
    ...(folder === undefined ? {} : { scopeUri: toUri(folder) }),
  }));
  const answers: readonly unknown[] = await connection.workspace.getConfiguration(items);
  for (const [index, root] of roots.entries()) root.setSettings(toEditorSettings(answers[index]));
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
