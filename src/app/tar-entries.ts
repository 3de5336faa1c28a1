/** One entry of a tar stream. */
export interface TarEntry {
  /** As written, without a leading `./` and without a trailing slash. Comes from outside: may hold `..` or be absolute. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** Bytes of a regular file; 0 for anything else. */
  readonly size: number;
  /** Permission bits. */
  readonly permissions: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly linkTarget: string;
  /** Content of a regular file that was asked for; absent where it was not or where it is too long. */
  readonly body?: Uint8Array;
}

export interface TarLimits {
  /** Most bytes of content to keep of one entry; 0 for a listing. */
  readonly bodySize: number;
}

/** A tar that is none, or ends too early. */
export class TarError extends Error {
  readonly failure = 'malformed';
}

const blockSize = 512;
/** Long names and PAX records are read into memory, so a lie about their length must not cost more than this. */
const longestExtension = 1024 * 1024;

interface Extensions {
  path?: string;
  linkTarget?: string;
  size?: number;
  modified?: number;
}

/**
 * Reads a tar stream (ustar, PAX, GNU long names) header by header and skips what is not asked for, in linear time and
 * flat memory. Writes nothing anywhere. Stop iterating to stop reading.
 */
export async function* readTarEntries(
  chunks: AsyncIterable<Uint8Array>,
  limits: TarLimits,
): AsyncGenerator<TarEntry, void, undefined> {
  const source = new ByteSource(chunks);
  try {
    let extensions: Extensions = {};
    for (;;) {
      const header = await source.take(blockSize);
      if (header === undefined || header.every((byte) => byte === 0)) return;
      const raw = parseHeader(header);
      const size = extensions.size ?? raw.size;
      if (raw.kind === 'pax' || raw.kind === 'longName' || raw.kind === 'longLink') {
        const text = await readExtension(source, raw.size);
        extensions = { ...extensions, ...toExtensions(raw.kind, text) };
        continue;
      }
      const hasBody = raw.kind === 'file' || raw.kind === 'global' || raw.kind === 'other';
      const isWanted = raw.kind === 'file' && size <= limits.bodySize;
      const body = isWanted ? await source.take(size) : undefined;
      if (isWanted && body === undefined) throw new TarError('The archive ends in mid-file.');
      // Skipping comes after the entry is passed on: who has seen enough never pays for the content.
      if (raw.kind !== 'global') yield toEntry(raw, extensions, size, body);
      if (raw.kind !== 'global') extensions = {};
      const rest = hasBody && !isWanted ? size : 0;
      await source.skip(rest + (hasBody ? padding(size) : 0));
    }
  } finally {
    await source.close();
  }
}

interface RawHeader {
  readonly kind:
    'file' | 'directory' | 'link' | 'other' | 'pax' | 'global' | 'longName' | 'longLink';
  readonly path: string;
  readonly size: number;
  readonly permissions: number;
  readonly modified: number;
  readonly linkTarget: string;
}

function toEntry(
  raw: RawHeader,
  extensions: Extensions,
  size: number,
  body: Uint8Array | undefined,
): TarEntry {
  const path = extensions.path ?? raw.path;
  const type =
    raw.kind === 'file' || raw.kind === 'directory' || raw.kind === 'link' ? raw.kind : 'other';
  return {
    path: path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, ''),
    type,
    size: type === 'file' ? size : 0,
    permissions: raw.permissions,
    modified: extensions.modified ?? raw.modified,
    linkTarget: extensions.linkTarget ?? raw.linkTarget,
    ...(body === undefined ? {} : { body }),
  };
}

const kinds: Readonly<Record<string, RawHeader['kind']>> = {
  '': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'other',
  '2': 'link',
  '5': 'directory',
  x: 'pax',
  g: 'global',
  L: 'longName',
  K: 'longLink',
};

function parseHeader(header: Uint8Array): RawHeader {
  if (!hasRightChecksum(header)) throw new TarError('The archive is damaged.');
  const prefix =
    textAt(header, 257, 5) === 'ustar' && header[262] === 0 ? textAt(header, 345, 155) : '';
  const name = textAt(header, 0, 100);
  const kind = kinds[textAt(header, 156, 1)] ?? 'other';
  // Hard links, devices and pipes have no content, whatever their header claims.
  const isEmpty =
    kind === 'link' || kind === 'directory' || /[123456]/.test(textAt(header, 156, 1));
  return {
    kind,
    path: prefix === '' ? name : `${prefix}/${name}`,
    size: isEmpty ? 0 : numberAt(header, 124, 12),
    permissions: numberAt(header, 100, 8) & 0o777,
    modified: numberAt(header, 136, 12) * 1000,
    linkTarget: textAt(header, 157, 100),
  };
}

function hasRightChecksum(header: Uint8Array): boolean {
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  return sum === numberAt(header, 148, 8);
}

function textAt(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end));
}

/** Octal text, or GNU's big-endian binary where the first bit is set. */
function numberAt(header: Uint8Array, start: number, length: number): number {
  const first = header[start] ?? 0;
  let value = 0;
  if ((first & 0x80) !== 0) {
    for (let index = start + 1; index < start + length; index += 1) {
      value = value * 256 + (header[index] ?? 0);
    }
    return Number.isSafeInteger(value) ? value : Number.MAX_SAFE_INTEGER;
  }
  const digits = /^[\s0]*([0-7]*)/.exec(textAt(header, start, length))?.[1] ?? '';
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

async function readExtension(source: ByteSource, size: number): Promise<string> {
  if (size > longestExtension) throw new TarError('The archive holds a name without end.');
  const bytes = await source.take(size);
  if (bytes === undefined) throw new TarError('The archive ends in mid-name.');
  await source.skip(padding(size));
  return new TextDecoder().decode(bytes);
}

function toExtensions(kind: 'pax' | 'longName' | 'longLink', text: string): Extensions {
  const plain = text.replace(/\0[\s\S]*$/, '');
  if (kind === 'longName') return { path: plain };
  if (kind === 'longLink') return { linkTarget: plain };
  const result: Extensions = {};
  for (const [key, value] of paxRecords(text)) {
    if (key === 'path') result.path = value;
    else if (key === 'linkpath') result.linkTarget = value;
    else if (key === 'size' && /^\d{1,15}$/.test(value)) result.size = Number(value);
    else if (key === 'mtime' && /^\d+(?:\.\d+)?$/.test(value))
      result.modified = Math.floor(Number(value) * 1000);
  }
  return result;
}

/** Records are `length key=value\n`; the length counts bytes, but no key or value that we read depends on it being right. */
function paxRecords(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/(?:^|\n)\d+ ([\w.]+)=([^\n]*)/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
}

function padding(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize;
}

/** Takes counted bytes out of pieces of any length. */
class ByteSource {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #pending: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** Exactly `length` bytes, or `undefined` when the stream ends before. */
  async take(length: number): Promise<Uint8Array | undefined> {
    if (this.#pending.length >= length) return this.#cut(length);
    const pieces: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.#pending.length === 0 && !(await this.#fill())) return undefined;
      const piece = this.#cut(Math.min(missing, this.#pending.length));
      pieces.push(piece);
      missing -= piece.length;
    }
    return joined(pieces, length);
  }

  async skip(length: number): Promise<void> {
    let missing = length;
    while (missing > 0) {
      if (this.#pending.length === 0 && !(await this.#fill())) return;
      missing -= this.#cut(Math.min(missing, this.#pending.length)).length;
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  #cut(length: number): Uint8Array {
    const piece = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return piece;
  }

  async #fill(): Promise<boolean> {
    const next = await this.#iterator.next();
    if (next.done === true) return false;
    this.#pending = next.value;
    return true;
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const result = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
