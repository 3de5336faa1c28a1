import type { MapValue, Value } from '../syntax/value.ts';
import type { PlainKey } from './compose-shape-problems.ts';

/** Keys that YAML does not read as text, anywhere in the file. Compose refuses them below `x-` keys too. */
export function findPlainKeys(root: MapValue, text: string): readonly PlainKey[] {
  const problems: PlainKey[] = [];
  collect(root, { text, problems, seen: new Set() });
  return problems;
}

interface Search {
  readonly text: string;
  readonly problems: PlainKey[];
  /** What aliases lead to again counts once. */
  readonly seen: Set<Value>;
}

function collect(value: Value, search: Search): void {
  if (value.kind === 'scalar' || search.seen.has(value)) return;
  search.seen.add(value);
  if (value.kind === 'list') {
    for (const item of value.items) collect(item, search);
    return;
  }
  for (const { key, keyAt, value: inner } of value.entries.values()) {
    if (notText.test(key) && search.text.startsWith(key, keyAt.start)) {
      search.problems.push({ kind: 'plainKey', at: keyAt, key });
    }
    if (inner !== undefined) collect(inner, search);
  }
}

/** Numbers, dates, truth values and null, as YAML 1.1 writes them. */
const notText =
  /^(?:[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d+|0x[\da-f]+|0o[0-7]+|0b[01]+|\.inf)|\.nan|\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]+[\d:.]+.*)?|true|false|null|~)$/i;
