import type { Finding } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import {
  readSettingsDocument,
  toData,
  type SettingsDocument,
  type SettingsEntry,
  type SettingsMap,
} from '../model/settings-document.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import { engineFinding } from './engine-finding.ts';
import { findRules } from './find-rules.ts';
import { hadolintPaths, type SeverityName } from './lint-settings.ts';
import { getOptionSpecs, isOptionValue } from './option-value.ts';

/** What a project's hadolint settings say about our rules. */
export interface HadolintSettings {
  readonly severities: ReadonlyMap<string, SeverityName>;
  readonly options: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly hasComments: boolean;
  /** Codes that are ignored while their rule has others that are not, by rule. */
  readonly ignoredCodes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly findings: readonly Finding[];
}

/**
 * Codes that no rule of ours has, and keys about output and exit codes (`format`, `failure-threshold`, `no-fail`),
 * change nothing and are no mistake: they are meant for hadolint.
 */
export function readHadolintSettings(
  files: ReadonlyMap<string, string | undefined>,
  rules: readonly Rule[],
): HadolintSettings {
  const reader = new HadolintReader(rules);
  const path = hadolintPaths.find((one) => files.get(one) !== undefined);
  if (path !== undefined) reader.read(readSettingsDocument(path, files.get(path) ?? ''));
  return reader;
}

/** Hadolint's own words for how bad something is. */
const levels: ReadonlyMap<string, SeverityName> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['style', 'hint'],
]);

/** Keys that are options of rules here: a code of the rule, and the option's name. */
const optionKeys = [
  { key: 'trustedRegistries', code: 'DL3026', option: 'registries' },
  { key: 'label-schema', code: 'DL3049', option: 'labels' },
  { key: 'strict-labels', code: 'DL3049', option: 'isStrict' },
] as const;

class HadolintReader implements HadolintSettings {
  readonly severities = new Map<string, SeverityName>();
  readonly options = new Map<string, Record<string, unknown>>();
  readonly findings: Finding[] = [];
  readonly ignoredCodes = new Map<string, Set<string>>();
  hasComments = true;
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  read({ root, problems }: SettingsDocument): void {
    for (const { at, message } of problems) this.#complain(at, message);
    const override = root?.entries.get('override');
    if (override?.value?.kind === 'map') this.#readOverride(override.value);
    else if (override?.value !== undefined) {
      this.#complain(override.keyAt, 'The overrides have to be a mapping of levels to codes.');
    }
    for (const code of this.#readCodes(root?.entries.get('ignored'))) this.#ignore(code);
    for (const { key, code, option } of optionKeys) {
      const entry = root?.entries.get(key);
      if (entry !== undefined) this.#setOption(code, option, entry);
    }
    const pragma = root?.entries.get('disable-ignore-pragma')?.value;
    this.hasComments = !(pragma?.kind === 'scalar' && pragma.data === true);
  }

  #readOverride(override: SettingsMap): void {
    for (const entry of override.entries.values()) {
      const severity = levels.get(entry.key);
      if (severity !== undefined) this.#setAll(entry, severity);
      else
        this.#complain(entry.keyAt, `The level has to be one of ${[...levels.keys()].join(', ')}.`);
    }
  }

  #setAll(entry: SettingsEntry, severity: SeverityName): void {
    for (const code of this.#readCodes(entry)) {
      for (const rule of findRules(this.#rules, code)) this.severities.set(rule.id, severity);
    }
  }

  #readCodes(entry: SettingsEntry | undefined): readonly string[] {
    const value = entry?.value;
    if (entry === undefined || value === undefined) return [];
    if (value.kind === 'list') {
      return value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
    }
    this.#complain(entry.keyAt, `"${entry.key}" has to be a list of codes.`);
    return [];
  }

  /** A rule of ours may stand for several codes; it is off when all of them are. */
  #ignore(code: string): void {
    for (const rule of findRules(this.#rules, code)) {
      const codes = (this.ignoredCodes.get(rule.id) ?? new Set()).add(code);
      this.ignoredCodes.set(rule.id, codes);
      const others = rule.equivalents?.filter((one) => isCode(one) && !codes.has(one)) ?? [];
      if (others.length === 0) this.severities.set(rule.id, 'off');
    }
  }

  #setOption(code: string, option: string, entry: SettingsEntry): void {
    const { key, keyAt, value } = entry;
    if (value === undefined) return;
    for (const rule of findRules(this.#rules, code)) {
      const spec = getOptionSpecs(rule).get(option);
      const data = toData(value);
      // Hadolint takes a single registry too.
      const fitting = Array.isArray(spec?.default) && typeof data === 'string' ? [data] : data;
      if (spec === undefined || !isOptionValue(fitting, spec.default)) {
        this.#complain(keyAt, `"${key}" has another form, so it changes nothing.`);
      } else this.options.set(rule.id, { ...this.options.get(rule.id), [option]: fitting });
    }
  }

  #complain(at: Span, message: string): void {
    this.findings.push(engineFinding('drydock/settings', 'warning', at, message));
  }
}

/** A name that is one of hadolint's own. */
export function isCode(name: string): boolean {
  return /^DL\d{4}$/.test(name);
}
