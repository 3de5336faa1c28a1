import type { Finding } from '../base/finding.ts';
import { readSettingsDocument, type SettingsValue } from '../model/settings-document.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import { engineFinding } from './engine-finding.ts';
import { findRules } from './find-rules.ts';
import { dclintPaths, type SeverityName } from './lint-settings.ts';

/** What a project's dclint settings say about our rules. */
export interface DclintSettings {
  readonly severities: ReadonlyMap<string, SeverityName>;
  readonly ignored: readonly string[];
  readonly findings: readonly Finding[];
}

/** Rules and options that only dclint has change nothing and are no mistake. */
export function readDclintSettings(
  files: ReadonlyMap<string, string | undefined>,
  rules: readonly Rule[],
): DclintSettings {
  const severities = new Map<string, SeverityName>();
  const path = dclintPaths.find((one) => files.get(one) !== undefined);
  if (path === undefined) return { severities, ignored: [], findings: [] };
  const { root, problems } = readSettingsDocument(path, files.get(path) ?? '');
  const levelsByRule = root?.entries.get('rules')?.value;
  if (levelsByRule?.kind === 'map') {
    for (const { key, value } of levelsByRule.entries.values()) {
      const severity = toSeverity(value);
      if (severity === undefined) continue;
      for (const rule of findRules(rules, key)) severities.set(rule.id, severity);
    }
  }
  const exclude = root?.entries.get('exclude')?.value;
  const ignored = exclude?.kind === 'list' ? exclude.items : [];
  return {
    severities,
    ignored: ignored.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])),
    findings: problems.map(({ at, message }) =>
      engineFinding('drydock/settings', 'warning', at, message),
    ),
  };
}

/** A level is a number, or the first item of a list whose second is the options. */
function toSeverity(value: SettingsValue | undefined): SeverityName | undefined {
  const level = value?.kind === 'list' ? value.items[0] : value;
  return level?.kind === 'scalar' ? levels.get(level.text) : undefined;
}

const levels: ReadonlyMap<string, SeverityName> = new Map([
  ['0', 'off'],
  ['1', 'warning'],
  ['2', 'error'],
]);
