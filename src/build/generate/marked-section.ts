import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import type { GeneratedFile } from './generated-file.ts';

/**
 * A hand-written document with one generated part, between `<!-- generated: NAME -->` and
 * `<!-- /generated -->`. Throws where the document has no such marks.
 */
export async function replaceSection(
  path: string,
  name: string,
  body: string,
): Promise<GeneratedFile> {
  const text = await readFile(join(repositoryRoot, path), 'utf8');
  const open = `<!-- generated: ${name} -->`;
  const close = '<!-- /generated -->';
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`${path} has no section "${name}"`);
  return {
    path,
    text: `${text.slice(0, start + open.length)}\n\n${body.trim()}\n\n${text.slice(end)}`,
  };
}
