import { describe, expect, it } from 'vitest';
import { parsePyproject } from '../../../src/core/syntax/pyproject-text.ts';
import type { DependencyGroup } from '../../../src/core/syntax/requirements-tree.ts';

function outline({ kind, name, isOptional, includes, requirements }: DependencyGroup): string {
  const packages = requirements.map(({ name, extras, specifiers, isConstraintRead }) => {
    const limits = specifiers.map(({ operator, version }) => operator + version).join(',');
    const marks = `${extras.length > 0 ? `[${extras.join(',')}]` : ''}${isConstraintRead ? '' : '?'}`;
    return `${name}${marks}${limits}`;
  });
  const head = [kind, name, isOptional ? 'optional' : '', ...includes.map((to) => `+${to}`)];
  return `${head.filter((part) => part !== '').join(' ')}: ${packages.join(' ')}`;
}

function read(text: string) {
  const list = parsePyproject('pyproject.toml', text);
  return { ...list, outline: list.groups.map(outline) };
}

const standard = `[project]
name = "My.Jobs"
dynamic = ["version"]
readme = "README.md"
requires-python = ">=3.10,<3.13"
dependencies = [
  "mlflow[extras]>=2.9,<3", # why
  'numpy ; python_version < "3.13"',
]

[project.optional-dependencies]
gpu = ["torch==2.4.0"]

[dependency-groups]
test = ["pytest>=8"]
dev = [{include-group = "test"}, "ruff"]

[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"

[tool.uv]
package = false
dev-dependencies = ["ipython"]

[tool.uv.sources]
torch = { index = "pytorch-cpu" }
signals = { workspace = true }
`;

describe('pyproject.toml with standard tables', () => {
  it('gives a group for each list of packages', () => {
    expect(read(standard).outline).toEqual([
      'main: mlflow[extras]>=2.9,<3 numpy',
      'extra gpu optional: torch==2.4.0',
      'group test: pytest>=8',
      'group dev +test: ruff',
      'build build: hatchling hatch-vcs',
      'group dev: ipython',
    ]);
  });

  it('tells about the project itself', () => {
    const { project, python, problems } = read(standard);
    expect(problems).toEqual([]);
    expect(python.map(({ key, text }) => [key, text])).toEqual([
      ['requires-python', '>=3.10,<3.13'],
    ]);
    expect(project).toMatchObject({
      name: 'My.Jobs',
      version: undefined,
      dynamic: ['version'],
      buildBackend: 'hatchling.build',
      isPackage: false,
      hasPoetryTable: false,
    });
    expect(project?.files.map(({ key, path }) => [key, path])).toEqual([
      ['project.readme', 'README.md'],
    ]);
    expect([...(project?.sources ?? [])].map(([name, { kind }]) => [name, kind])).toEqual([
      ['torch', 'index'],
      ['signals', 'workspace'],
    ]);
  });

  it('has places inside of the strings', () => {
    const { groups } = read(standard);
    const [mlflow] = groups[0]!.requirements;
    expect(standard.slice(mlflow!.nameAt.start, mlflow!.nameAt.end)).toBe('mlflow');
    expect(standard.slice(mlflow!.constraintAt.start, mlflow!.constraintAt.end)).toBe('>=2.9,<3');
  });

  it('is not misled by the same text elsewhere', () => {
    const text =
      '# dependencies = ["numpy==1"]\n[x]\na = "numpy==1"\n[project]\ndependencies = ["numpy==1"]\n';
    const [numpy] = read(text).groups[0]!.requirements;
    expect(numpy!.nameAt.start).toBe(text.lastIndexOf('numpy'));
  });

  it('reports what is no requirement and reads the rest', () => {
    const { outline, problems } = read('[project]\ndependencies = ["numpy >> 2", "pandas"]\n');
    expect(outline).toEqual(['main: numpy? pandas']);
    expect(problems.map(({ message }) => message)).toEqual([
      '"numpy >> 2" is not a requirement such as "numpy>=2".',
    ]);
  });

  it('reads on behind a broken line', () => {
    const { outline, problems } = read('[project\nx = \n[project]\ndependencies = ["numpy"]\n');
    expect(outline).toEqual(['main: numpy']);
    expect(problems).toHaveLength(2);
  });
});

describe('pyproject.toml with Poetry tables', () => {
  it.each([
    ['^1.2.3', '>=1.2.3,<2'],
    ['^0.2.3', '>=0.2.3,<0.3'],
    ['^0.0.3', '>=0.0.3,<0.0.4'],
    ['^0.0', '>=0.0,<0.1'],
    ['^0', '>=0,<1'],
    ['~1.2.3', '>=1.2.3,<1.3'],
    ['~1', '>=1,<2'],
    ['~=1.4', '~=1.4'],
    ['1.2.3', '==1.2.3'],
    ['1.2.*', '==1.2.*'],
    ['*', ''],
    ['>=1.2,<2', '>=1.2,<2'],
    ['>= 1.2 < 2', '>=1.2,<2'],
    ['^1 || ^2', '?'],
  ])('reads %s', (constraint, expected) => {
    const { outline } = read(`[tool.poetry.dependencies]\npkg = "${constraint}"\n`);
    expect(outline).toEqual([`main: pkg${expected}`]);
  });

  it('gives groups, extras and the version of Python', () => {
    const { outline, python, project } = read(`[tool.poetry]
name = "jobs"
package-mode = false
[tool.poetry.dependencies]
python = "^3.11"
mlflow = { version = "^2.9", extras = ["extras"] }
torch = { version = "2.4.0", optional = true }
signals = { path = "../signals" }
[tool.poetry.extras]
gpu = ["torch"]
[tool.poetry.group.dev.dependencies]
pytest = "^8"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
sphinx = "*"
`);
    expect(outline).toEqual([
      'main: mlflow[extras]>=2.9,<3 signals',
      'group dev: pytest>=8,<9',
      'group docs optional: sphinx',
      'extra gpu optional: torch==2.4.0',
    ]);
    expect(python.map(({ key, text }) => [key, text])).toEqual([['poetry', '^3.11']]);
    expect(project?.isPackage).toBe(false);
  });
});
