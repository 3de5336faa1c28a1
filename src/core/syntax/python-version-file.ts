import type { Span } from '../base/span.ts';

/** The version of Python that a `.python-version` file asks for first. */
export interface PythonVersionFile {
  readonly file: string;
  /** Such as `3.11` or `3.11.4`; undefined for another interpreter or an empty file. */
  readonly version: string | undefined;
  readonly at: Span;
}

export function parsePythonVersionFile(file: string, text: string): PythonVersionFile {
  const line = /^[^\S\n]*(?:python-|cpython-)?(\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?)[^\S\n]*(?:#.*)?$/m;
  const first = /^[^\S\n]*[^\s#].*$/m.exec(text);
  const match = first === null ? null : line.exec(first[0]);
  if (first === null || match === null) {
    return { file, version: undefined, at: { file, start: 0, end: 0 } };
  }
  const version = match[1] ?? '';
  const start = first.index + match.index + match[0].indexOf(version);
  return { file, version, at: { file, start, end: start + version.length } };
}
