import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { snippets } from '../../src/client/manifest/languages.data.ts';
import { lintProject } from '../../src/core/engine/lint-project.ts';
import { renderSnippet } from '../support/render-snippet.ts';
import type { Snippet } from '../support/render-snippet.ts';
import type { Files } from '../support/scaffold-project.ts';
import { toProject } from '../support/scaffold-project.ts';

/** What stands around a snippet, by the prefix of its name; the snippet takes the place of the mark. */
const dockerfileFrames: Readonly<Record<string, string>> = {
  'python-pip': '█',
  'uv-install': 'FROM python:3.12-slim\nWORKDIR /app\n█',
  'poetry-install': 'FROM python:3.12-slim\nWORKDIR /app\n█',
  'healthcheck-python': 'FROM python:3.12-slim\n█CMD ["python", "-m", "http.server", "8000"]\n',
};
const composeFrames: Readonly<Record<string, string>> = {
  'healthcheck-python': 'services:\n  api:\n    image: example/api:1.2\n    █',
  'service-job': 'services:\n  █',
  'service-mlflow': 'services:\n  █volumes:\n  mlflow-data:\n',
  'gpu-reservation': 'services:\n  train:\n    image: example/train:1.2\n    █',
};
const others: Files = {
  'requirements.txt': '',
  'pyproject.toml': '',
  'uv.lock': '',
  'poetry.lock': '',
  'main.py': '',
  '.dockerignore': '.git\n.env\n.env.*\n',
};

describe.each(snippets)('$language snippets', ({ language, path }) => {
  const file = language === 'dockerfile' ? 'Dockerfile' : 'compose.yaml';
  const frames = language === 'dockerfile' ? dockerfileFrames : composeFrames;
  const all = Object.entries(load(path));

  it('have a prefix of their own and a description', () => {
    expect(all.map(([, { prefix }]) => prefix).toSorted()).toEqual(Object.keys(frames).toSorted());
    for (const [, { description }] of all) expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(all)('are valid where they are offered: %s', (_, snippet) => {
    const text = insert(frames[snippet.prefix] ?? '', renderSnippet(snippet));
    const project = toProject({
      ...others,
      ...(file === 'compose.yaml'
        ? { Dockerfile: 'FROM python:3.12-slim\nUSER 1000\nCMD ["python"]\n' }
        : {}),
      [file]: text,
    });
    const findings = lintProject(project, { preset: 'all' }).map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
    expect(findings, text).toEqual([]);
    expect(text).not.toMatch(/\$\{\d|(?<!\\)\$\d/);
  });
});

function load(path: string): Readonly<Record<string, Snippet>> {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  return JSON.parse(text) as Record<string, Snippet>;
}

/** As an editor does: following lines get the indentation of the line with the mark. */
function insert(frame: string, snippet: string): string {
  const indent = /([ \t]*)█/.exec(frame)?.[1] ?? '';
  return frame.replace('█', snippet.replaceAll(/\n(?=.)/g, `\n${indent}`));
}
