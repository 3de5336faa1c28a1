import { describe, expect, it } from 'vitest';
import { parseRequirements } from '../../../src/core/syntax/requirements-text.ts';
import type { Requirement } from '../../../src/core/syntax/requirements-tree.ts';

function read(text: string) {
  const list = parseRequirements('requirements.txt', text);
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const [group] = list.groups;
  return { ...list, cut, requirements: group?.requirements ?? [], sources: group?.sources ?? [] };
}

function only(text: string): Requirement {
  const { requirements } = read(text);
  expect(requirements).toHaveLength(1);
  return requirements[0]!;
}

function outline({ name, extras, specifiers, marker, url }: Requirement): string {
  const limits = specifiers.map(({ operator, version }) => operator + version).join(',');
  return [name, extras.join('+'), limits, marker ?? '', url ?? ''].join('|');
}

describe('a line of a requirements file', () => {
  it.each([
    ['numpy', 'numpy||||'],
    ['Scikit_Learn.Extra', 'scikit-learn-extra||||'],
    ['mlflow==2.9.2', 'mlflow||==2.9.2||'],
    ['mlflow >= 2.9 , <3', 'mlflow||>=2.9,<3||'],
    ['mlflow[extras, Gateway_X]~=2.9', 'mlflow|extras+gateway-x|~=2.9||'],
    ['mlflow (>=2.1.1,<3)', 'mlflow||>=2.1.1,<3||'],
    ['torch==2.5.1+cpu', 'torch||==2.5.1+cpu||'],
    ['pandas==2.*', 'pandas||==2.*||'],
    ['old===1.0-x', 'old||===1.0-x||'],
    ['pkg>=1!2.0', 'pkg||>=1!2.0||'],
    ['uvloop>=0.17 ; sys_platform != "win32"', 'uvloop||>=0.17|sys_platform != "win32"|'],
    ['numpy==1.26.4 # pinned', 'numpy||==1.26.4||'],
    ['numpy==1.26.4 --hash=sha256:aa --hash=sha256:bb', 'numpy||==1.26.4||'],
    ['pkg @ https://host/pkg.zip', 'pkg||||https://host/pkg.zip'],
    [
      'pkg @ git+https://host/x.git@v1 ; os_name == "posix"',
      'pkg|||os_name == "posix"|git+https://host/x.git@v1',
    ],
    ['git+https://host/x.git@v1#egg=My_Pkg', 'my-pkg||||git+https://host/x.git@v1#egg=My_Pkg'],
    ['-e git+https://host/x.git#egg=pkg', 'pkg||||git+https://host/x.git#egg=pkg'],
    ['./wheels/pkg_x-1.2-py3-none-any.whl', 'pkg-x||==1.2||./wheels/pkg_x-1.2-py3-none-any.whl'],
  ])('%s', (line, expected) => {
    expect(outline(only(line))).toBe(expected);
  });

  it('has exact places for name, constraint and the whole', () => {
    const text = '# top\n  mlflow[extras] >=2.9,<3  ; python_version > "3.8" # why\n';
    const { cut } = read(text);
    const requirement = only(text);
    expect(cut(requirement.nameAt)).toBe('mlflow');
    expect(cut(requirement.constraintAt)).toBe('>=2.9,<3');
    expect(cut(requirement.at)).toBe('mlflow[extras] >=2.9,<3  ; python_version > "3.8"');
  });

  it('has the place for a pin behind name and extras where none is written', () => {
    const text = 'mlflow[extras]\n';
    const { constraintAt } = only(text);
    expect([constraintAt.start, constraintAt.end]).toEqual([14, 14]);
  });

  it('goes on behind a backslash, with places in the lines where they are', () => {
    const text = 'num\\\npy==1.0 \\\r\n  --hash=sha256:aa\nrest\n';
    const { requirements, cut, options } = read(text);
    expect(requirements.map(({ name }) => name)).toEqual(['numpy', 'rest']);
    expect(cut(requirements[0]!.nameAt)).toBe('num\\\npy');
    expect(cut(requirements[0]!.constraintAt)).toBe('==1.0');
    expect(cut(options[0]!.valueAt)).toBe('sha256:aa');
  });

  it('ends at a comment line in a continuation', () => {
    const { requirements } = read('numpy \\\n# comment \\\npandas\n');
    expect(requirements.map(({ name }) => name)).toEqual(['numpy', 'pandas']);
  });
});

describe('options', () => {
  it('name other files', () => {
    const { includes, cut } = read(
      '-r base.txt\n--constraint=limits.txt\n-c "a b.txt"\n-rnear.txt\n',
    );
    expect(includes.map(({ kind, path, at }) => [kind, path, cut(at)])).toEqual([
      ['requirement', 'base.txt', 'base.txt'],
      ['constraint', 'limits.txt', 'limits.txt'],
      ['constraint', 'a b.txt', '"a b.txt"'],
      ['requirement', 'near.txt', 'near.txt'],
    ]);
  });

  it('keep sources without a name apart', () => {
    const { sources, problems } = read('-e .\n./libs/signals[dev]\n..\ngit+https://host/x.git\n');
    expect(sources.map(({ text, extras, isEditable }) => [text, extras, isEditable])).toEqual([
      ['.', [], true],
      ['./libs/signals', ['dev'], false],
      ['..', [], false],
      ['git+https://host/x.git', [], false],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['torch==2.5 --extra-index-url https://host/whl', '--extra-index-url', /line of its own/],
    ['numpy ?? pandas', '?? pandas', /does not understand/],
    ['--frobnicate', '--frobnicate', /knows no option/],
    ['-r', '-r', /needs a value/],
    ['<<<<<<< HEAD', '<<<<<<< HEAD', /is not a requirement/],
  ])('are wrong in %s', (text, place, message) => {
    const { problems, cut } = read(text);
    expect(problems.map(({ at }) => cut(at))).toEqual([place]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('of one package may stand behind it', () => {
    const { problems, options } = read('numpy==1 --hash=sha256:aa --config-settings="a=b"\n');
    expect(problems).toEqual([]);
    expect(options.map(({ name, requirement }) => [name, requirement?.name])).toEqual([
      ['--hash', 'numpy'],
      ['--config-settings', 'numpy'],
    ]);
  });
});
