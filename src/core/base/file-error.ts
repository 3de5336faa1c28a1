/**
 * Whether an error says that a file or folder is gone or cannot be read, as Node's errors do by their `code`. Anything
 * else that is thrown while files are read is a fault of ours.
 */
export function isFileError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    fileErrorCodes.has(error.code)
  );
}

const fileErrorCodes: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EHOSTDOWN',
  'EIO',
  'ELOOP',
  'ENAMETOOLONG',
  'ENODEV',
  'ENOENT',
  'ENOTCONN',
  'ENOTDIR',
  'EPERM',
  'ESTALE',
  'ETIMEDOUT',
]);
