import { describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { FileSet, Project } from '../../../src/core/model/project.ts';

type Files = Readonly<Record<string, string>>;

function project(files: Files, environment: Files = {}): Project {
  return buildProject({
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(Object.entries(environment)),
  });
}

const sets = (files: Files, environment: Files = {}): readonly string[] =>
  project(files, environment).fileSets.map(({ kind, id }) => `${kind} ${id}`);

const one = 'services:\n  a:\n    image: x\n';
const other = 'services:\n  b:\n    image: y\n';
const part = 'services:\n  a:\n    command: z\n';

describe('file sets', () => {
  it.each<[string, Files, readonly string[]]>([
    ['the base alone', { 'compose.yaml': one }, ['default compose.yaml']],
    [
      'the base with its override, whatever name that has',
      { 'docker-compose.yml': one, 'compose.override.yaml': part },
      ['default docker-compose.yml+compose.override.yaml'],
    ],
    [
      'the base that Compose finds first',
      { 'docker-compose.yml': one, 'compose.yml': one },
      ['default compose.yml', 'standalone docker-compose.yml'],
    ],
    [
      'a complete file of another name as an alternative',
      { 'docker-compose.yml': one, 'docker-compose.local.yml': other },
      ['default docker-compose.yml', 'standalone docker-compose.local.yml'],
    ],
    [
      'an incomplete file over the base, without the override',
      { 'compose.yaml': one, 'compose.override.yaml': part, 'compose.gpu.yaml': part },
      ['default compose.yaml+compose.override.yaml', 'overlay compose.yaml+compose.gpu.yaml'],
    ],
    [
      'a file that depends on a service of the base over the base',
      {
        'compose.yaml': one,
        'compose.more.yaml': 'services:\n  b:\n    image: y\n    depends_on: [a]\n',
      },
      ['default compose.yaml', 'overlay compose.yaml+compose.more.yaml'],
    ],
    [
      'a file that has all that it depends on as an alternative',
      {
        'compose.yaml': one,
        'compose.more.yaml':
          'services:\n  a:\n    image: x\n  b:\n    image: y\n    depends_on: [a]\n',
      },
      ['default compose.yaml', 'standalone compose.more.yaml'],
    ],
    [
      'variants over a file called base',
      {
        'compose.base.yml': 'services:\n  a:\n    restart: always\n',
        'compose.prod.yml': one,
        'compose.dev.yml': part,
      },
      ['overlay compose.base.yml+compose.dev.yml', 'overlay compose.base.yml+compose.prod.yml'],
    ],
    ['a lone incomplete file', { 'compose.gpu.yml': part }, ['overlay compose.gpu.yml']],
    [
      'each folder by itself',
      { 'compose.yaml': one, 'app/docker-compose.yml': one, 'app/docker-compose.dev.yml': part },
      [
        'default compose.yaml',
        'default app/docker-compose.yml',
        'overlay app/docker-compose.yml+app/docker-compose.dev.yml',
      ],
    ],
    [
      'an empty base and a broken one',
      { 'compose.yaml': '', 'app/compose.yaml': 'services: [\n' },
      ['default compose.yaml', 'default app/compose.yaml'],
    ],
    [
      'no file that only looks like one by its name',
      { 'my-compose.yaml': 'kind: Pod\n', 'compose.yaml.j2': one, 'notes/composer.yml': one },
      ['standalone notes/composer.yml'],
    ],
    [
      'an included file as a part and not as an alternative',
      { 'compose.yaml': 'include: [compose.db.yaml]\n', 'compose.db.yaml': other },
      ['default compose.yaml'],
    ],
  ])('are %s', (_, files, expected) => {
    expect(sets(files)).toEqual(expected);
  });

  describe('of COMPOSE_FILE', () => {
    const files = { 'compose.yaml': one, 'extra/gpu.yml': part, 'compose.b.yaml': other };

    it.each([
      ['colons', 'COMPOSE_FILE=compose.yaml:extra/gpu.yml\n'],
      ['semicolons', 'COMPOSE_FILE="compose.yaml;extra/gpu.yml"\n'],
      [
        'a separator of its own',
        'COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yaml,./extra/gpu.yml\n',
      ],
    ])('in .env, with %s', (_, dotenv) => {
      expect(sets({ ...files, '.env': dotenv })).toEqual([
        'environment compose.yaml+extra/gpu.yml',
        'standalone compose.b.yaml',
      ]);
    });

    it('in the shell, before that of .env', () => {
      const dotenv = { '.env': 'COMPOSE_FILE=compose.yaml\n' };
      expect(sets({ ...files, ...dotenv }, { COMPOSE_FILE: 'compose.b.yaml' })).toEqual([
        'environment compose.b.yaml',
        'default compose.yaml',
      ]);
    });

    it('say which file is not there', () => {
      const { fileSets } = project({ ...files, '.env': 'COMPOSE_FILE=compose.yaml:none.yml\n' });
      expect(fileSets[0]?.problems.map(({ message, at }) => [message, at.file])).toEqual([
        ['COMPOSE_FILE names "none.yml", which is not there.', '.env'],
      ]);
    });
  });
});

describe('a merged set', () => {
  const find = (set: FileSet | undefined, name: string) =>
    set?.services.find((service) => service.name === name);

  it('keeps for each value the file it came from', () => {
    const { fileSets } = project({
      'compose.yaml':
        'services:\n  a:\n    image: x\n    ports: ["1:1"]\n    environment: {A: 1}\n',
      'compose.override.yaml':
        'services:\n  a:\n    image: y\n    ports: ["2:2"]\n    environment: [B=2]\n',
    });
    const service = find(fileSets[0], 'a');
    expect([service?.nameAt.file, service?.image?.at.file]).toEqual([
      'compose.yaml',
      'compose.override.yaml',
    ]);
    expect(service?.ports.map(({ at }) => at.file)).toEqual([
      'compose.yaml',
      'compose.override.yaml',
    ]);
    expect(service?.environment.map(({ name, nameAt }) => `${name} ${nameAt.file}`)).toEqual([
      'A compose.yaml',
      'B compose.override.yaml',
    ]);
  });

  it('resolves paths of extended and included files from their own folders', () => {
    const { fileSets } = project({
      'app/compose.yaml':
        'include: [../inc/db.yml]\nservices:\n  a:\n    extends: {file: ../common/base.yml, service: b}\n    volumes: [./own:/own]\n',
      'common/base.yml': 'services:\n  b:\n    build: ./img\n    volumes: [./data:/data]\n',
      'inc/db.yml': 'services:\n  db:\n    image: x\n    volumes: [./db:/db]\n',
    });
    const set = fileSets.find(({ kind }) => kind === 'default');
    expect(find(set, 'a')?.build?.context).toBe('common/img');
    expect(find(set, 'a')?.mounts.map(({ sourcePath }) => sourcePath)).toEqual([
      'common/data',
      'app/own',
    ]);
    expect(find(set, 'db')?.mounts[0]?.sourcePath).toBe('inc/db');
    expect(set?.includedFiles.map(({ path }) => path)).toEqual(['common/base.yml', 'inc/db.yml']);
  });

  it.each<[string, Files, string]>([
    [
      'services that extend each other',
      { 'compose.yaml': 'services:\n  a: {extends: b}\n  b: {extends: a}\n' },
      '"a" extends itself in a circle.',
    ],
    [
      'files that include each other',
      { 'compose.yaml': 'include: [b.yml]\n', 'b.yml': 'include: [compose.yaml]\nservices: {}\n' },
      '"compose.yaml" includes itself in a circle.',
    ],
    [
      'a file that is not there',
      { 'compose.yaml': 'services:\n  a:\n    extends: {file: no.yml, service: a}\n' },
      'There is no file "no.yml".',
    ],
    [
      'a service that is not there',
      { 'compose.yaml': 'services:\n  a:\n    extends: {service: z}\n' },
      '"compose.yaml" has no service "z" to extend.',
    ],
    [
      'an included service that stands in the file too',
      { 'compose.yaml': `include: [b.yml]\n${one}`, 'b.yml': 'services:\n  a:\n    image: z\n' },
      '"a" stands in the included file "b.yml" too, which Compose refuses.',
    ],
    [
      'a list over a mapping',
      {
        'compose.yaml': 'services:\n  a:\n    image: x\n    deploy: {mode: global}\n',
        'compose.override.yaml': 'services:\n  a:\n    deploy: [x]\n',
      },
      '"deploy" is a mapping in an earlier file, so this cannot be merged with it.',
    ],
  ])('tells of %s', (_, files, message) => {
    const { problems } = project(files).fileSets[0] ?? { problems: [] };
    expect(problems.map((problem) => problem.message)).toContain(message);
  });

  it('follows a very long chain of extends only so far', () => {
    const services = Array.from(
      { length: 3000 },
      (_, index) => `  s${index}: {image: x, extends: s${index + 1}}`,
    );
    const { fileSets } = project({ 'compose.yaml': `services:\n${services.join('\n')}\n` });
    expect(fileSets[0]?.services).toHaveLength(3000);
    expect(fileSets[0]?.problems.length).toBeGreaterThan(0);
  });
});
