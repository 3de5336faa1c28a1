import { parseArgs } from 'node:util';
import { rules } from '../../core/rules/index.ts';
import type { Rule } from '../../core/rulekit/define-rule.ts';
import type { CliCommand } from '../command.ts';
import { formatRuleTable } from '../formatters/rule-table.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock rules`: the catalogue. */
export const rulesCommand: CliCommand = (context, args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { format: { type: 'string', default: 'markdown' } },
  });
  if (values.format === 'json') context.out(formatRulesJson(rules));
  else if (values.format === 'markdown') context.out(formatRuleTable(rules));
  else throw new UsageError('--format takes one of json, markdown.');
  return Promise.resolve(0);
};

function formatRulesJson(catalogue: readonly Rule[]): string {
  const data = {
    version: 1,
    rules: catalogue.map((rule) => ({
      id: rule.id,
      summary: rule.summary,
      severity: rule.severity,
      preset: rule.preset,
      since: rule.since,
      equivalents: rule.equivalents ?? [],
      aliases: rule.aliases ?? [],
      options: rule.options ?? {},
    })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
