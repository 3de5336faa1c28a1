import type { RulePage, RuleSpec } from './rule.ts';

/** A rule whose messages and options the engine need not know. */
// Listeners take their parameters contravariantly, so the general form is only reachable by a cast; it is here once.
export type Rule = RuleSpec;

/** Keeps the types of messages and options while a rule is written, and hands out the general form. */
export function defineRule<
  const Messages extends Readonly<Record<string, string>>,
  Options = object,
>(spec: RuleSpec<Messages, Options>): Rule {
  return spec as unknown as Rule;
}

export function definePage(page: RulePage): RulePage {
  return page;
}
