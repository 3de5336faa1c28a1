import type { Finding } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import {
  readSettingsDocument,
  type SettingsDocument,
  type SettingsValue,
} from '../model/settings-document.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import type { OptionSpec } from '../rulekit/rule.ts';
import { engineFinding } from './engine-finding.ts';
import { findRules } from './find-rules.ts';
import {
  includesPreset,
  presetNames,
  settingsPath,
  severityNames,
  type LintSettings,
  type PresetName,
  type SeverityName,
} from './lint-settings.ts';
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
  /** What is wrong with the settings file. */
  readonly findings: readonly Finding[];
}

export function resolveSettings(
  project: Project,
  settings: LintSettings,
  rules: readonly Rule[],
): ResolvedSettings {
  const text = project.snapshot.files.get(settingsPath);
  const file = new SettingsReader(rules);
  if (text !== undefined) file.read(readSettingsDocument(settingsPath, text));
  const preset = settings.preset ?? file.preset ?? 'recommended';
  const asked = new Map<string, SeverityName>();
  for (const [name, severity] of settings.severities ?? []) {
    for (const rule of findRules(rules, name)) asked.set(rule.id, severity);
  }
  const activeRules: ActiveRule[] = [];
  for (const rule of rules) {
    const set = asked.get(rule.id) ?? file.severities.get(rule.id);
    const severity = set ?? (includesPreset(preset, rule.preset) ? rule.severity : 'off');
    if (severity === 'off') continue;
    const options = { ...defaultOptions(rule), ...file.options.get(rule.id) };
    activeRules.push({ rule, severity, options });
  }
  const patterns = file.ignored.map(toPathPattern);
  return {
    activeRules,
    isIgnored: (path) => patterns.some((matches) => matches(path)),
    findings: file.findings,
  };
}

function defaultOptions(rule: Rule): Record<string, unknown> {
  return Object.fromEntries([...optionSpecs(rule)].map(([name, spec]) => [name, spec.default]));
}

/** A rule in its general form has lost the names of its options. */
function optionSpecs(rule: Rule): ReadonlyMap<string, OptionSpec<unknown>> {
  const specs = (rule.options ?? {}) as Readonly<Record<string, OptionSpec<unknown>>>;
  return new Map(Object.entries(specs));
}

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
      else this.#complain(keyAt, `The setting "${key}" is not known, so it changes nothing.`);
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
        this.#complain(entry.keyAt, `There is no rule "${entry.key}", so this changes nothing.`);
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
    const spec = optionSpecs(rule).get(option.key);
    const value = option.value === undefined ? undefined : toData(option.value);
    if (spec === undefined) {
      this.#complain(option.keyAt, `The rule "${rule.id}" has no option "${option.key}".`);
    } else if (
      typeof value !== typeof spec.default ||
      Array.isArray(value) !== Array.isArray(spec.default)
    ) {
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

function toData(value: SettingsValue): unknown {
  if (value.kind === 'scalar') return value.data;
  if (value.kind === 'list') return value.items.map(toData);
  return Object.fromEntries(
    [...value.entries.values()].map(({ key, value: inner }) => [
      key,
      inner === undefined ? null : toData(inner),
    ]),
  );
}
