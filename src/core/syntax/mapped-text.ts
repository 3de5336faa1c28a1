import type { Span } from '../base/span.ts';
import type { MappedText } from './dockerfile-tree.ts';

/** Start and end of one piece in the file. */
export type Piece = readonly [start: number, end: number];

/** Puts pieces of a file together; an empty list gives an empty text at `anchor`. */
export function joinPieces(
  file: string,
  text: string,
  pieces: readonly Piece[],
  anchor: number,
): MappedText {
  return new PiecedText(file, text, pieces, anchor);
}

/** The part of `whole` from `start` to `end`, as a text of its own. */
export function sliceText(whole: MappedText, start: number, end: number): MappedText {
  return new SlicedText(whole, start, end);
}

class PiecedText implements MappedText {
  readonly text: string;
  readonly at: Span;
  readonly #file: string;
  readonly #pieces: readonly Piece[];
  /** Where each piece begins in `text`. */
  readonly #starts: readonly number[];

  constructor(file: string, text: string, pieces: readonly Piece[], anchor: number) {
    const parts = pieces.map(([start, end]) => text.slice(start, end));
    const starts: number[] = [];
    let length = 0;
    for (const part of parts) {
      starts.push(length);
      length += part.length;
    }
    this.text = parts.join('');
    this.#file = file;
    this.#pieces = pieces;
    this.#starts = starts;
    this.at = { file, start: pieces[0]?.[0] ?? anchor, end: pieces.at(-1)?.[1] ?? anchor };
  }

  spanOf(start: number, end: number): Span {
    const from = this.#offsetOf(start, false);
    const to = end > start ? this.#offsetOf(end, true) : from;
    return { file: this.#file, start: from, end: to };
  }

  /** At a seam an end belongs to the piece before it, a start to the piece after it. */
  #offsetOf(position: number, isEnd: boolean): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const begin = this.#starts[middle] ?? 0;
      if (isEnd ? begin < position : begin <= position) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return this.at.start;
    return Math.min(piece[0] + position - (this.#starts[low] ?? 0), piece[1]);
  }
}

class SlicedText implements MappedText {
  readonly text: string;
  readonly #whole: MappedText;
  readonly #offset: number;

  constructor(whole: MappedText, start: number, end: number) {
    this.text = whole.text.slice(start, end);
    this.#whole = whole;
    this.#offset = start;
  }

  get at(): Span {
    return this.spanOf(0, this.text.length);
  }

  spanOf(start: number, end: number): Span {
    return this.#whole.spanOf(start + this.#offset, end + this.#offset);
  }
}
