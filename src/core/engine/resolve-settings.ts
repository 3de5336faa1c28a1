import type { Finding } from '../base/finding.ts';
import { remember } from '../base/remember.ts';
import type { Span } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import { findNearName } from '../rulekit/near-name.ts';
import {
  readSettingsDocument,
  toData,
  type SettingsDocument,
  type SettingsValue,
} from '../model/settings-document.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import { readDclintSettings } from './dclint-settings.ts';
import { engineFinding } from './engine-finding.ts';
import { findNearRule, findRules } from './find-rules.ts';
import { isCode, readHadolintSettings } from './hadolint-settings.ts';
import {
  includesPreset,
  presetNames,
  settingsPaths,
  severityNames,
  type LintSettings,
  type PresetName,
  type SeverityName,
} from './lint-settings.ts';
import { getOptionSpecs, isOptionValue } from './option-value.ts';
import { toPathPattern } from './path-pattern.ts';

/** A rule that will run. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Exclude<SeverityName, 'off'>;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface ResolvedSettings {
  readonly activeRules: readonly ActiveRule[];
  isIgnored(path: string): boolean;
  /** True where all that the finding stands for is ignored in another linter's settings. */
  isIgnoredElsewhere(finding: Finding): boolean;
  /** False where hadolint is told to ignore the comments that silence it. */
  readonly hasHadolintComments: boolean;
  /** What is wrong with the settings files. */
  readonly findings: readonly Finding[];
}

export function resolveSettings(
  project: Project,
  settings: LintSettings,
  rules: readonly Rule[],
): ResolvedSettings {
  const { files } = project.snapshot;
  const path = settingsPaths.find((one) => files.get(one) !== undefined);
  const file = new SettingsReader(rules);
  if (path !== undefined) file.read(readSettingsDocument(path, files.get(path) ?? ''));
  const hadolint = readHadolintSettings(files, rules);
  const dclint = readDclintSettings(files, rules);
  const preset = settings.preset ?? file.preset ?? 'recommended';
  const asked = new Map<string, SeverityName>();
  for (const [name, severity] of settings.severities ?? []) {
    for (const rule of findRules(rules, name)) asked.set(rule.id, severity);
  }
  const activeRules: ActiveRule[] = [];
  for (const rule of rules) {
    const set =
      asked.get(rule.id) ??
      file.severities.get(rule.id) ??
      hadolint.severities.get(rule.id) ??
      dclint.severities.get(rule.id);
    const severity = set ?? (includesPreset(preset, rule.preset) ? rule.severity : 'off');
    if (severity === 'off') continue;
    const options = {
      ...defaultOptions(rule),
      ...hadolint.options.get(rule.id),
      ...file.options.get(rule.id),
    };
    activeRules.push({ rule, severity, options });
  }
  const ignored = [...file.ignored, ...(settings.ignored ?? []), ...dclint.ignored];
  const patterns = ignored.map(toPathPattern);
  return {
    activeRules,
    isIgnored: (path) => patterns.some((matches) => matches(path)),
    isIgnoredElsewhere: ({ rule, equivalents }) => {
      const ignored = file.severities.has(rule) ? undefined : hadolint.ignoredCodes.get(rule);
      const codes = ignored === undefined ? [] : equivalents.filter(isCode);
      return codes.length > 0 && codes.every((code) => ignored?.has(code));
    },
    hasHadolintComments: hadolint.hasComments,
    findings: [...file.findings, ...hadolint.findings, ...dclint.findings],
  };
}

const defaultOptions = remember((rule: Rule): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...getOptionSpecs(rule)].map(([name, spec]) => [name, spec.default])),
);

class SettingsReader {
  preset: PresetName | undefined;
  readonly severities = new Map<string, SeverityName>();
  readonly options = new Map<string, Readonly<Record<string, unknown>>>();
  readonly ignored: string[] = [];
  readonly findings: Finding[] = [];
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  read({ root, problems }: SettingsDocument): void {
    for (const { at, message } of problems) this.#complain(at, message);
    for (const { key, keyAt, value } of root?.entries.values() ?? []) {
      if (key === 'preset') this.#readPreset(value, keyAt);
      else if (key === 'rules') this.#readRules(value, keyAt);
      else if (key === 'ignore') this.#readIgnore(value, keyAt);
      else {
        const near = findNearName(key, ['preset', 'rules', 'ignore']);
        this.#complain(keyAt, `There is no setting "${key}".${toHint(near)}`);
      }
    }
  }

  #readPreset(value: SettingsValue | undefined, at: Span): void {
    const text = value?.kind === 'scalar' ? value.text : '';
    this.preset = presetNames.find((name) => name === text);
    if (this.preset !== undefined) return;
    this.#complain(value?.at ?? at, `The preset has to be one of ${presetNames.join(', ')}.`);
  }

  #readRules(value: SettingsValue | undefined, at: Span): void {
    if (value?.kind !== 'map') return this.#complain(at, 'The rules have to be a mapping.');
    for (const entry of value.entries.values()) {
      const found = findRules(this.#rules, entry.key);
      if (found.length === 0) {
        const hint = toHint(findNearRule(this.#rules, entry.key));
        this.#complain(entry.keyAt, `There is no rule "${entry.key}".${hint}`);
      }
      for (const rule of found) this.#readRule(rule, entry.value, entry.keyAt);
    }
  }

  #readRule(rule: Rule, value: SettingsValue | undefined, at: Span): void {
    if (value?.kind === 'scalar') return this.#readSeverity(rule, value.text, value.at);
    if (value?.kind !== 'map') {
      return this.#complain(at, 'A rule takes a severity, or a mapping with its options.');
    }
    const options: Record<string, unknown> = {};
    for (const { key, keyAt, value: option } of value.entries.values()) {
      if (key === 'severity') {
        this.#readSeverity(rule, option?.kind === 'scalar' ? option.text : '', option?.at ?? keyAt);
      } else this.#readOption(rule, { key, keyAt, value: option }, options);
    }
    this.options.set(rule.id, options);
  }

  #readOption(
    rule: Rule,
    option: {
      readonly key: string;
      readonly keyAt: Span;
      readonly value: SettingsValue | undefined;
    },
    options: Record<string, unknown>,
  ): void {
    const spec = getOptionSpecs(rule).get(option.key);
    const value = option.value === undefined ? undefined : toData(option.value);
    if (spec === undefined) {
      const near = findNearName(option.key, ['severity', ...getOptionSpecs(rule).keys()]);
      const message = `The rule "${rule.id}" has no option "${option.key}".${toHint(near)}`;
      this.#complain(option.keyAt, message);
    } else if (!isOptionValue(value, spec.default)) {
      this.#complain(
        option.value?.at ?? option.keyAt,
        `The option "${option.key}" has another type.`,
      );
    } else options[option.key] = value;
  }

  #readSeverity(rule: Rule, text: string, at: Span): void {
    const severity = severityNames.find((name) => name === text);
    if (severity !== undefined) this.severities.set(rule.id, severity);
    else this.#complain(at, `The severity has to be one of ${severityNames.join(', ')}.`);
  }

  #readIgnore(value: SettingsValue | undefined, at: Span): void {
    if (value?.kind !== 'list') return this.#complain(at, 'The paths to ignore have to be a list.');
    for (const item of value.items) if (item.kind === 'scalar') this.ignored.push(item.text);
  }

  #complain(at: Span, message: string): void {
    this.findings.push(engineFinding('drydock/settings', 'warning', at, message));
  }
}

function toHint(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}
