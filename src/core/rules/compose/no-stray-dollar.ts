import type { Span } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  digits: '"{text}" is no variable, so the dollar sign stays in the value.',
  hash: 'Compose takes the "$" in this value for variables; write the value in single quotes.',
} as const;

export const noStrayDollar = defineRule({
  id: 'compose/no-stray-dollar',
  summary: 'Disallow dollar signs before digits in values',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      for (const { items } of project.dotenvFiles.values()) {
        for (const { template, valueAt } of items) check(template, valueAt, report);
      }
      const told = new Set<string>();
      for (const { environment } of project.fileSets.flatMap(({ services }) => services)) {
        for (const { value, template, name } of environment) {
          if (value === undefined || told.has(keyOf(value.at)) || isPattern.test(name)) continue;
          told.add(keyOf(value.at));
          check(template, value.at, report);
        }
      }
    },
  },
});

/** Variables whose values have a use for dollar signs. */
const isPattern = /REGEX|PATTERN|FORMAT|COMMAND|CMD|SCRIPT|TEMPLATE|AWK|SED/i;

function check(template: string | undefined, at: Span, report: Report<typeof messages>): void {
  if (template?.includes('$') !== true) return;
  // `$2y$10$…` and `$apr1$…` are hashes of passwords.
  if (/(?<!\$)\$(?:\d[a-z]?|apr1|argon2\w*)\$(?!\$)/.test(template)) report.hash(at);
  else {
    const found = /(?<![$\\])(?:\$\$)*(\$\d+)/.exec(template)?.[1];
    if (found !== undefined) report.digits(at, { text: found });
  }
}

function keyOf({ file, start }: Span): string {
  return `${file}:${String(start)}`;
}

export const noStrayDollarPage = definePage({
  rationale:
    'A dollar sign before a digit begins no variable, so it stays in the value: a port becomes "$6379" and the URL has none. A password hash has several of them, and what looks like a variable in it is replaced by nothing.',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/'],
  bad: [
    {
      title: 'A port, and a hash',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    env_file: .env
`,
        '.env': 'STORE_URL=redis://store:$6379/0\nPASSWORD_HASH=$2y$10$Yx3bWzOqnWq8\n',
      },
    },
  ],
  good: [
    {
      title: 'Without it, doubled, or in single quotes',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    env_file: .env
    environment:
      PRICE: $$5
`,
        '.env': "STORE_URL=redis://store:6379/0\nPASSWORD_HASH='$2y$10$Yx3bWzOqnWq8'\n",
      },
    },
  ],
});
