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
    const added = lint(addAll({ files, services })).filter((finding) => !before.includes(finding));
    expect(added).toEqual([]);
  });
});

function lint(files: Files): readonly string[] {
  return lintProject(toProject(files), { preset: 'all' }).map(
    ({ rule, at, message }) => `${at.file} ${rule}: ${message}`,
  );
}
