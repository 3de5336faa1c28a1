import type { Explanation } from './instruction-words.data.ts';

/** The Markdown of a table's words: what it is, and a link to read more. */
export function explainWord(name: string, { text, url }: Explanation): string {
  return `\`${name}\`: ${text} [Read more](${url})`;
}
