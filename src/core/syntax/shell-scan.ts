/** Ends of quoted and substituted pieces of shell text. Each takes the offset of its first character and looks at no character twice. */

/** Deeper nesting is read to the end of the text, so that hostile input cannot exhaust the stack. */
const deepest = 60;

/** The offset behind one piece of a word: a quoted string, a substitution, an escaped or a plain character. */
export function skipPiece(text: string, at: number, depth = 0): number {
  switch (text[at]) {
    case '\\':
      return Math.min(at + 2, text.length);
    case "'":
      return endOf(text, text.indexOf("'", at + 1));
    case '"':
      return skipDoubleQuoted(text, at, depth);
    case '`':
      return skipBackquoted(text, at);
    case '$':
      return skipDollar(text, at, depth);
    default:
      return at + 1;
  }
}

function skipDollar(text: string, at: number, depth: number): number {
  const next = text[at + 1];
  if (next === '(' || next === '{') {
    return depth >= deepest
      ? text.length
      : skipBracketed(text, { at: at + 2, open: next, close: next === '(' ? ')' : '}' }, depth + 1);
  }
  return at + 1;
}

function skipBracketed(
  text: string,
  from: { readonly at: number; readonly open: string; readonly close: string },
  depth: number,
): number {
  let level = 1;
  let at = from.at;
  while (at < text.length) {
    const character = text[at];
    if (character === from.close) {
      level -= 1;
      at += 1;
      if (level === 0) return at;
    } else if (character === from.open) {
      level += 1;
      at += 1;
    } else at = skipPiece(text, at, depth);
  }
  return at;
}

function skipDoubleQuoted(text: string, start: number, depth: number): number {
  let at = start + 1;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\\') at += 2;
    else if (character === '$') at = skipDollar(text, at, depth);
    else if (character === '`') at = skipBackquoted(text, at);
    else at += 1;
  }
  return text.length;
}

function skipBackquoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return at + 1;
  }
  return text.length;
}

function endOf(text: string, found: number): number {
  return found === -1 ? text.length : found + 1;
}
