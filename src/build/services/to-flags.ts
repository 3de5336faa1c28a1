/** Command-line flags as data: `{ host: '127.0.0.1', quiet: true, slow: false }` is `--host=127.0.0.1 --quiet`. */
export function toFlags(
  flags: Readonly<Record<string, string | number | boolean | undefined>>,
): string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name}=${value}`];
  });
}
