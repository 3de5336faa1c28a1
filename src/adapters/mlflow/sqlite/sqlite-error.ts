import { TrackingError, type TrackingFailure } from '../../../ports/tracking-store.ts';

/** SQLite's primary result codes that mean something of their own to us. */
const failures: ReadonlyMap<number, TrackingFailure> = new Map([
  [3, 'denied'],
  [5, 'locked'],
  [6, 'locked'],
  [8, 'denied'],
  [11, 'damaged'],
  [14, 'denied'],
  [23, 'denied'],
  [26, 'not-a-store'],
]);

const systemFailures: ReadonlyMap<string, TrackingFailure> = new Map([
  ['ENOENT', 'not-found'],
  ['ENOTDIR', 'not-found'],
  ['EISDIR', 'not-a-store'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
]);

/** Errors of `node:sqlite` and of the file system in our words. */
export function toSqliteError(cause: unknown): TrackingError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const resultCode = findResultCode(cause);
  const failure =
    resultCode === undefined
      ? systemFailure(cause)
      : (failures.get(resultCode & 0xff) ?? 'damaged');
  return new TrackingError(failure, message, { cause });
}

/** SQLite's extended result code. */
export function findResultCode(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('errcode' in cause)) return undefined;
  return typeof cause.errcode === 'number' ? cause.errcode : undefined;
}

function systemFailure(cause: unknown): TrackingFailure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return (typeof code === 'string' ? systemFailures.get(code) : undefined) ?? 'damaged';
}
