import { isMap, isSeq, isScalar } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import type { Edit } from '../base/span.ts';
import { isBlock, writeFlow, writeItem, writePair } from './compose-edit-block.ts';
import type { Layout, NewValue } from './compose-edit-block.ts';
import {
  EditDocument,
  endOfNode,
  endOfPair,
  keyTextOf,
  rangeOf,
  startOfKey,
} from './compose-edit-target.ts';
import type { EditTarget, FoundPair } from './compose-edit-target.ts';
import { TextLines } from './text-lines.ts';
import { writeScalar } from './yaml-scalar-text.ts';

/**
 * Edits of one compose file. Each method gives edits of the file as it is, none where the change cannot be made
 * without touching something else; nothing is printed anew, so comments, anchors and line ends stay.
 */
export class ComposeEditor {
  readonly #file: string;
  readonly #lines: TextLines;
  readonly #text: string;
  #document: EditDocument | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#lines = new TextLines(text);
  }

  /** Removes a key with its value and its own comments; a mapping below a service that gets empty goes with it. */
  removeKey(target: EditTarget): readonly Edit[] {
    let found = this.#parse().findPair(target);
    while (found?.map.items.length === 1 && found.depth >= 3 && found.owner !== undefined) {
      found = found.owner;
    }
    if (found === undefined || this.#parse().isShared(found)) return [];
    return found.map.flow === true ? this.#removeFlowPair(found) : this.#removeBlockPair(found);
  }

  /** Sets a key to a string, keeping the quotes that are there; a key that is missing is added. */
  setScalar(target: EditTarget, text: string): readonly Edit[] {
    const found = this.#parse().findPair(target);
    if (found === undefined) {
      if ('key' in target || target.length === 0) return [];
      return this.insertKey(target.slice(0, -1), target.at(-1) ?? '', { text });
    }
    const { value } = found.pair;
    const range = rangeOf(value);
    if (range === undefined || (isScalar(value) && value.source === '')) {
      const end = endOfPair(found.pair, this.#text);
      return [this.#edit(end, end, ` ${writeScalar(text)}`)];
    }
    if (isMap(value) || isSeq(value)) return [];
    const end = endOfNode(value, this.#text) ?? range[1];
    return [this.#edit(range[0], end, writeScalar(text, styleOf(value)))];
  }

  /** Adds a key to a mapping, after a sibling or at its end. Nothing changes where the key is there already. */
  insertKey(
    target: EditTarget,
    key: string,
    value: NewValue,
    options: { readonly after?: string } = {},
  ): readonly Edit[] {
    const node = this.#parse().findNode(target);
    if (isMap(node)) {
      const map: YAMLMap = node;
      if (map.items.some((pair) => keyTextOf(pair) === key)) return [];
      if (map.flow === true) return this.#insertIntoFlow(target, map, key, value);
      const after = map.items.find((pair) => keyTextOf(pair) === options.after);
      return this.#insertIntoBlock(map, after === undefined ? -1 : map.items.indexOf(after), {
        key,
        value,
      });
    }
    return this.#fillEmpty(target, (indent, layout) => writePair(key, value, indent, layout));
  }

  /** Adds an item at the end of a list. */
  insertItem(target: EditTarget, value: NewValue): readonly Edit[] {
    const node = this.#parse().findNode(target);
    if (!isSeq(node)) {
      return this.#fillEmpty(target, (indent, layout) => writeItem(value, indent, layout));
    }
    const list: YAMLSeq = node;
    const last: unknown = list.items.at(-1);
    const range = rangeOf(list);
    if (range === undefined) return [];
    if (list.flow === true) {
      const end = endOfNode(last, this.#text);
      const text = writeFlow(value);
      return end === undefined
        ? [this.#edit(range[0] + 1, range[0] + 1, text)]
        : [this.#edit(end, end, `, ${text}`)];
    }
    const indent = range[0] - this.#lines.startOfLine(range[0]);
    const at = this.#lines.endOfLine(endOfNode(list, this.#text) ?? range[0]);
    const { lineBreak } = this.#layout();
    const item = writeItem(value, indent, this.#layout());
    return [this.#edit(at, at, `${lineBreak}${' '.repeat(indent)}${item}`)];
  }

  /** Adds a service, volume, network, config or secret; the section is made where it is missing. */
  addSectionEntry(section: string, name: string, value: NewValue): readonly Edit[] {
    const { root } = this.#parse();
    const isEmpty = root === null || root === undefined || (isScalar(root) && root.source === '');
    if (isMap(root) && root.items.some((pair) => keyTextOf(pair) === section)) {
      return this.insertKey([section], name, value);
    }
    if (!isEmpty && !(isMap(root) && root.flow !== true)) return [];
    const { step, lineBreak } = this.#layout();
    const pair = writePair(name, value, step, this.#layout());
    const at = this.#lines.endOfContent();
    const gap = at === 0 ? '' : isMap(root) ? lineBreak.repeat(2) : lineBreak;
    return [this.#edit(at, at, `${gap}${section}:${lineBreak}${' '.repeat(step)}${pair}`)];
  }

  #insertIntoBlock(
    map: YAMLMap,
    after: number,
    { key, value }: { readonly key: string; readonly value: NewValue },
  ): readonly Edit[] {
    const first = map.items[0];
    const sibling = after < 0 ? map.items.at(-1) : map.items[after];
    if (first === undefined || sibling === undefined) return [];
    const indent = startOfKey(first) - this.#lines.startOfLine(startOfKey(first));
    const end = endOfPair(sibling, this.#text);
    const isLast = sibling === map.items.at(-1);
    const at = isLast ? this.#lines.endOfComments(end, indent) : this.#lines.endOfLine(end);
    const layout = this.#layout();
    const gap = isBlock(value) && this.#isSpaced(map) ? layout.lineBreak : '';
    const pair = writePair(key, value, indent, layout);
    const insert = `${gap}${layout.lineBreak}${' '.repeat(indent)}${pair}`;
    return [this.#edit(at, at, insert)];
  }

  /** True where the entries of a mapping stand apart by blank lines. */
  #isSpaced({ items }: YAMLMap): boolean {
    const [before, after] = items.slice(-2);
    if (before === undefined || after === undefined) return false;
    const gap = this.#text.slice(endOfPair(before, this.#text), startOfKey(after));
    return /\n[ \t]*\r?\n/.test(gap);
  }

  #insertIntoFlow(target: EditTarget, map: YAMLMap, key: string, value: NewValue): readonly Edit[] {
    const last = map.items.at(-1);
    const range = rangeOf(map);
    if (range === undefined) return [];
    if (last !== undefined) {
      const end = endOfPair(last, this.#text);
      return [this.#edit(end, end, `, ${writeScalar(key)}: ${writeFlow(value)}`)];
    }
    const owner = this.#parse().findPair(target);
    if (owner === undefined || owner.map.flow === true) {
      const inside = range[0] + 1;
      return [this.#edit(inside, inside, `${writeScalar(key)}: ${writeFlow(value)}`)];
    }
    // An empty `{}` gives way to a block.
    const start = this.#lines.startOfBlanks(range[0]);
    const indent = this.#columnOf(owner) + this.#layout().step;
    const pair = writePair(key, value, indent, this.#layout());
    const text = `${this.#layout().lineBreak}${' '.repeat(indent)}${pair}`;
    return [this.#edit(start, range[0], ''), this.#edit(range[0], range[1], text)];
  }

  /** Puts the first entry below a key that has no value. */
  #fillEmpty(
    target: EditTarget,
    write: (indent: number, layout: Layout) => string,
  ): readonly Edit[] {
    const found = this.#parse().findPair(target);
    if (found === undefined || found.map.flow === true) return [];
    const { value } = found.pair;
    const isEmpty = value === null || (isScalar(value) && value.source === '');
    if (!isEmpty) return [];
    const layout = this.#layout();
    const indent = this.#columnOf(found) + layout.step;
    const at = this.#lines.endOfLine(endOfPair(found.pair, this.#text));
    return [this.#edit(at, at, `${layout.lineBreak}${' '.repeat(indent)}${write(indent, layout)}`)];
  }

  #removeBlockPair({ pair, map }: FoundPair): readonly Edit[] {
    const start = startOfKey(pair);
    const end = endOfPair(pair, this.#text);
    const lineStart = this.#lines.startOfLine(start);
    const next = map.items[map.items.indexOf(pair) + 1];
    if (this.#text.slice(lineStart, start).trim() === '') {
      const from = this.#lines.startOfOwnComments(lineStart, start - lineStart);
      return [this.#lines.removal(this.#file, from, end)];
    }
    // The first key behind a list's dash: the next key takes its place.
    if (next === undefined) return [];
    const between = this.#text.slice(this.#lines.endOfLine(end), startOfKey(next));
    return between.trim() === '' ? [this.#edit(start, startOfKey(next), '')] : [];
  }

  #removeFlowPair({ pair, map }: FoundPair): readonly Edit[] {
    const index = map.items.indexOf(pair);
    const before = map.items[index - 1];
    const next = map.items[index + 1];
    const start = startOfKey(pair);
    const end = endOfPair(pair, this.#text);
    const [from, to] =
      next !== undefined
        ? [start, startOfKey(next)]
        : [before === undefined ? start : endOfPair(before, this.#text), end];
    return this.#text.slice(from, to).includes('#') ? [] : [this.#edit(from, to, '')];
  }

  #columnOf({ pair }: FoundPair): number {
    const start = startOfKey(pair);
    return start - this.#lines.startOfLine(start);
  }

  #layout(): Layout {
    return { step: findStep(this.#parse().root, this.#lines), lineBreak: this.#lines.lineBreak };
  }

  #parse(): EditDocument {
    this.#document ??= new EditDocument(this.#text);
    return this.#document;
  }

  #edit(start: number, end: number, insert: string): Edit {
    return { at: { file: this.#file, start, end }, insert };
  }
}

/** Blanks between a top-level key and the first key below one. */
function findStep(root: unknown, lines: TextLines): number {
  if (!isMap(root)) return 2;
  for (const { value } of root.items) {
    if (!isMap(value) || value.flow === true) continue;
    const first = value.items[0];
    if (first === undefined) continue;
    const step = startOfKey(first) - lines.startOfLine(startOfKey(first));
    if (step > 0) return step;
  }
  return 2;
}

function styleOf(value: unknown): 'plain' | 'single' | 'double' {
  if (!isScalar(value)) return 'plain';
  if (value.type === 'QUOTE_DOUBLE') return 'double';
  return value.type === 'QUOTE_SINGLE' ? 'single' : 'plain';
}
