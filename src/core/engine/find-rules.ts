import { findNearName } from '../rulekit/near-name.ts';
import type { Rule } from '../rulekit/define-rule.ts';

/** The rules that a person means by a name: an id, a former id, or the name of the same check elsewhere. */
export function findRules(rules: readonly Rule[], name: string): readonly Rule[] {
  const exact = rules.filter((rule) => rule.id === name || rule.aliases?.includes(name) === true);
  if (exact.length > 0) return exact;
  return rules.filter((rule) => rule.equivalents?.includes(name) === true);
}

/** The rule that somebody probably meant: its name without the family, or one with few other letters. */
export function findNearRule(rules: readonly Rule[], name: string): string | undefined {
  const plain = name.slice(name.lastIndexOf('/') + 1);
  const sameName = rules.filter(({ id }) => id.endsWith(`/${plain}`));
  if (sameName.length === 1) return sameName[0]?.id;
  const ids = rules.map(({ id }) => id);
  return findNearName(name, ids) ?? findNearRuleOfFamily(ids, plain);
}

function findNearRuleOfFamily(ids: readonly string[], plain: string): string | undefined {
  const names = new Map(ids.map((id) => [id.slice(id.indexOf('/') + 1), id]));
  return names.get(findNearName(plain, names.keys()) ?? '');
}
