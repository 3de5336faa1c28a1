import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/base/finding.ts';
import { applyFixes } from '../../../src/core/engine/apply-fixes.ts';
import { fixProject } from '../../../src/core/engine/fix-project.ts';
import { toPathPattern } from '../../../src/core/engine/path-pattern.ts';
import { toSnapshot } from '../../support/lint-files.ts';

function toFinding(
  start: number,
  end: number,
  insert: string,
  kind: 'safe' | 'suggestion' = 'safe',
): Finding {
  const at = { file: 'a', start, end };
  return {
    rule: 'x/y',
    equivalents: [],
    severity: 'error',
    message: '',
    at,
    related: [],
    fixes: [{ title: '', kind, edits: () => [{ at, insert }] }],
  };
}

describe('applyFixes', () => {
  const files = new Map([['a', 'abcdef']]);

  it('applies what does not overlap and leaves the rest for the next pass', () => {
    const fixed = applyFixes(files, [
      toFinding(0, 2, 'X'),
      toFinding(1, 3, 'Y'),
      toFinding(4, 5, 'Z'),
    ]);
    expect(fixed.get('a')).toBe('XcdZf');
  });

  it('keeps its hands off suggestions unless they are asked for', () => {
    expect(applyFixes(files, [toFinding(0, 1, 'X', 'suggestion')]).size).toBe(0);
    expect(applyFixes(files, [toFinding(0, 1, 'X', 'suggestion')], ['suggestion']).get('a')).toBe(
      'Xbcdef',
    );
  });
});

describe('fixProject', () => {
  const dockerfile = 'FROM debian:12\nMAINTAINER me\nRUN apt-get update && apt-get install curl\n';

  it('applies safe fixes until none is left', () => {
    const { changed, findings } = fixProject(toSnapshot({ Dockerfile: dockerfile }), {});
    expect(changed.get('Dockerfile')).toBe(
      'FROM debian:12\nLABEL org.opencontainers.image.authors="me"\nRUN apt-get update && apt-get install -y curl\n',
    );
    expect(findings.filter(({ fixes }) => fixes.some(({ kind }) => kind === 'safe'))).toEqual([]);
  });

  it('changes only files that are wanted', () => {
    const { changed } = fixProject(toSnapshot({ Dockerfile: dockerfile }), {}, () => false);
    expect(changed.size).toBe(0);
  });
});

describe('toPathPattern', () => {
  it.each([
    ['docs', 'docs/a/Dockerfile', true],
    ['docs/', 'docs/Dockerfile', true],
    ['*.yaml', 'compose.yaml', true],
    ['*.yaml', 'a/compose.yaml', false],
    ['**/*.yaml', 'a/b/compose.yaml', true],
    ['**/*.yaml', 'compose.yaml', true],
    ['a/**', 'a/b/c', true],
    ['./a?c', 'abc', true],
    ['a.c', 'abc', false],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(toPathPattern(pattern)(path)).toBe(expected);
  });
});
