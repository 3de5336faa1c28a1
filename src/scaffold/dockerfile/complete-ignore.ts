import { essentialIgnores, usualIgnores } from './ignore-patterns.data.ts';

/** A new `.dockerignore`. Patterns of files that some Dockerfile copies by name stay out: they would break its build. */
export function renderIgnore(copied: readonly string[]): string {
  const patterns = [...essentialIgnores, ...usualIgnores];
  return `${patterns.filter((pattern) => !isCopied(pattern, copied)).join('\n')}\n`;
}

/** What to put at the end of an existing `.dockerignore`, by the same measure; '' where nothing is missing. */
export function completeIgnore(text: string, copied: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  // A file that begins with everything and lets single paths in has nothing to complete.
  if (letsOnlySomeIn(text)) return '';
  const present = new Set(lines.map((line) => toBare(line)));
  const missing = essentialIgnores.filter((pattern) => {
    return !present.has(toBare(pattern)) && !isCopied(pattern, copied);
  });
  if (missing.length === 0) return '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || text.endsWith('\n') ? '' : eol;
  return `${separator}${missing.join(eol)}${eol}`;
}

/** Whether a `.dockerignore` hides everything and names what is sent. */
export function letsOnlySomeIn(text: string): boolean {
  return /^[ \t]*\*{1,2}[ \t]*$/m.test(text.replaceAll('\r', ''));
}

function isCopied(pattern: string, copied: readonly string[]): boolean {
  return copied.some((path) => toBare(path).startsWith(toBare(pattern)));
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
