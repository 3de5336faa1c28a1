import type { Severity } from '../base/finding.ts';
import type { Preset } from '../rulekit/rule.ts';

/** What a caller asks for; it goes before what the project's `.drydock.yaml` says. */
export interface LintSettings {
  readonly preset?: PresetName | undefined;
  /** By rule id, alias or equivalent name. */
  readonly severities?: ReadonlyMap<string, SeverityName> | undefined;
}

export type PresetName = Preset | 'all';
export type SeverityName = Severity | 'off';

export const presetNames: readonly PresetName[] = ['essential', 'recommended', 'strict', 'all'];
export const severityNames: readonly SeverityName[] = ['error', 'warning', 'info', 'hint', 'off'];

/** The project's own settings file, in its root. */
export const settingsPath = '.drydock.yaml';

/** Whether rules of `wanted` run when `chosen` is asked for. */
export function includesPreset(chosen: PresetName, wanted: Preset): boolean {
  return presetNames.indexOf(wanted) <= presetNames.indexOf(chosen);
}
