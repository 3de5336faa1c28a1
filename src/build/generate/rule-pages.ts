import { formatRuleTable } from '../../cli/formatters/rule-table.ts';
import { LineIndex } from '../../core/base/line-index.ts';
import { lintWithRules } from '../../core/engine/lint-project.ts';
import { buildProject } from '../../core/model/build-project.ts';
import type { BadExample, ExampleFiles, RulePage } from '../../core/rulekit/rule.ts';
import type { GeneratedFile } from './generated-file.ts';
import { loadCatalogue, type CatalogueEntry } from './rule-catalogue.ts';

const folder = 'media/docs/rules';

/** One page a rule with what it really says of its examples, and the table of all. */
export async function generateRulePages(): Promise<GeneratedFile[]> {
  const catalogue = await loadCatalogue();
  const pages = catalogue.map((entry) => ({
    path: `${folder}/${entry.id}.md`,
    text: writePage(entry),
  }));
  return [...pages, { path: `${folder}/README.md`, text: writeIndex(catalogue) }];
}

function writeIndex(catalogue: readonly CatalogueEntry[]): string {
  const table = formatRuleTable(catalogue.map(({ rule }) => rule));
  const linked = table.replaceAll(/^\| `([^`]+)`/gm, (_, id: string) => `| [\`${id}\`](${id}.md)`);
  return `# Rules\n\n${catalogue.length} rules. Each preset holds those before it: essential, recommended, strict.\n\n${linked}`;
}

function writePage(entry: CatalogueEntry): string {
  const { rule, page } = entry;
  const facts = [`**${rule.severity}**`, `preset \`${rule.preset}\``, `since ${rule.since}`];
  const elsewhere = (rule.equivalents ?? []).map((name) => `\`${name}\``).join(', ');
  if (elsewhere !== '') facts.push(`elsewhere ${elsewhere}`);
  return [
    `# ${rule.id}`,
    `${rule.summary}.`,
    facts.join(' · '),
    page.rationale,
    '## Flagged',
    ...page.bad.flatMap((example) => writeBad(entry, example)),
    '## Accepted',
    ...page.good.flatMap(({ title, files }) => [`### ${title}`, ...writeFiles(files)]),
    ...writeEnd(entry.rule.options ?? {}, page),
    '',
  ].join('\n\n');
}

function writeEnd(options: object, { exceptions, references }: RulePage): readonly string[] {
  const specs = Object.entries(options) as [string, { description: string; default: unknown }][];
  const parts: string[] = [];
  if (exceptions !== undefined) parts.push('## When not to use it', exceptions);
  if (specs.length > 0) {
    const rows = specs.map(
      ([name, spec]) =>
        `- \`${name}\`: ${spec.description} Default: \`${JSON.stringify(spec.default)}\`.`,
    );
    parts.push('## Options', rows.join('\n'));
  }
  if (references !== undefined) {
    parts.push('## Further reading', references.map((url) => `- <${url}>`).join('\n'));
  }
  return parts;
}

function writeBad(entry: CatalogueEntry, { title, files, fixed }: BadExample): readonly string[] {
  const parts = [`### ${title}`, ...writeFiles(files), writeFindings(entry, files)];
  if (fixed !== undefined) {
    const changed = Object.entries(fixed).filter(([path, text]) => files[path] !== text);
    parts.push('Fixed:', ...writeFiles(Object.fromEntries(changed)));
  }
  return parts;
}

/** Files without text only have to be there. */
function writeFiles(files: ExampleFiles): readonly string[] {
  return Object.entries(files)
    .filter(([, text]) => text !== '')
    .map(([path, text]) => `\`${path}\`\n\n\`\`\`${languageOf(path)}\n${text.trimEnd()}\n\`\`\``);
}

function writeFindings({ rule }: CatalogueEntry, files: ExampleFiles): string {
  const snapshot = {
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map<string, string>(),
  };
  return lintWithRules(buildProject(snapshot), { preset: 'all' }, [rule])
    .map(({ at, message }) => {
      const { line, column } = new LineIndex(files[at.file] ?? '').positionAt(at.start);
      return `> \`${at.file}:${line + 1}:${column + 1}\` ${message}`;
    })
    .join('\n>\n');
}

function languageOf(path: string): string {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (/dockerfile|containerfile/i.test(path) && !path.endsWith('ignore')) return 'dockerfile';
  if (path.endsWith('.py')) return 'python';
  if (path.endsWith('.toml')) return 'toml';
  return 'text';
}
