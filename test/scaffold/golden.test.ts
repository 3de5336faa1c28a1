import { describe, expect, it } from 'vitest';
import { lintProject } from '../../src/core/engine/lint-project.ts';
import { toProject } from '../support/scaffold-project.ts';
import type { Files } from '../support/scaffold-project.ts';
import { addAll, cases } from './golden-cases.ts';

describe('what is written', () => {
  it.each(cases)('for $title is as in its golden file', async ({ title, files, services }) => {
    const after = addAll({ files, services });
    const changed = Object.entries(after).filter(([path, text]) => files[path] !== text);
    const text = changed.map(([path, content]) => `═══ ${path}\n${content}`).join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${title.replaceAll(' ', '-')}.txt`);
  });

  it.each(cases)('for $title has no finding in any preset', ({ files, services }) => {
    const before = lint(files);
    const after = addAll({ files, services });
    const written = new Set(Object.keys(after).filter((path) => after[path] !== files[path]));
    const added = lint(after).filter(
      (finding) => !before.includes(finding) && written.has(finding.split(' ')[0] ?? ''),
    );
    expect(added).toEqual([]);
  });
});

/**
 * Rules about the project as a whole: its name is its folder's, nobody's services are moved to make room, and a service
 * that was alone has somebody beside it now.
 */
const aboutTheProject = [
  'compose/require-project-name',
  'compose/prefer-sorted-services',
  'compose/require-memory-limit',
];

function lint(files: Files): readonly string[] {
  return lintProject(toProject(files), { preset: 'all' })
    .filter(({ rule }) => !aboutTheProject.includes(rule))
    .map(({ rule, at, message }) => `${at.file} ${rule}: ${message}`);
}
