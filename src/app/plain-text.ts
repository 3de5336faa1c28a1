import { toDisplayText } from '../core/base/display-text.ts';

/** Escape sequences of terminals: colors, titles, links. */
const escapeSequence =
  // oxlint-disable-next-line no-control-regex -- Escape sequences begin with a control character.
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** What a program or an engine wrote, made fit for a row or a line: without escape sequences and as `toDisplayText` has it. */
export function plainText(text: string, longest = 200): string {
  return toDisplayText(text.slice(0, longest * 4).replaceAll(escapeSequence, ''), longest);
}
