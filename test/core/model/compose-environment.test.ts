import { describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { FileSet, Service } from '../../../src/core/model/project.ts';
import { lintFiles, toSnapshot, type Files } from '../../support/lint-files.ts';

function read(files: Files, environment: Readonly<Record<string, string>> = {}): FileSet {
  const snapshot = { ...toSnapshot(files), environment: new Map(Object.entries(environment)) };
  const [fileSet] = buildProject(snapshot).fileSets;
  if (fileSet === undefined) throw new Error('There is no file set.');
  return fileSet;
}

const imageOf = ({ services }: FileSet, name: string): string | undefined =>
  services.find((service) => service.name === name)?.image?.text;

describe('variables of included files', () => {
  const include = (lines: string): string => `include:\n${lines}services:\n  a:\n    image: a:1\n`;
  const part = 'services:\n  b:\n    image: b:${TAG}\n    build: {context: ./ctx}\n';

  it.each([
    ['the .env beside them', '  - part/compose.yaml\n', { 'part/.env': 'TAG=2\n' }, 'b:2'],
    [
      'the file that the include names',
      '  - path: part/compose.yaml\n    env_file: vars.env\n',
      { 'vars.env': 'TAG=3\n', 'part/.env': 'TAG=2\n' },
      'b:3',
    ],
    [
      'the last of several',
      '  - path: [part/compose.yaml]\n    env_file: [one.env, two.env]\n',
      { 'one.env': 'TAG=3\n', 'two.env': 'TAG=4\n' },
      'b:4',
    ],
    [
      "the project's own, which goes before",
      '  - part/compose.yaml\n',
      { '.env': 'TAG=1\n', 'part/.env': 'TAG=2\n' },
      'b:1',
    ],
  ])('come from %s', (_, lines, files, expected) => {
    const all = { 'compose.yaml': include(lines), 'part/compose.yaml': part, ...files };
    expect(imageOf(read(all), 'b')).toBe(expected);
  });

  it('start paths from project_directory, and merge several files of one entry', () => {
    const set = read({
      'compose.yaml': include(
        '  - path: [part/compose.yaml, part/more.yaml]\n    project_directory: other\n',
      ),
      'part/compose.yaml': part,
      'part/more.yaml': 'services:\n  b:\n    image: b:9\n',
      'other/.env': 'TAG=5\n',
    });
    const b = set.services.find(({ name }) => name === 'b');
    expect([b?.image?.text, b?.build?.context]).toEqual(['b:9', 'other/ctx']);
  });
});

describe('COMPOSE_ENV_FILES', () => {
  const files = {
    'compose.yaml': 'services:\n  a:\n    image: a:${TAG}\n',
    '.env': 'TAG=1\n',
    'x.env': 'TAG=2\n',
    'y.env': 'TAG=3\n',
  };

  it('takes the place of .env, the last file first', () => {
    expect(imageOf(read(files), 'a')).toBe('a:1');
    expect(imageOf(read(files, { COMPOSE_ENV_FILES: 'x.env' }), 'a')).toBe('a:2');
    expect(imageOf(read(files, { COMPOSE_ENV_FILES: 'x.env,y.env' }), 'a')).toBe('a:3');
    expect(imageOf(read(files, { COMPOSE_ENV_FILES: '', TAG: '4' }), 'a')).toBe('a:4');
  });
});

describe('env_file', () => {
  const envOf = (lines: string, text: string): Service | undefined =>
    read({
      'compose.yaml': `services:\n  a:\n    image: a:1\n    env_file:\n${lines}`,
      'a.env': text,
    }).services[0];
  const text = '# note\nPLAIN=one # two\nQUOTED="a $HOME"\r\nOPEN="never closed\n';
  const show = (service: Service | undefined): readonly string[] =>
    service?.environment.map(({ name, value }) => `${name}=${value?.text ?? ''}`) ?? [];

  it('of the raw format keeps quotes, dollars and comments', () => {
    const service = envOf('      - path: a.env\n        format: raw\n', text);
    expect(show(service)).toEqual(['PLAIN=one # two', 'QUOTED="a $HOME"', 'OPEN="never closed']);
    expect(
      service?.environment.map(({ nameAt, value }) =>
        [nameAt, value?.at].map((at) => text.slice(at?.start, at?.end)),
      )[1],
    ).toEqual(['QUOTED', '"a $HOME"']);
  });

  it('of the raw format has no open quotes to complain about', () => {
    const problems = (format: string): number =>
      lintFiles({
        'compose.yaml': `services:\n  a:\n    image: a:1\n    env_file:\n      - path: a.env\n${format}`,
        'a.env': text,
      }).filter(({ rule }) => rule === 'drydock/syntax').length;
    expect([problems('        format: raw\n'), problems('')]).toEqual([0, 1]);
  });

  it('may be missing where it is not required', () => {
    const missing = (lines: string): number =>
      lintFiles({
        'compose.yaml': `services:\n  a:\n    image: a:1\n    env_file:\n${lines}`,
      }).filter(({ rule }) => rule === 'compose/require-env-file').length;
    expect([
      missing('      - gone.env\n'),
      missing('      - path: gone.env\n'),
      missing('      - path: gone.env\n        required: false\n'),
    ]).toEqual([1, 1, 0]);
  });
});

describe('COMPOSE_PROFILES', () => {
  const service = (name: string, profile: string): string =>
    `  ${name}:\n    image: a:1\n    profiles: [${profile}]\n    ports: ["80:80"]\n`;
  const clashes = (dotenv: string): number =>
    lintFiles({
      'compose.yaml': `services:\n${service('a', 'cpu')}${service('b', 'gpu')}`,
      '.env': dotenv,
    }).filter(({ rule }) => rule === 'compose/no-duplicate-host-port').length;

  it('turns services on that are alternatives otherwise', () => {
    expect(
      ['', 'COMPOSE_PROFILES=cpu\n', 'COMPOSE_PROFILES=cpu, gpu\n', 'COMPOSE_PROFILES=*\n'].map(
        clashes,
      ),
    ).toEqual([0, 0, 1, 1]);
  });
});

describe('tags that undo', () => {
  const over = (lines: string): Service | undefined =>
    read({
      'compose.yaml':
        'services:\n  a:\n    image: a:1\n    ports: ["1:1", "2:2"]\n    environment: {A: 1, B: 2}\n',
      'compose.override.yaml': `services:\n  a:\n${lines}`,
    }).services[0];

  it('remove what the base says, or put another value in its place', () => {
    const reset = over('    ports: !reset []\n    environment:\n      A: !reset null\n');
    expect(reset?.ports).toEqual([]);
    expect(reset?.environment.map(({ name }) => name)).toEqual(['B']);
    const override = over('    ports: !override ["3:3"]\n');
    expect(override?.ports.map(({ target }) => target?.first)).toEqual([3]);
  });
});

describe('nested variables', () => {
  it.each([
    ['${A:-${B:-c}}', {}, 'c'],
    ['${A:-${B:-c}}', { B: 'b' }, 'b'],
    ['${A:+${B-x}}', { A: '1' }, 'x'],
    ['${A-${B?no}}', { A: '' }, ''],
    ['$$A-${A}', { A: 'a' }, '$A-a'],
    ['${A:?must be set}', { A: 'a' }, 'a'],
  ])('in %s with %j', (text, environment, expected) => {
    const files = { 'compose.yaml': `services:\n  a:\n    image: "${text}"\n` };
    expect(imageOf(read(files, environment), 'a')).toBe(expected);
  });
});
