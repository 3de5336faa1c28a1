import { describe, expect, it } from 'vitest';
import { Roots } from '../../src/server/workspace/roots.ts';
import { toLintParts } from './fake-lint.ts';

describe('a document outside of every folder', () => {
  const openAs = (uri: string, language: string): string =>
    new Roots(toLintParts({}), () => undefined).open(uri, language).file;

  it('has the name of its file', () => {
    expect(openAs('file:///elsewhere/Dockerfile.gpu', 'dockerfile')).toBe('Dockerfile.gpu');
  });

  it('is named for its language while it has no file', () => {
    expect(openAs('untitled:Untitled-1', 'dockerfile')).toBe('Dockerfile');
    expect(openAs('untitled:Untitled-1', 'dockercompose')).toBe('compose.yaml');
    expect(openAs('untitled:Untitled-1', 'plaintext')).toBe('untitled:Untitled-1');
  });
});
