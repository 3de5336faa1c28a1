import { essentialIgnores, usualIgnores } from './ignore-patterns.data.ts';

/** A new `.dockerignore`. */
export function renderIgnore(): string {
  return `${[...essentialIgnores, ...usualIgnores].join('\n')}\n`;
}

/**
 * What to put at the end of an existing `.dockerignore`; '' where nothing is missing. Patterns of files that some
 * Dockerfile copies by name stay out, since they would break its build.
 */
export function completeIgnore(text: string, copied: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  // A file that begins with everything and lets single paths in has nothing to complete.
  if (lines.some((line) => line === '*' || line === '**')) return '';
  const present = new Set(lines.map((line) => toBare(line)));
  const missing = essentialIgnores.filter((pattern) => {
    const bare = toBare(pattern);
    return !present.has(bare) && !copied.some((path) => toBare(path).startsWith(bare));
  });
  if (missing.length === 0) return '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || text.endsWith('\n') ? '' : eol;
  return `${separator}${missing.join(eol)}${eol}`;
}

/** A pattern without what does not matter for the comparison; a negated one counts, since somebody wants it so. */
function toBare(pattern: string): string {
  return pattern
    .replace(/^!/, '')
    .replace(/^(?:\.?\/|\*\*\/)+/, '')
    .replace(/\/+\**$/, '')
    .replace('*.py[cod]', '*.pyc')
    .replace('*.py[co]', '*.pyc');
}
