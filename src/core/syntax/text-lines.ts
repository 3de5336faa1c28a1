import type { Edit } from '../base/span.ts';

/** Lines of a text, for edits that take whole lines. */
export class TextLines {
  readonly #text: string;
  /** What the file ends its lines with. */
  readonly lineBreak: string;

  constructor(text: string) {
    this.#text = text;
    this.lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  }

  startOfLine(offset: number): number {
    const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
    return start === 0 && this.#text.startsWith('\uFEFF') ? 1 : start;
  }

  /** The offset before the line break, comments of the line included. */
  endOfLine(offset: number): number {
    const lineBreak = this.#text.indexOf('\n', offset);
    if (lineBreak < 0) return this.#text.length;
    return this.#text.charAt(lineBreak - 1) === '\r' && lineBreak > offset
      ? lineBreak - 1
      : lineBreak;
  }

  /** The start of the blanks right before an offset. */
  startOfBlanks(offset: number): number {
    let at = offset;
    while (at > 0 && /[ \t]/.test(this.#text.charAt(at - 1))) at -= 1;
    return at;
  }

  /** The end of the last line that says something. */
  endOfContent(): number {
    return this.#text.replace(/\s+$/, '').length;
  }

  /** The end of the comment lines that follow and are indented at least like `indent`. */
  endOfComments(offset: number, indent: number): number {
    let end = this.endOfLine(offset);
    let at = end;
    while (at < this.#text.length) {
      const start = this.#text.indexOf('\n', at) + 1;
      if (start === 0) break;
      const lineEnd = this.endOfLine(start);
      const line = this.#text.slice(start, lineEnd);
      const lead = line.length - line.trimStart().length;
      if (line.trim() !== '' && (!line.trimStart().startsWith('#') || lead < Math.max(indent, 1))) {
        break;
      }
      if (line.trim() !== '') end = lineEnd;
      if (lineEnd >= this.#text.length) break;
      at = lineEnd;
    }
    return end;
  }

  /**
   * The start of the comment lines right above a line, indented like it and not parted from it by a blank line. A
   * comment at the start of the file speaks for the file.
   */
  startOfOwnComments(lineStart: number, indent: number): number {
    let from = lineStart;
    while (from > 0) {
      const above = this.startOfLine(from - 1);
      const line = this.#text.slice(above, this.endOfLine(above));
      const isComment = line.trimStart().startsWith('#');
      if (!isComment || line.length - line.trimStart().length !== indent) break;
      if (above <= 1) return lineStart;
      from = above;
    }
    return from;
  }

  /** Removes lines from the start of one to the end of the line of `end`. */
  removal(file: string, from: number, end: number): Edit {
    const lineEnd = this.endOfLine(end);
    const after = this.#text.indexOf('\n', lineEnd);
    if (after >= 0) return { at: { file, start: from, end: after + 1 }, insert: '' };
    // The last line of a file without a line break at its end takes the break before it along.
    const before = this.#text.slice(0, from).replace(/\r?\n$/, '').length;
    return { at: { file, start: before, end: lineEnd }, insert: '' };
  }
}
