import { maskSecrets } from './mask-secrets.ts';

/** Longest text of a stranger that a row or a message shows, in UTF-16 units. */
const longest = 200;

// C0 and C1 controls, line and paragraph separators, and the characters that turn the writing direction or hide.
const unsafe =
  // oxlint-disable-next-line no-control-regex -- Control characters are what this pattern is for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu;

/**
 * Makes text that strangers wrote (names of runs, tags, images, files) fit to stand in a row: one line, no control
 * or direction characters, secrets masked, at most 200 characters. The result is for reading, never an identifier.
 */
export function toDisplayText(text: string, limit: number = longest): string {
  // A name of a megabyte is cut before the pattern walks over it.
  const shown = maskSecrets(text.slice(0, limit * 4))
    .replace(unsafe, ' ')
    .trim();
  return shown.length <= limit && text.length <= limit * 4 ? shown : cut(shown, limit);
}

/** The same for text of several lines, such as a note: line breaks stay. */
export function toDisplayLines(text: string, limit: number): string {
  const lines = maskSecrets(text.slice(0, limit * 4)).split(/\r\n|\n|\r/u);
  const shown = lines.map((line) => line.replace(unsafe, ' ').trimEnd()).join('\n');
  return shown.length <= limit && text.length <= limit * 4 ? shown : cut(shown, limit);
}

function cut(text: string, limit: number): string {
  const end = text.slice(0, limit - 1);
  // Half of a surrogate pair would be shown as a replacement character.
  const whole = /[\ud800-\udbff]$/u.test(end) ? end.slice(0, -1) : end;
  return `${whole}…`;
}
