import type { PathStat } from '../../ports/engine-objects.ts';
import { JsonRecord } from './json-record.ts';

/** Bits of Go's file mode, which is not the one of Unix. */
const goMode = { directory: 2 ** 31, link: 2 ** 27, irregular: 0x8f280000, permissions: 0o777 };

/** Reads the header in which the engine tells about a path: JSON in base64. `undefined` where it is none. */
export function toPathStat(header: string): PathStat | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    // The header is outside our control, and the caller can only say that it is wrong.
    return undefined;
  }
  const record = new JsonRecord(value);
  const mode = record.number('mode');
  return {
    name: record.text('name'),
    type: typeOf(mode),
    size: record.number('size'),
    permissions: mode & goMode.permissions,
    modified: record.time('mtime') ?? 0,
    linkTarget: record.text('linkTarget'),
  };
}

function typeOf(mode: number): PathStat['type'] {
  // The directory is bit 31, which is the sign in JavaScript's arithmetic of bits.
  if (Math.floor(mode / goMode.directory) % 2 === 1) return 'directory';
  if (Math.floor(mode / goMode.link) % 2 === 1) return 'link';
  return (mode & goMode.irregular) === 0 ? 'file' : 'other';
}
