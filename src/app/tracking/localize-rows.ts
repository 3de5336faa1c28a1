import type { Localize } from '../localize.ts';
import type { ViewNode } from '../view-node.ts';

/** Kinds of rows whose label is a phrase of ours; the other labels are names out of the store. */
const ourKinds: readonly string[] = ['notice', 'more', 'group', 'models'];

/** The same rows, and those below them, with our phrases in the reader's language. */
export function localizeRows(rows: readonly ViewNode[], localize: Localize): readonly ViewNode[] {
  return rows.map((row) => localizeRow(row, localize));
}

function localizeRow(row: ViewNode, localize: Localize): ViewNode {
  const label = ourKinds.includes(row.kind) ? localize(row.label) : row.label;
  if (row.children === undefined) return { ...row, label };
  return {
    ...row,
    label,
    children: async (signal) => localizeRows((await row.children?.(signal)) ?? [], localize),
  };
}
