import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProductFolder } from './product-folder.ts';

/** The generated page about a rule. */
export function readRulePage(id: string): string {
  return readFileSync(join(findProductFolder(), 'media', 'docs', 'rules', `${id}.md`), 'utf8');
}
