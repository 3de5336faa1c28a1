import type { Span } from '../base/span.ts';
import type { StageInstruction } from '../model/project.ts';

/** The words of ARG, ENV and LABEL in which a quote of this kind is opened and never closed. */
export function findOpenQuotes(
  { instruction }: StageInstruction,
  wanted: '"' | "'",
  escape: string,
): readonly Span[] {
  const { keyword, words } = instruction;
  if (keyword !== 'ARG' && keyword !== 'ENV' && keyword !== 'LABEL') return [];
  // In the old form all that follows the name is taken as it is.
  if (keyword !== 'ARG' && words[0]?.text.includes('=') !== true) return [];
  // Docker reads an escape in single quotes first as one, then as a character: both have to leave it open.
  return words
    .filter(({ text }) =>
      [true, false].every((isEscaping) => findOpenQuote(text, escape, isEscaping) === wanted),
    )
    .map(({ at }) => at);
}

/** The quote that is open at the end of the text, '' for none. */
function findOpenQuote(text: string, escape: string, isEscaping: boolean): string {
  let open = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === escape && (isEscaping || open !== "'")) at += 1;
    else if (open !== '') open = character === open ? '' : open;
    else if (character === '"' || character === "'") open = character;
  }
  return open;
}
