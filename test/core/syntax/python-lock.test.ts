import { describe, expect, it } from 'vitest';
import { parseCondaEnvironment } from '../../../src/core/syntax/conda-text.ts';
import { parsePipfile, parsePipfileLock } from '../../../src/core/syntax/pipfile-text.ts';
import { parsePoetryLock, parseUvLock } from '../../../src/core/syntax/python-lock.ts';
import { parsePythonVersionFile } from '../../../src/core/syntax/python-version-file.ts';

const uvLock = `version = 1
requires-python = ">=3.10, <3.13"

[[package]]
name = "jobs"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "mlflow", extra = ["extras"] },
]

[package.dev-dependencies]
dev = [
    { name = "pytest" },
]

[[package]]
name = "mlflow"
version = "2.22.5"
source = { registry = "https://host/simple" }
dependencies = [
    { name = "Flask" },
    { name = "waitress", marker = "sys_platform == 'win32'" },
]
wheels = [
    { url = "https://host/mlflow-2.22.5.whl", hash = "sha256:aa", size = 1 },
]
`;

describe('lock files', () => {
  it('of uv give packages with versions and what they need', () => {
    const { packages, python, problems } = parseUvLock('uv.lock', uvLock);
    expect(problems).toEqual([]);
    expect(python.map(({ text }) => text)).toEqual(['>=3.10, <3.13']);
    expect(packages.map(({ name, version, isLocal }) => [name, version, isLocal])).toEqual([
      ['jobs', '0.1.0', true],
      ['mlflow', '2.22.5', false],
    ]);
    expect(packages[0]?.dependencies).toEqual([{ name: 'mlflow', extras: ['extras'] }]);
    expect([...(packages[0]?.groupDependencies ?? [])]).toEqual([
      ['dev', [{ name: 'pytest', extras: [] }]],
    ]);
    expect(packages[1]?.dependencies.map(({ name }) => name)).toEqual(['flask', 'waitress']);
    const { start, end } = packages[1]!.versionAt;
    expect(uvLock.slice(start, end)).toBe('"2.22.5"');
  });

  it('of uv are read in time that grows with their size', () => {
    const block = uvLock.slice(uvLock.lastIndexOf('[[package]]'));
    const wheel = '    { url = "https://host/x.whl", hash = "sha256:aa", size = 1 },\n';
    const large = block.replace('wheels = [\n', `wheels = [\n${wheel.repeat(50)}`).repeat(300);
    expect(large.length).toBeGreaterThan(1_000_000);
    expect(parseUvLock('uv.lock', large).packages).toHaveLength(300);
  }, 2000);

  it('of Poetry give groups', () => {
    const text = `[[package]]
name = "mlflow"
version = "2.9.2"
optional = false
groups = ["main", "dev"]
files = [{file = "x.whl", hash = "sha256:aa"}]

[package.dependencies]
Flask = "<4"
numpy = {version = "<2", markers = "x"}

[package.extras]
extras = ["boto3 (>1)", "botocore"]

[metadata]
python-versions = "^3.11"
`;
    const { packages, python } = parsePoetryLock('poetry.lock', text);
    expect(python.map(({ key, text }) => [key, text])).toEqual([['poetry', '^3.11']]);
    expect(packages[0]).toMatchObject({
      name: 'mlflow',
      version: '2.9.2',
      groups: ['main', 'dev'],
    });
    expect(packages[0]?.dependencies.map(({ name }) => name)).toEqual(['flask', 'numpy']);
    expect(packages[0]?.extras.get('extras')?.map(({ name }) => name)).toEqual([
      'boto3',
      'botocore',
    ]);
  });

  it('of Pipenv are JSON', () => {
    const text = `{
  "_meta": { "requires": { "python_version": "3.11" } },
  "default": { "Flask": { "version": "==3.0.3", "hashes": ["sha256:aa"] } },
  "develop": { "pytest": { "git": "https://host/x.git" } }
}`;
    const { packages, python, problems } = parsePipfileLock('Pipfile.lock', text);
    expect(problems).toEqual([]);
    expect(packages.map(({ name, version, groups }) => [name, version, groups])).toEqual([
      ['flask', '3.0.3', ['main']],
      ['pytest', undefined, ['dev']],
    ]);
    expect(python[0]?.specifiers).toEqual([{ operator: '==', version: '3.11.*' }]);
    expect(text.slice(packages[0]!.nameAt.start, packages[0]!.nameAt.end)).toBe('"Flask"');
  });

  it('that break off give what stands before', () => {
    const { packages, problems } = parsePipfileLock(
      'Pipfile.lock',
      '{"default": {"a": {}, "b": {]}',
    );
    expect(packages.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problems).toHaveLength(1);
  });
});

describe('other lists of packages', () => {
  it('a Pipfile has groups and a version of Python', () => {
    const { groups, python } = parsePipfile(
      'Pipfile',
      '[packages]\nflask = "*"\nmlflow = {version = "==2.9.2", extras = ["extras"]}\n[dev-packages]\npytest = "~=8.0"\n[requires]\npython_version = "3.11"\n',
    );
    expect(groups.map(({ kind, name, requirements }) => [kind, name, requirements.length])).toEqual(
      [
        ['main', '', 2],
        ['group', 'dev', 1],
      ],
    );
    expect(groups[0]?.requirements[1]?.specifiers).toEqual([{ operator: '==', version: '2.9.2' }]);
    expect(python[0]?.text).toBe('3.11');
  });

  it('a conda environment has its own packages and those of pip', () => {
    const text = `name: jobs
dependencies:
  - python=3.11
  - conda-forge::numpy=1.26=py311_0
  - "scikit-learn >=1.4,<2"
  - pandas==2.2.3
  - blas=*=openblas
  - pip
  - pip:
      - mlflow==2.9.2
      - -r more.txt
`;
    const { groups, python, includes, problems } = parseCondaEnvironment('environment.yml', text);
    expect(problems).toEqual([]);
    const found = groups.flatMap(({ requirements }) => requirements);
    expect(
      found.map(({ name, specifiers }) => [name, ...specifiers.map((s) => s.operator + s.version)]),
    ).toEqual([
      ['numpy', '==1.26.*'],
      ['scikit-learn', '>=1.4', '<2'],
      ['pandas', '==2.2.3'],
      ['blas'],
      ['pip'],
      ['mlflow', '==2.9.2'],
    ]);
    expect(found.map(({ nameAt }) => text.slice(nameAt.start, nameAt.end))).toEqual(
      found.map(({ name }) => name),
    );
    expect(python.map(({ specifiers }) => specifiers)).toEqual([
      [{ operator: '==', version: '3.11.*' }],
    ]);
    expect(includes.map(({ path }) => path)).toEqual(['more.txt']);
  });

  it.each([
    ['3.11\n', '3.11'],
    ['# team\n\n3.12.4 # why\n3.11\n', '3.12.4'],
    ['cpython-3.10\n', '3.10'],
    ['pypy3.9-7.3.9\n', undefined],
    ['', undefined],
  ])('.python-version %j', (text, version) => {
    const file = parsePythonVersionFile('.python-version', text);
    expect(file.version).toBe(version);
    expect(text.slice(file.at.start, file.at.end)).toBe(version ?? '');
  });
});
