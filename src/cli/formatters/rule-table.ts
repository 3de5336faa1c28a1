import type { Rule } from '../../core/rulekit/define-rule.ts';

/** The catalogue as a Markdown table. */
export function formatRuleTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, summary, severity, preset, equivalents }) => {
    const names = (equivalents ?? []).map((name) => `\`${name}\``).join(' ');
    return `| \`${id}\` | ${summary} | ${severity} | ${preset} | ${names} |`;
  });
  return [
    '| Rule | What it asks for | Severity | Preset | Elsewhere |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
