import { isMap, isSeq, parse, parseDocument, stringify } from 'yaml';
import { writeScalar } from './yaml-scalar-text.ts';

/**
 * What is put into a file: a string, quoted as needed; or YAML as it is to be read, with two blanks for each level and
 * LF.
 */
export type NewValue = { readonly text: string } | { readonly yaml: string };

/** How the file around a new piece is written. */
export interface Layout {
  /** Blanks of one level. */
  readonly step: number;
  readonly lineBreak: string;
}

/** `key: value`, the value on lines of its own where it is a block. Lines after the first one start with `indent`. */
export function writePair(
  key: string,
  value: NewValue,
  indent: number,
  { step, lineBreak }: Layout,
): string {
  const head = `${writeScalar(key)}:`;
  if (!isBlock(value)) {
    const text = writeInline(value);
    return text === '' ? head : `${head} ${text}`;
  }
  const lines = indentLines(value.yaml, indent + step, step);
  return [head, ...lines].join(lineBreak);
}

/** `- value`, a block beginning on the same line. */
export function writeItem(value: NewValue, indent: number, { step, lineBreak }: Layout): string {
  if (!isBlock(value)) return `- ${writeInline(value)}`;
  const lines = indentLines(value.yaml, indent + 2, step);
  const [first = '', ...rest] = lines;
  return [`- ${first.trimStart()}`, ...rest].join(lineBreak);
}

/** The value on one line, as it has to be between brackets or braces. */
export function writeFlow(value: NewValue): string {
  if (!isBlock(value)) return writeInline(value);
  const data: unknown = parse(value.yaml);
  return stringify(data, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

export function isBlock(value: NewValue): value is { readonly yaml: string } {
  if (!('yaml' in value)) return false;
  if (value.yaml.trim().includes('\n')) return true;
  const { contents } = parseDocument(value.yaml, { logLevel: 'silent' });
  return (isMap(contents) || isSeq(contents)) && contents.flow !== true;
}

function writeInline(value: NewValue): string {
  return 'yaml' in value ? value.yaml.trim() : writeScalar(value.text);
}

/** Brings a block to the file's indentation. The text of block scalars keeps its shape. */
function indentLines(yaml: string, indent: number, step: number): readonly string[] {
  const lines = yaml.replace(/\s+$/, '').split(/\r?\n/);
  let scalar: { readonly parent: number; readonly first: number; readonly to: number } | undefined;
  let isOpening = false;
  let parent = 0;
  return lines.map((line) => {
    if (line.trim() === '') return '';
    const lead = line.length - line.trimStart().length;
    if (isOpening && lead > parent) {
      scalar = { parent, first: lead, to: scale(parent, step) + step };
    }
    isOpening = false;
    if (scalar !== undefined && lead > scalar.parent) {
      return ' '.repeat(Math.max(0, indent + scalar.to + lead - scalar.first)) + line.trimStart();
    }
    scalar = undefined;
    isOpening = /(?::|-)\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line);
    parent = lead;
    return ' '.repeat(indent + scale(lead, step)) + line.trimStart();
  });
}

/** Blanks for `lead` blanks of the two-blank original. */
function scale(lead: number, step: number): number {
  return Math.floor(lead / 2) * step + (lead % 2);
}
