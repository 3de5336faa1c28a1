import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/base/finding.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { findSuppressionLine } from '../../../src/core/engine/find-suppression-line.ts';

/** Where a comment about the finding at `word` would go, shown as the text with `>>` in that place. */
function place(file: string, text: string, word: string): string | undefined {
  const project = buildProject({
    files: new Map([[file, text]]),
    isPartial: false,
    environment: new Map(),
  });
  const start = text.indexOf(word);
  const finding: Finding = {
    rule: 'compose/x',
    equivalents: [],
    severity: 'warning',
    message: '',
    at: { file, start, end: start + word.length },
    fixes: [],
    related: [],
  };
  const at = findSuppressionLine(project, finding);
  return at === undefined ? undefined : `${text.slice(0, at)}>>${text.slice(at)}`;
}

describe('findSuppressionLine', () => {
  it('is the line of the finding in YAML', () => {
    const text = 'services:\n  web:\n    image: nginx\n';
    expect(place('compose.yaml', text, 'nginx')).toBe('services:\n  web:\n>>    image: nginx\n');
  });

  it('is nowhere inside of a block of literal text', () => {
    const text = 'services:\n  web:\n    command: |\n      run me\n    image: nginx\n';
    expect(place('compose.yaml', text, 'run me')).toBeUndefined();
    expect(place('compose.yaml', text, 'nginx')).toContain('>>    image');
  });

  it('is before the whole instruction in a Dockerfile', () => {
    const text = 'FROM a\nRUN one \\\n  && two\n';
    expect(place('Dockerfile', text, 'two')).toBe('FROM a\n>>RUN one \\\n  && two\n');
  });

  it('is before the whole instruction of a Dockerfile in a compose file', () => {
    const block = 'services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM a\n';
    const text = `${block}        RUN one \\\n          two\n`;
    expect(place('compose.yaml', text, 'two')).toBe(
      `${block}>>        RUN one \\\n          two\n`,
    );
    const folded = 'services: {a: {build: {dockerfile_inline: "FROM a"}}}\n';
    expect(place('compose.yaml', folded, 'FROM')).toBeUndefined();
  });

  it('is nowhere in a file without comments', () => {
    expect(place('uv.lock.json', '{"a": 1}', 'a')).toBeUndefined();
  });
});
