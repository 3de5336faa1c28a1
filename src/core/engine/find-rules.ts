import type { Rule } from '../rulekit/define-rule.ts';

/** The rules that a person means by a name: an id, a former id, or the name of the same check elsewhere. */
export function findRules(rules: readonly Rule[], name: string): readonly Rule[] {
  const exact = rules.filter((rule) => rule.id === name || rule.aliases?.includes(name) === true);
  if (exact.length > 0) return exact;
  return rules.filter((rule) => rule.equivalents?.includes(name) === true);
}
