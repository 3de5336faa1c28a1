import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRules } from '../../core/engine/find-rules.ts';
import { findNearName } from '../../core/rulekit/near-name.ts';
import { rules } from '../../core/rules/index.ts';
import type { CliCommand } from '../command.ts';
import { findProductFolder } from '../product-folder.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock explain RULE`: one rule's page. A name of the same check elsewhere will do. */
export const explainCommand: CliCommand = (context, args) => {
  const [name, ...rest] = args;
  if (name === undefined || rest.length > 0) throw new UsageError('Usage: drydock explain RULE');
  const found = findRules(rules, name);
  if (found.length === 0) throw new UsageError(describeUnknown(name));
  for (const { id } of found) {
    const path = join(findProductFolder(), 'media', 'docs', 'rules', `${id}.md`);
    context.out(readFileSync(path, 'utf8'));
  }
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
