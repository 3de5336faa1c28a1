import { describe, expect, it } from 'vitest';
import { noUnusedResource } from '../../../src/core/rules/compose/no-unused-resource.ts';
import { requireImageOrBuild } from '../../../src/core/rules/compose/require-image-or-build.ts';
import { lintFiles } from '../../support/lint-files.ts';

describe('a compose file with a line that is indented wrongly', () => {
  const text = (indentation: string): string => `services:
${indentation}a:
    image: x:1
    labels:
      b: c
  d:
    image: x:1
    volumes: [data:/data]
volumes:
  data:
`;
  const findIn = (indentation: string): readonly string[] =>
    lintFiles({ 'compose.yaml': text(indentation) }, [noUnusedResource, requireImageOrBuild]).map(
      ({ rule }) => rule,
    );

  it('has that one mistake, and none in what is left of its services', () => {
    expect(findIn('    ')).toEqual(['drydock/syntax']);
    expect(findIn('  ')).toEqual([]);
  });
});
