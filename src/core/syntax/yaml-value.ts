import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../base/span.ts';
import type { Entry, ListValue, MapValue, ScalarValue, SyntaxProblem, Value } from './value.ts';

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Filled with what is found while values are read. */
  readonly problems: SyntaxProblem[];
  /** What the text is, as the beginning of a sentence. */
  readonly subject: string;
}

/** Deeper nesting is refused, so that everybody else may recurse. */
const MAX_DEPTH = 100;
/** Nodes that one document may stand for after its aliases are followed. */
const MAX_EXPANDED_NODES = 250_000;

/** Reads the content of a document as a mapping; anything else but an empty one is a problem. */
export function toRootValue(content: unknown, source: YamlSource): MapValue | undefined {
  const reader = new ValueReader(source);
  const root = reader.read(content, 0)?.value;
  if (root === undefined || root.kind === 'map') return root;
  if (root.kind === 'scalar' && root.data === null) return undefined;
  source.problems.push({ at: root.at, message: `${source.subject} has to be a mapping.` });
  return undefined;
}

/** A value with the height of its tree, which bounds the recursion of those who walk it. */
interface Read {
  readonly value: Value | undefined;
  readonly height: number;
}

interface Anchored extends Read {
  /** Nodes that an alias to it adds to the document. */
  readonly size: number;
}

interface OpenMap {
  readonly entries: Map<string, Entry>;
  /** Keys that came from `<<`: a key of the mapping itself replaces them in silence. */
  readonly merged: Set<string>;
  height: number;
}

class ValueReader {
  readonly #source: YamlSource;
  /** Null marks an anchor whose value is still being read. */
  readonly #anchors = new Map<string, Anchored | null>();
  #nodes = 0;

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** Undefined for a value that is not there or cannot be read. */
  read(node: unknown, depth: number): Read | undefined {
    if (isAlias(node)) return this.#readAlias(node, depth);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
    if (depth > MAX_DEPTH) {
      this.#report(node, `Nesting deeper than ${String(MAX_DEPTH)} levels is not read.`);
      return undefined;
    }
    const { anchor } = node;
    if (anchor === undefined) return this.#readContent(node, depth);
    const before = this.#nodes;
    this.#anchors.set(anchor, null);
    const read = this.#readContent(node, depth);
    this.#anchors.set(anchor, { ...read, size: this.#nodes - before });
    return read;
  }

  #readContent(node: Scalar | YAMLMap | YAMLSeq, depth: number): Read {
    this.#nodes += 1;
    if (isScalar(node)) return { value: this.#readScalar(node), height: 0 };
    return isMap(node) ? this.#readMap(node, depth) : this.#readList(node, depth);
  }

  #readScalar(node: Scalar): ScalarValue | undefined {
    const source = node.source ?? '';
    const style = styles.get(node.type ?? '') ?? 'plain';
    if (style === 'plain' && source === '' && node.tag === undefined) return undefined;
    const data = toData(node.value);
    const text = data === null ? '' : source;
    const at = this.#spanOf(node);
    return node.tag === undefined
      ? { kind: 'scalar', at, text, data, style }
      : { kind: 'scalar', at, text, data, style, tag: node.tag };
  }

  #readList(node: YAMLSeq, depth: number): Read {
    const items: Value[] = [];
    let height = 0;
    for (const item of node.items) {
      const read = this.read(item, depth + 1);
      if (read === undefined) continue;
      items.push(read.value ?? this.#emptyItem(item));
      height = Math.max(height, read.height + 1);
    }
    const at = this.#endAfter(node, items.at(-1)?.at.end);
    const value: ListValue =
      node.tag === undefined
        ? { kind: 'list', at, items }
        : { kind: 'list', at, items, tag: node.tag };
    return { value, height };
  }

  /** An item without a value keeps its place, so that the numbers of the others are right. */
  #emptyItem(node: unknown): ScalarValue {
    return { kind: 'scalar', at: this.#spanOf(node), text: '', data: null, style: 'plain' };
  }

  #readMap(node: YAMLMap, depth: number): Read {
    const open: OpenMap = { entries: new Map(), merged: new Set(), height: 0 };
    let end: number | undefined;
    for (const pair of node.items) end = this.#readPair(pair, open, depth) ?? end;
    const at = this.#endAfter(node, end);
    const { entries } = open;
    const value: MapValue =
      node.tag === undefined
        ? { kind: 'map', at, entries }
        : { kind: 'map', at, entries, tag: node.tag };
    return { value, height: open.height };
  }

  /** Gives the offset at which the pair ends. */
  #readPair(pair: Pair, open: OpenMap, depth: number): number | undefined {
    const keyNode = isAlias(pair.key) ? this.#findKeyOfAlias(pair.key) : pair.key;
    if (!isScalar(keyNode)) {
      this.#report(pair.key, 'A key has to be plain text.');
      return undefined;
    }
    const keyAt = this.#spanOf(isAlias(pair.key) ? pair.key : keyNode);
    const read = this.read(pair.value, depth + 1);
    if (isMergeKey(keyNode)) {
      this.#merge(read, keyAt, open);
      return Math.max(keyAt.end, this.#ownEndOf(pair.value));
    }
    const value = read?.value;
    const end = Math.max(keyAt.end, this.#ownEndOf(pair.value), ownEnd(pair.value, value));
    const key = keyNode.source ?? String(keyNode.value);
    if (open.entries.has(key) && !open.merged.delete(key)) {
      this.#source.problems.push({ at: keyAt, message: `The key "${key}" stands here twice.` });
    }
    open.entries.set(key, { key, keyAt, at: { ...keyAt, end }, value });
    open.height = Math.max(open.height, (read?.height ?? 0) + 1);
    return end;
  }

  /** Takes over the entries of `<<: *a` or `<<: [*a, *b]` that are not there yet. */
  #merge(read: Read | undefined, keyAt: Span, open: OpenMap): void {
    const value = read?.value;
    const maps = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
    open.height = Math.max(open.height, read?.height ?? 0);
    for (const map of maps) {
      if (map.kind !== 'map') {
        this.#source.problems.push({
          at: keyAt,
          message: 'Only mappings can be merged with "<<".',
        });
        continue;
      }
      for (const [key, entry] of map.entries) {
        if (open.entries.has(key)) continue;
        open.entries.set(key, entry);
        open.merged.add(key);
      }
    }
  }

  #readAlias(node: Alias, depth: number): Read | undefined {
    const anchored = this.#anchors.get(node.source);
    if (anchored === null) {
      this.#report(node, `The alias "*${node.source}" contains itself.`);
      return undefined;
    }
    if (anchored === undefined) {
      this.#report(node, `No anchor "&${node.source}" stands before this alias.`);
      return undefined;
    }
    if (depth + anchored.height > MAX_DEPTH || this.#nodes + anchored.size > MAX_EXPANDED_NODES) {
      this.#report(node, `What the alias "*${node.source}" stands for is too large to read.`);
      return undefined;
    }
    this.#nodes += anchored.size;
    return anchored;
  }

  #findKeyOfAlias(node: Alias): Scalar | undefined {
    const value = this.#readAlias(node, 0)?.value;
    if (value?.kind !== 'scalar') return undefined;
    // Only text and place of a key are asked for.
    return { source: value.text, value: value.text, type: 'PLAIN', range: node.range } as Scalar;
  }

  #report(node: unknown, message: string): void {
    this.#source.problems.push({ at: this.#spanOf(node), message });
  }

  #spanOf(node: unknown): Span {
    const { file, text } = this.#source;
    const range = (node as Node | null | undefined)?.range;
    const start = Math.min(range?.[0] ?? 0, text.length);
    let end = Math.min(Math.max(range?.[1] ?? start, start), text.length);
    while (end > start && isLineBreak(text.charCodeAt(end - 1))) end -= 1;
    return { file, start, end };
  }

  /** Block collections reach over the comments that follow; they end with their last value here. */
  #endAfter(node: YAMLMap | YAMLSeq, end: number | undefined): Span {
    const at = this.#spanOf(node);
    if (node.flow === true) return at;
    return { ...at, end: Math.min(Math.max(end ?? at.start, at.start), at.end) };
  }

  /** The end of what the node itself is written as: for an alias its name, for a block nothing yet. */
  #ownEndOf(node: unknown): number {
    if (isAlias(node) || isScalar(node)) return this.#spanOf(node).end;
    return 0;
  }
}

/** The end of a value that stands where its key is, not at an anchor elsewhere. */
function ownEnd(node: unknown, value: Value | undefined): number {
  return value === undefined || isAlias(node) ? 0 : value.at.end;
}

const styles: ReadonlyMap<string, ScalarValue['style']> = new Map([
  ['PLAIN', 'plain'],
  ['QUOTE_SINGLE', 'single'],
  ['QUOTE_DOUBLE', 'double'],
  ['BLOCK_LITERAL', 'block'],
  ['BLOCK_FOLDED', 'block'],
]);

function isMergeKey(key: Scalar): boolean {
  return key.source === '<<' && key.type === 'PLAIN';
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function toData(value: unknown): ScalarValue['data'] {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return null;
  }
}
