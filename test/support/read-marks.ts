import type { Files } from './lint-files.ts';

export interface Mark {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * Takes the underlined places out of a text. A line of carets with a message id marks the line above it; `--- name`
 * begins another file; without one all is `defaultName`.
 */
export function readMarks(
  text: string,
  defaultName: string,
): { readonly files: Files; readonly marks: readonly Mark[] } {
  const files: Record<string, string> = {};
  const marks: Mark[] = [];
  let name = defaultName;
  for (const line of text.replace(/^\n/, '').split('\n')) {
    const separator = /^--- (\S+)$/.exec(line);
    const underline = /^( *)(\^+) ([A-Za-z]\w*)$/.exec(line);
    if (separator !== null) {
      name = separator[1] ?? '';
      files[name] = '';
    } else if (underline === null) files[name] = `${files[name] ?? ''}${line}\n`;
    else {
      const [, indentation = '', carets = '', message = ''] = underline;
      const before = (files[name] ?? '').slice(0, -1);
      const start = before.lastIndexOf('\n') + 1 + indentation.length;
      marks.push({ file: name, start, end: start + carets.length, message });
    }
  }
  for (const [path, content] of Object.entries(files)) {
    // The template's last line is empty.
    files[path] = content.replace(/\n\n$/, '\n');
  }
  return { files, marks };
}
