import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateAll } from '../../src/build/generate/all.ts';

const root = join(import.meta.dirname, '..', '..');
const files = await generateAll();

describe('generated files', () => {
  it.each(files)('$path is what `npm run generate` writes', ({ path, text }) => {
    expect(existsSync(join(root, path)), `${path} is missing`).toBe(true);
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});
