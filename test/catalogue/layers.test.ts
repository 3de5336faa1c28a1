import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreFolders, layers } from '../../src/build/layers.data.ts';

const source = join(import.meta.dirname, '..', '..', 'src');
const imported =
  /(?:^|[\s;])(?:import|export)\s[^'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s*'([^']+)'/gm;

const edges = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => {
    const file = path.split(sep).join('/');
    const text = readFileSync(join(source, path), 'utf8');
    return [...text.matchAll(imported)]
      .map((match) => ({ file, name: match[1] ?? match[2] ?? match[3] ?? '' }))
      .filter(({ name }) => !isTemplate(file, name));
  });

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function targetOf(file: string, name: string): string {
  return relative('/', normalize(join('/', dirname(file), name)))
    .split(sep)
    .join('/');
}

describe('layers', () => {
  it('reads imports at all', () => {
    expect(edges.length).toBeGreaterThan(50);
  });

  it.each(layers)(
    '$folder imports only what the table allows',
    ({ folder, imports, packages, node }) => {
      const wrong = edges
        .filter(({ file }) => folderOf(file) === folder)
        .filter(({ file, name }) => {
          if (name.startsWith('.')) {
            const target = folderOf(targetOf(file, name));
            return target !== folder && !imports.includes(target);
          }
          if (name.startsWith('node:')) return node !== 'modules';
          return !packages.some((allowed) =>
            allowed.endsWith('*')
              ? name.startsWith(allowed.slice(0, -1))
              : name === allowed || name.startsWith(`${allowed}/`),
          );
        })
        .map(
          ({ file, name }) =>
            `src/${file} imports ${name}, but ${folder} may see only: ${[...imports, ...packages].join(', ')}`,
        );
      expect(wrong).toEqual([]);
    },
  );

  it.each(Object.entries(coreFolders))('core/%s keeps the inner order', (folder, allowed) => {
    const wrong = edges
      .filter(({ file, name }) => file.startsWith(`core/${folder}/`) && name.startsWith('.'))
      .filter(({ file, name }) => {
        const inner = targetOf(file, name).split('/')[1] ?? '';
        return inner !== folder && !allowed.includes(inner);
      })
      .map(({ file, name }) => `src/${file} imports ${name}`);
    expect(wrong).toEqual([]);
  });

  it('constructs adapters only in the composition roots', () => {
    const roots = ['client/extension.ts', 'server/main.ts', 'cli/main.ts'];
    const wrong = edges
      .filter(({ file, name }) => {
        if (!name.startsWith('.')) return false;
        const folder = folderOf(file);
        const isOuter = ['client', 'server', 'cli'].includes(folder);
        return isOuter && folderOf(targetOf(file, name)) === 'adapters' && !roots.includes(file);
      })
      .filter(({ file, name }) => !isTypeOnly(file, name))
      .map(({ file, name }) => `src/${file} imports ${name}`);
    expect(wrong).toEqual([]);
  });

  it.each([
    ...layers.map(({ folder }) => folder),
    ...Object.keys(coreFolders).map((folder) => `core/${folder}`),
  ])('%s has a README that says what it does not know', (folder) => {
    const readme = join(source, folder, 'README.md');
    expect(existsSync(readme), `src/${folder}/README.md is missing`).toBe(true);
    expect(readFileSync(readme, 'utf8')).toMatch(/\b(not|nothing|never|no)\b/i);
  });
});

function isTypeOnly(file: string, name: string): boolean {
  const text = readFileSync(join(source, file), 'utf8');
  return (
    text.includes(`import type`) &&
    new RegExp(`import type [^;]*'${name.replaceAll('.', '\\.')}'`).test(text)
  );
}

/** What a generator writes into other files looks like an import; the compiler finds those that lead nowhere. */
function isTemplate(file: string, name: string): boolean {
  return name.startsWith('.') && !existsSync(join(source, dirname(file), name));
}
