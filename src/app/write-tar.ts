/** A file or a folder to be put into a container. */
export interface TarContent {
  /** Relative, with `/`, at most 100 bytes. */
  readonly path: string;
  readonly permissions: number;
  /** Absent for a folder and for a link. */
  readonly bytes?: Uint8Array;
  /** Where a symbolic link points. */
  readonly linkTarget?: string;
}

const blockSize = 512;

/** A tar archive (ustar) of a few small things, owned by root. */
export function writeTar(contents: readonly TarContent[]): Uint8Array {
  const parts = contents.flatMap((content) => {
    const bytes = content.bytes ?? new Uint8Array(0);
    const padded = new Uint8Array(Math.ceil(bytes.length / blockSize) * blockSize);
    padded.set(bytes);
    return [headerOf(content, bytes.length), padded];
  });
  parts.push(new Uint8Array(blockSize * 2));
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

function headerOf(content: TarContent, size: number): Uint8Array {
  const header = new Uint8Array(blockSize);
  const put = (at: number, text: string): void => {
    header.set(new TextEncoder().encode(text), at);
  };
  const isFolder = content.bytes === undefined && content.linkTarget === undefined;
  put(0, isFolder ? `${content.path}/` : content.path);
  put(100, `${octal(content.permissions, 7)}\0`);
  put(108, `${octal(0, 7)}\0`);
  put(116, `${octal(0, 7)}\0`);
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(0, 11)}\0`);
  put(148, ' '.repeat(8));
  put(156, isFolder ? '5' : content.linkTarget === undefined ? '0' : '2');
  put(157, content.linkTarget ?? '');
  put(257, 'ustar\u000000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return header;
}

function octal(value: number, length: number): string {
  return value.toString(8).padStart(length, '0');
}
