import type { Severity } from '../base/finding.ts';
import type { Preset } from '../rulekit/rule.ts';

/** What a caller asks for; it goes before what the project's `.drydock.yaml` says. */
export interface LintSettings {
  readonly preset?: PresetName | undefined;
  /** By rule id, alias or equivalent name. */
  readonly severities?: ReadonlyMap<string, SeverityName> | undefined;
  /** Patterns of paths about which nothing is said, beside those of the project. */
  readonly ignored?: readonly string[] | undefined;
}

export type PresetName = Preset | 'all';
export type SeverityName = Severity | 'off';

export const presetNames: readonly PresetName[] = ['essential', 'recommended', 'strict', 'all'];
export const severityNames: readonly SeverityName[] = ['error', 'warning', 'info', 'hint', 'off'];

/** The project's own settings file, in its root; the first that is there counts. */
export const settingsPaths: readonly string[] = ['.drydock.yaml', '.drydock.yml'];
/** Where dclint looks in a project's root, without the forms that are programs. */
export const dclintPaths: readonly string[] = [
  '.dclintrc',
  '.dclintrc.json',
  '.dclintrc.yaml',
  '.dclintrc.yml',
];
/** Where hadolint looks in a project's root. */
export const hadolintPaths: readonly string[] = ['.hadolint.yaml', '.hadolint.yml'];

/** Whether rules of `wanted` run when `chosen` is asked for. */
export function includesPreset(chosen: PresetName, wanted: Preset): boolean {
  return presetNames.indexOf(wanted) <= presetNames.indexOf(chosen);
}
