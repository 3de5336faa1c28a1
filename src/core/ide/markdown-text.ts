import { toDisplayText } from '../base/display-text.ts';

/** Text of strangers as code in Markdown: one line, secrets masked, nothing in it that could end the code. */
export function toCode(text: string): string {
  const shown = toDisplayText(text, 120);
  if (shown === '') return 'an empty text';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** The value of a variable; what its name says to be secret is not shown. */
export function toValueCode(name: string, value: string): string {
  return value !== '' && secretName.test(name) ? '`***`' : toCode(value);
}

// Wider than what rules take for a secret: a value that is hidden for nothing costs a look into the file, no more.
const secretName = /key|token|secret|pass|pwd|credential|auth|(?:^|_)(?:pat|dsn|salt)(?:_|$)/i;
