/** A text as a YAML string in the style given, or in double quotes where that style cannot hold it. */
export function writeScalar(text: string, style: 'plain' | 'single' | 'double' = 'plain'): string {
  if (style === 'plain' && isPlainSafe(text)) return text;
  if (style === 'single' && isOneLine(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${text.replace(/["\\\p{Cc}\u2028\u2029\uFEFF]/gu, escapeChar)}"`;
}

/** True for a text that a YAML 1.1 or 1.2 reader takes for this very string without quotes, in braces too. */
function isPlainSafe(text: string): boolean {
  return (
    isOneLine(text) &&
    text !== '' &&
    text.trim() === text &&
    !/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.)/.test(text) &&
    !/:(?:\s|$)|\s#|[,[\]{}]/.test(text.replaceAll(/\$\{[^{},[\]\s]*\}/g, '')) &&
    !/^(?:~|null|true|false|yes|no|on|off|<<|=)$/i.test(text) &&
    !/^(?=.*\d)[-+.]?[\d.][\d_.:,]*(?:e[-+]?\d+)?$|^[-+]?0[xob][\da-f_]+$|^[-+]?\.(?:inf|nan)$/i.test(
      text,
    ) &&
    !/^\d{4}-\d{1,2}-\d{1,2}/.test(text)
  );
}

function isOneLine(text: string): boolean {
  return !/[\p{Cc}\u2028\u2029\uFEFF]/u.test(text);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeChar(char: string): string {
  return escapes.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
