import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateRulesIndex, toExportName } from './generate/rules-index.ts';
import { repositoryRoot } from './repository.ts';

// `npm run new:rule family/name`: the rule and its test, red until the listener is written.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    summary: { type: 'string', default: 'Disallow what this rule is about' },
    severity: { type: 'string', default: 'warning' },
    preset: { type: 'string', default: 'recommended' },
  },
});
const [id] = positionals;
if (id === undefined || !/^[a-z]+\/(?:no|require|prefer|consistent|valid)-[a-z0-9-]+$/.test(id)) {
  console.error(
    'Usage: npm run new:rule -- FAMILY/no-NAME [--summary TEXT] [--severity S] [--preset P]',
  );
  process.exit(2);
}
const rulePath = `src/core/rules/${id}.ts`;
if (existsSync(join(repositoryRoot, rulePath))) {
  console.error(`${rulePath} is there already.`);
  process.exit(2);
}
const name = toExportName(id);
await write(rulePath, writeRule(id, name));
await write(`test/rules/${id}.test.ts`, writeTest(id, name));
for (const { path, text } of await generateRulesIndex()) await write(path, text);
console.log('Write the examples first, then the listener; `npm run generate` makes the page.');

async function write(path: string, text: string): Promise<void> {
  const target = join(repositoryRoot, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`wrote ${path}`);
}

function writeRule(ruleId: string, exportName: string): string {
  const kind = /^(?:dockerfile|python)\//.test(ruleId) ? 'instruction' : 'service';
  const file = kind === 'instruction' ? 'Dockerfile' : 'compose.yaml';
  return `import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const ${exportName} = defineRule({
  id: '${ruleId}',
  summary: '${values.summary}',
  severity: '${values.severity}',
  preset: '${values.preset}',
  since: '0.1.0',
  messages: {
    found: 'What is wrong with "{text}", and what follows from it.',
  },
  on: {
    ${kind}(node, report) {},
  },
});

export const ${exportName}Page = definePage({
  rationale: 'What goes wrong for the user, and when.',
  bad: [{ title: 'The mistake', files: { ${quoteKey(file)}: '' } }],
  good: [{ title: 'How it is right', files: { ${quoteKey(file)}: '' } }],
});
`;
}

function writeTest(ruleId: string, exportName: string): string {
  return `import { ${exportName} } from '../../../src/core/rules/${ruleId}.ts';
import { describeRule } from ${quote('../../support/describe-rule.ts')};

describeRule(${exportName}, ({ flags }) => {
  flags(
    'the mistake',
    \`
text
^^^^ found
\`,
  );
});
`;
}

function quoteKey(file: string): string {
  return /^\w+$/.test(file) ? file : `'${file}'`;
}

/** A path in the quotes of our style, without looking like an import of this file. */
function quote(path: string): string {
  return `'${path}'`;
}
