import { findRules } from '../../core/engine/find-rules.ts';
import { findNearName } from '../../core/rulekit/near-name.ts';
import { rules } from '../../core/rules/index.ts';
import type { CliCommand } from '../command.ts';
import { readRulePage } from '../read-rule-page.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock explain RULE`: one rule's page. A name of the same check elsewhere will do. */
export const explainCommand: CliCommand = (context, args) => {
  const [name, ...rest] = args;
  if (name === undefined || rest.length > 0) throw new UsageError('Usage: drydock explain RULE');
  const found = findRules(rules, name);
  if (found.length === 0) throw new UsageError(describeUnknown(name));
  for (const { id } of found) context.out(readRulePage(id));
  return Promise.resolve(0);
};

function describeUnknown(name: string): string {
  const near = findNearName(
    name,
    rules.map(({ id }) => id),
  );
  const hint = near === undefined ? '`drydock rules` lists them' : `there is "${near}"`;
  return `There is no rule "${name}"; ${hint}.`;
}
