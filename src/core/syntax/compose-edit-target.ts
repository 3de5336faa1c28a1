import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Entry } from './value.ts';

/** Keys from the root, list items as their number; or an entry of the file that is edited. */
export type EditTarget = readonly string[] | Entry;

/** A pair of a mapping, with what is around it. */
export interface FoundPair {
  readonly pair: Pair;
  readonly map: YAMLMap;
  /** The pair that holds the mapping; undefined for the root and inside lists. */
  readonly owner: FoundPair | undefined;
  /** Keys and items above. */
  readonly depth: number;
}

/** The nodes of a compose file, for editing: aliases are not followed, so nothing shared is changed by accident. */
export class EditDocument {
  readonly text: string;
  readonly #document: Document.Parsed;

  constructor(text: string) {
    this.text = text;
    this.#document = parseDocument(text, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  }

  get root(): unknown {
    return this.#document.contents;
  }

  findPair(target: EditTarget): FoundPair | undefined {
    return 'key' in target ? this.#findByOffset(target) : this.#findByPath(target);
  }

  findNode(target: EditTarget): unknown {
    if (!('key' in target) && target.length === 0) return this.root;
    if ('key' in target) return this.#findByOffset(target)?.pair.value;
    return this.#walk(target)?.node;
  }

  /** True where something in the pair is referred to from outside of it. */
  isShared({ pair }: FoundPair): boolean {
    const anchors = new Set<string>();
    const inside = new Set<unknown>();
    for (const part of [pair.key, pair.value]) {
      if (!isNode(part)) continue;
      visit(part, (_, node) => {
        if (isAlias(node)) inside.add(node);
        else if (isNode(node) && node.anchor !== undefined) anchors.add(node.anchor);
      });
    }
    if (anchors.size === 0) return false;
    let isShared = false;
    visit(this.#document, {
      Alias: (_, node) => {
        if (anchors.has(node.source) && !inside.has(node)) isShared = true;
        return isShared ? visit.BREAK : undefined;
      },
    });
    return isShared;
  }

  #findByPath(path: readonly string[]): FoundPair | undefined {
    return this.#walk(path)?.found;
  }

  #walk(
    path: readonly string[],
  ): { readonly node: unknown; readonly found: FoundPair | undefined } | undefined {
    let node: unknown = this.root;
    let found: FoundPair | undefined;
    for (const [depth, key] of path.entries()) {
      if (isSeq(node)) {
        node = node.items[Number(key)];
        found = undefined;
      } else if (isMap(node)) {
        const map: YAMLMap = node;
        // Of a key that stands twice the last one counts, as it does in the model.
        const pair = map.items.findLast((item) => keyTextOf(item) === key);
        if (pair === undefined) return undefined;
        found = { pair, map, owner: found, depth };
        node = pair.value;
      } else return undefined;
    }
    return { node, found };
  }

  #findByOffset({ keyAt }: Entry): FoundPair | undefined {
    let node: unknown = this.root;
    let found: FoundPair | undefined;
    for (let depth = 0; ; depth += 1) {
      if (isMap(node)) {
        const map: YAMLMap = node;
        const pair = map.items.findLast((item) => startOfKey(item) <= keyAt.start);
        if (pair === undefined) return undefined;
        found = { pair, map, owner: found, depth };
        if (startOfKey(pair) === keyAt.start) return found;
        node = pair.value;
      } else if (isSeq(node)) {
        const list: YAMLSeq = node;
        node = list.items.findLast((item) => startOfNode(item) <= keyAt.start);
        found = undefined;
      } else return undefined;
    }
  }
}

export function keyTextOf(pair: Pair): string | undefined {
  return isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
}

/** Offset of the key, or past everything for a pair without one. */
export function startOfKey(pair: Pair): number {
  return startOfNode(pair.key);
}

function startOfNode(node: unknown): number {
  return rangeOf(node)?.[0] ?? Number.MAX_SAFE_INTEGER;
}

/** Where the value ends as it is written, without comments and line breaks behind it. */
export function endOfPair(pair: Pair, text: string): number {
  const keyEnd = rangeOf(pair.key)?.[1] ?? 0;
  const valueEnd = endOfNode(pair.value, text);
  if (valueEnd !== undefined) {
    // An empty value lies behind the blanks, right before a comment.
    let end = valueEnd;
    while (end > keyEnd && /\s/.test(text.charAt(end - 1))) end -= 1;
    return Math.max(keyEnd, end);
  }
  const colon = text.indexOf(':', keyEnd);
  return colon < 0 ? keyEnd : colon + 1;
}

export function endOfNode(node: unknown, text: string): number | undefined {
  const range = rangeOf(node);
  if (range === undefined) return undefined;
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isMap(node)) return last === undefined ? range[0] : endOfPair(last as Pair, text);
    return endOfNode(last, text) ?? range[0];
  }
  let end = range[1];
  while (end > range[0] && /\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

export function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  const range = (node as { readonly range?: readonly [number, number, number] | null } | null)
    ?.range;
  return range ?? undefined;
}
