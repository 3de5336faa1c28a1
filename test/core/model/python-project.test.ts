import { describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { createProjectCache } from '../../../src/core/model/project-cache.ts';
import { findProjectPython, findStagePython } from '../../../src/core/model/python-interpreter.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';

function snapshot(files: Readonly<Record<string, string | undefined>>): Snapshot {
  return { files: new Map(Object.entries(files)), isPartial: false, environment: new Map() };
}

describe('the Python side of a project', () => {
  it('knows dependency files by name and content', () => {
    const { python } = buildProject(
      snapshot({
        'requirements-dev.txt': 'pytest\n',
        'requirements/base.in': 'numpy\n',
        'pyproject.toml': '',
        'uv.lock': '',
        'poetry.lock': undefined,
        Pipfile: '',
        'environment.yml': 'dependencies:\n  - numpy\n',
        'env.yaml': 'name: other\n',
        'notes.txt': '',
      }),
    );
    expect([...python.dependencyFiles].map(([path, { kind }]) => [path, kind])).toEqual([
      ['requirements-dev.txt', 'requirements'],
      ['requirements/base.in', 'requirements'],
      ['pyproject.toml', 'pyproject'],
      ['uv.lock', 'uv-lock'],
      ['Pipfile', 'pipfile'],
      ['environment.yml', 'conda'],
    ]);
    expect(python.findRequirements('notes.txt')?.kind).toBe('requirements');
  });

  it('parses a file once for as long as its text stays', () => {
    const cache = createProjectCache();
    const first = buildProject(snapshot({ 'a.py': 'import os\n', 'b.py': '' }), cache);
    const second = buildProject(snapshot({ 'a.py': 'import os\n', 'b.py': '#\n' }), cache);
    expect(second.python.sources.get('a.py')).toBe(first.python.sources.get('a.py'));
    expect([...first.python.sources.keys()]).toEqual(['a.py', 'b.py']);
  });

  it('knows what says which version of Python, from the root down', () => {
    const { python } = buildProject(
      snapshot({
        'jobs/pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.11"\n',
        '.python-version': '3.12\n',
        'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n',
      }),
    );
    expect(findProjectPython(python).map(({ source, text }) => [source, text])).toEqual([
      ['version-file', '3.12'],
      ['requires-python', '>=3.10'],
      ['poetry', '^3.11'],
    ]);
  });

  it.each([
    ['python:3.11-slim', '3.11'],
    ['public.ecr.aws/docker/library/python:3.12.4', '3.12.4'],
    ['apache/airflow:2.9.1-python3.11', '3.11'],
    ['ghcr.io/astral-sh/uv:python3.12-bookworm-slim', '3.12'],
    ['python:slim', undefined],
    ['node:20', undefined],
  ])('reads the version in %s', (image, version) => {
    const text = `FROM ${image} AS base\nFROM base\n`;
    const [dockerfile] = buildProject(snapshot({ Dockerfile: text })).dockerfiles;
    const fact = findStagePython(dockerfile!.stages.at(-1)!);
    expect(fact?.text).toBe(version);
    if (fact !== undefined) expect(text.slice(fact.at.start, fact.at.end)).toBe(version);
  });
});
