import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grammars } from '../../src/client/manifest/languages.data.ts';

interface Grammar {
  readonly scopeName: string;
  readonly injectionSelector: string;
  readonly repository: {
    readonly escaped: { readonly match: string };
    readonly braced: { readonly begin: string; readonly end: string };
    readonly plain: { readonly match: string };
  };
}

const [entry] = grammars;
const text = readFileSync(new URL(`../../${entry.path}`, import.meta.url), 'utf8');
const { scopeName, injectionSelector, repository } = JSON.parse(text) as Grammar;

describe('the grammar of ${VAR} in compose files', () => {
  it('has the name of the manifest and stays out of comments', () => {
    expect(scopeName).toBe(entry.scopeName);
    expect(injectionSelector).toContain('-comment');
  });

  it.each<[string, readonly (string | undefined)[] | undefined]>([
    ['${TAG}', ['TAG', undefined]],
    ['${TAG:-latest}', ['TAG', ':-']],
    ['${TAG-latest}', ['TAG', '-']],
    ['${KEY:?is missing}', ['KEY', ':?']],
    ['${_a1+x}', ['_a1', '+']],
    ['${{ github.ref }}', undefined],
    ['${1}', undefined],
  ])('reads %s', (source, parts) => {
    const match = new RegExp(repository.braced.begin).exec(source);
    expect(match === null ? undefined : [match[2], match[3]]).toEqual(parts);
  });

  it.each<[string, string | undefined]>([
    ['$TAG-x', 'TAG'],
    ['$5', undefined],
    ['cost $ 5', undefined],
  ])('reads %s without braces', (source, name) => {
    expect(new RegExp(repository.plain.match).exec(source)?.[2]).toBe(name);
  });

  it('takes a doubled dollar for a plain one', () => {
    expect(new RegExp(repository.escaped.match).exec('$$HOME')?.[0]).toBe('$$');
  });

  it('ends at the brace or at the end of the line', () => {
    const end = new RegExp(repository.braced.end);
    expect(end.exec('abc}def')?.[1]).toBe('}');
    expect(end.exec('abc')?.[0]).toBe('');
  });
});
