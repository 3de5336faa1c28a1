import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import type { GeneratedFile } from './generated-file.ts';

const rulesFolder = 'src/core/rules';

/** `src/core/rules/index.ts`: every rule file's rule, by path. Pages stay out, so that bundles can drop them. */
export async function generateRulesIndex(): Promise<GeneratedFile[]> {
  const ids = await findRuleIds();
  const imports = ids.map((id) => `import { ${toExportName(id)} } from './${id}.ts';`);
  const names = ids.map((id) => `  ${toExportName(id)},`);
  const text = [
    '// Written by `npm run generate`.',
    "import type { Rule } from '../rulekit/define-rule.ts';",
    ...imports,
    '',
    'export const rules: readonly Rule[] = [',
    ...names,
    '];',
    '',
  ].join('\n');
  return [{ path: `${rulesFolder}/index.ts`, text }];
}

/** The ids of all rules, by the paths of their files. */
export async function findRuleIds(): Promise<readonly string[]> {
  const folder = join(repositoryRoot, rulesFolder);
  const entries = await readdir(folder, { withFileTypes: true });
  const families = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const ids: string[] = [];
  for (const family of families) {
    for (const file of await readdir(join(folder, family))) {
      if (file.endsWith('.ts') && !file.endsWith('.data.ts')) {
        ids.push(`${family}/${file.slice(0, -3)}`);
      }
    }
  }
  return ids.sort();
}

/** `dockerfile/no-maintainer` → `noMaintainer`. */
export function toExportName(id: string): string {
  const name = id.slice(id.indexOf('/') + 1);
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
