import { coreFolders, layers } from '../layers.data.ts';
import type { GeneratedFile } from './generated-file.ts';
import { replaceSection } from './marked-section.ts';

/** The picture of the layers in ARCHITECTURE.md. */
export async function generateLayerDiagram(): Promise<readonly GeneratedFile[]> {
  const arrows = layers.flatMap(({ folder, imports }) =>
    folder === 'build' ? [] : imports.map((other) => `  ${folder} --> ${other}`),
  );
  const rows = layers.map(
    ({ folder, purpose, imports, packages }) =>
      `| \`${folder}\` | ${purpose} | ${list(imports)} | ${list(packages)} |`,
  );
  const inner = Object.entries(coreFolders).map(
    ([folder, imports]) => `| \`core/${folder}\` | ${list(imports)} |`,
  );
  const body = [
    '```mermaid',
    'graph TD',
    ...arrows,
    '```',
    '',
    '| folder | what it is for | may import | packages |',
    '|---|---|---|---|',
    ...rows,
    '',
    '| inside core | may import |',
    '|---|---|',
    ...inner,
  ].join('\n');
  return [await replaceSection('ARCHITECTURE.md', 'layers', body)];
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', ');
}
