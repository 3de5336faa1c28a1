/** Escape sequences of terminals: colors, titles, links. */
// eslint-disable-next-line no-control-regex -- Escape sequences begin with a control character.
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Text from outside, made fit for a row or a line: no escape sequences, controls or marks of direction, and of bounded length. */
export function plainText(text: string, longest = 200): string {
  const clean = text
    .slice(0, longest * 4)
    .replaceAll(escapeSequence, '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
