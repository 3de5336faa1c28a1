import { describe, expect, it } from 'vitest';
import { snippets } from '../../src/client/manifest/languages.data.ts';
import { lintProject } from '../../src/core/engine/lint-project.ts';
import { toProject } from '../support/scaffold-project.ts';
import { listSnippetProjects } from '../support/snippet-projects.ts';

/** Rules about what stands around a snippet: the name of the project, the end of a Dockerfile. */
const aboutTheRest = ['compose/require-project-name', 'dockerfile/require-healthcheck'];

describe.each(snippets)('$language snippets', ({ language }) => {
  const all = listSnippetProjects(language);

  it('have a prefix of their own and a description without a full stop', () => {
    expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(all.length);
    for (const { description } of all) expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(all)('have no finding where they are offered: $prefix', ({ files, file }) => {
    const findings = lintProject(toProject(files), { preset: 'all' });
    expect(
      findings
        .filter(({ rule }) => !aboutTheRest.includes(rule))
        .map(({ rule, message }) => `${rule}: ${message}`),
      files[file],
    ).toEqual([]);
  });

  it.each(all)('leave no mark of an editor behind: $prefix', ({ files, file }) => {
    expect(files[file]).not.toMatch(/\$\{?\d|█/);
  });
});
