/** The command line cannot be understood or carried out: one line for standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
