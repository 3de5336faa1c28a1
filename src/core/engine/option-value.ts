import type { Rule } from '../rulekit/define-rule.ts';
import type { OptionSpec } from '../rulekit/rule.ts';

/** A rule in its general form has lost the names of its options. */
export function getOptionSpecs(rule: Rule): ReadonlyMap<string, OptionSpec<unknown>> {
  const specs = (rule.options ?? {}) as Readonly<Record<string, OptionSpec<unknown>>>;
  return new Map(Object.entries(specs));
}

/** Whether a value from a settings file fits an option: the type of its default; lists and mappings hold texts. */
export function isOptionValue(value: unknown, standard: unknown): boolean {
  if (Array.isArray(standard)) return Array.isArray(value) && value.every(isText);
  if (typeof standard !== 'object') return typeof value === typeof standard;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
