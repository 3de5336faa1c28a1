import type { ViewNode } from '../../src/app/view-node.ts';

/** Rows as indented text, children included down to a depth. */
export async function showTree(rows: readonly ViewNode[], depth: number): Promise<string> {
  const lines = await Promise.all(rows.map((row) => showRow(row, depth, 0)));
  return lines.flat().join('\n');
}

/** The children of the row with this label, wherever it is among the rows. */
export async function openRow(
  rows: readonly ViewNode[],
  label: string,
): Promise<readonly ViewNode[]> {
  const row = rows.find((candidate) => candidate.label === label);
  if (row?.children === undefined) {
    throw new Error(`no row "${label}" among ${rows.map((each) => each.label).join(', ')}`);
  }
  return row.children(new AbortController().signal);
}

async function showRow(row: ViewNode, depth: number, indent: number): Promise<readonly string[]> {
  const detail = row.detail === undefined || row.detail === '' ? '' : ` | ${row.detail}`;
  const line = `${'  '.repeat(indent)}${row.icon}: ${row.label}${detail}`;
  if (row.children === undefined || depth <= 1) return [line];
  const children = await row.children(new AbortController().signal);
  const below = await Promise.all(children.map((child) => showRow(child, depth - 1, indent + 1)));
  return [line, ...below.flat()];
}
