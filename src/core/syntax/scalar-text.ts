import type { Span } from '../base/span.ts';
import type { MappedText } from './dockerfile-tree.ts';
import { evaluateInterpolation, parseInterpolation } from './interpolation.ts';
import type { Interpolated, InterpolationPiece } from './interpolation.ts';
import type { ScalarValue } from './value.ts';

/**
 * The place of a part of a scalar. Exact where the scalar stands on one line without escapes, otherwise the
 * whole scalar.
 */
export function spanWithin(scalar: ScalarValue, start: number, end: number): Span {
  const { at, text, style } = scalar;
  const quotes = style === 'single' || style === 'double' ? 1 : 0;
  if (style === 'block' || at.end - at.start !== text.length + 2 * quotes) return at;
  return { file: at.file, start: at.start + quotes + start, end: at.start + quotes + end };
}

/** A scalar after interpolation, with the way back to the file. */
export interface MappedScalar extends Interpolated {
  readonly mapped: MappedText;
}

/**
 * Replaces the variables of a scalar and remembers where each character came from, also through folding,
 * escapes and block indentation. `fileText` is the text of the scalar's file.
 */
export function mapScalar(
  scalar: ScalarValue,
  fileText: string,
  lookup: (name: string) => string | undefined,
): MappedScalar {
  const origins = alignScalar(scalar, fileText);
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let isKnown = true;
  for (const piece of parseInterpolation(scalar.text)) {
    const part = evaluateInterpolation([piece], lookup);
    isKnown = isKnown && part.isKnown;
    text += part.text;
    for (let at = 0; at < part.text.length; at += 1) {
      const [from, to] = placeInPiece(piece, at);
      starts.push(origins[from] ?? scalar.at.start);
      ends.push((origins[to - 1] ?? scalar.at.end - 1) + 1);
    }
  }
  return { text, isKnown, mapped: new AlignedText(text, scalar.at, starts, ends) };
}

/** The part of the piece that a character of its result stands for: itself, or the whole variable. */
function placeInPiece(piece: InterpolationPiece, at: number): readonly [number, number] {
  const isVerbatim = piece.kind === 'literal' && piece.text.length === piece.end - piece.start;
  return isVerbatim ? [piece.start + at, piece.start + at + 1] : [piece.start, piece.end];
}

/** For each character of the scalar's text the offset in the file that it was written at. */
function alignScalar(scalar: ScalarValue, fileText: string): readonly number[] {
  const { text, style, at } = scalar;
  const stop = at.end;
  if (isLiteralBlock(scalar, fileText)) return alignLines(text, fileText, at);
  const origins: number[] = [];
  let cursor = at.start + (style === 'single' || style === 'double' ? 1 : 0);
  if (style === 'block') cursor = findLineEnd(fileText, cursor, stop);
  for (const char of text.split('')) {
    cursor = Math.min(findOrigin(char, { fileText, cursor, stop, style }), stop);
    origins.push(cursor);
    if (cursor < stop) cursor += 1;
  }
  return origins;
}

/** True for `|`, whose lines stand in the file as they are, behind their indentation. */
export function isLiteralBlock({ style, at }: ScalarValue, fileText: string): boolean {
  return style === 'block' && fileText.charAt(at.start) === '|';
}

/** The indentation is what a line of the file has in front of the line of the text. */
function alignLines(text: string, fileText: string, at: Span): readonly number[] {
  const origins: number[] = [];
  let lineStart = findLineEnd(fileText, at.start, at.end);
  for (const line of text.split('\n')) {
    const feed = fileText.indexOf('\n', lineStart);
    const next = feed < 0 ? fileText.length : feed;
    const end = fileText.charAt(next - 1) === '\r' && next > lineStart ? next - 1 : next;
    const start = Math.max(lineStart, end - line.length);
    for (let index = 0; index < line.length; index += 1) origins.push(start + index);
    origins.push(next);
    lineStart = next + 1;
  }
  return origins.slice(0, text.length);
}

interface Search {
  readonly fileText: string;
  readonly cursor: number;
  readonly stop: number;
  readonly style: ScalarValue['style'];
}

/** The next place that can have given a character. A blank may be a folded line break; escapes stay where they begin. */
function findOrigin(char: string, { fileText, cursor, stop, style }: Search): number {
  const here = fileText.charAt(cursor);
  if (here === char) return style === 'single' && char === "'" ? cursor + 1 : cursor;
  const isBlank = char === ' ' || char === '\n';
  if (isBlank && (here === '\n' || here === '\r')) return cursor;
  for (let at = cursor; at < stop; at += 1) {
    const other = fileText.charAt(at);
    if (other === char) return at;
    if (style === 'double' && other === '\\') return at + 1;
    if (isBlank && other === '\n') return at;
  }
  return cursor;
}

function findLineEnd(text: string, from: number, stop: number): number {
  const lineBreak = text.indexOf('\n', from);
  return lineBreak < 0 || lineBreak >= stop ? stop : lineBreak + 1;
}

class AlignedText implements MappedText {
  readonly text: string;
  readonly at: Span;
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: string, at: Span, starts: readonly number[], ends: readonly number[]) {
    this.text = text;
    this.at = at;
    this.#starts = starts;
    this.#ends = ends;
  }

  spanOf(start: number, end: number): Span {
    const from = this.#starts[start] ?? this.#ends.at(-1) ?? this.at.end;
    const to = end > start ? (this.#ends[end - 1] ?? this.at.end) : from;
    return { file: this.at.file, start: from, end: Math.max(from, to) };
  }
}
