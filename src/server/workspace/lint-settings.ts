import type { Connection } from 'vscode-languageserver/node';
import { toUri } from '../convert/uris.ts';
import { defaultLintSettings, type LintSettings } from './lint-parts.ts';
import type { ProjectRoot } from './project-root.ts';

const presets: readonly string[] = ['essential', 'recommended', 'strict'];

/** Asks the client for the settings of each root. */
export async function loadLintSettings(
  connection: Connection,
  roots: readonly ProjectRoot[],
): Promise<void> {
  if (roots.length === 0) return;
  const items = roots.map(({ folder }) => ({
    section: 'drydock.lint',
    ...(folder === undefined ? {} : { scopeUri: toUri(folder) }),
  }));
  const answers: readonly unknown[] = await connection.workspace.getConfiguration(items);
  for (const [index, root] of roots.entries()) root.setSettings(toLintSettings(answers[index]));
}

/** What a person wrote may be anything; what is not a setting counts as not written. */
export function toLintSettings(value: unknown): LintSettings {
  if (typeof value !== 'object' || value === null) return defaultLintSettings;
  const { enable, preset } = value as { enable?: unknown; preset?: unknown };
  return {
    enable: typeof enable === 'boolean' ? enable : defaultLintSettings.enable,
    preset: isPreset(preset) ? preset : defaultLintSettings.preset,
  };
}

function isPreset(value: unknown): value is LintSettings['preset'] {
  return typeof value === 'string' && presets.includes(value);
}
