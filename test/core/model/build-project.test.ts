import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { createProjectCache } from '../../../src/core/model/project-cache.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { findWantedFiles } from '../../../src/core/model/wanted-files.ts';

type Files = Readonly<Record<string, string | undefined>>;

function snapshot(files: Files, more: Partial<Snapshot> = {}): Snapshot {
  return {
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(),
    ...more,
  };
}

describe('Dockerfiles of a project', () => {
  it.each([
    'Dockerfile',
    'app/Dockerfile',
    'Dockerfile.gpu',
    'Dockerfile_train',
    'Dockerfile-dev',
    'api.Dockerfile',
    'api.dockerfile',
    'Containerfile',
    'containerfile.dev',
    'DOCKERFILE',
  ])('are known by the name %s', (path) => {
    const { dockerfiles } = buildProject(snapshot({ [path]: 'FROM scratch\n' }));
    expect(dockerfiles.map((file) => file.path)).toEqual([path]);
  });

  it.each([
    'Dockerfile.dockerignore',
    'Dockerfile.md',
    'Dockerfile.j2',
    'dockerfiles',
    'Dockerfile.bak',
    'mydockerfile',
  ])('are none with the name %s', (path) => {
    expect(buildProject(snapshot({ [path]: 'FROM scratch\n' })).dockerfiles).toEqual([]);
  });

  it('are linked with the services that build them, both ways', () => {
    const { dockerfiles, fileSets } = buildProject(
      snapshot({
        'compose.yaml':
          'services:\n  a:\n    build: {context: ., dockerfile: docker/image}\n  b:\n    build: {context: docker, dockerfile: image}\n',
        'docker/image': 'FROM python:3.12\n',
      }),
    );
    const [file] = dockerfiles;
    expect(file?.path).toBe('docker/image');
    expect(file?.uses.map(({ service, fileSet }) => [service.name, fileSet.id])).toEqual([
      ['a', 'compose.yaml'],
      ['b', 'compose.yaml'],
    ]);
    expect(fileSets[0]?.services.map(({ build }) => build?.file === file)).toEqual([true, true]);
    expect(file?.contexts.map(({ folder, isGuessed }) => [folder, isGuessed])).toEqual([
      ['', false],
      ['docker', false],
    ]);
  });

  it('take their own ignore file before that of the context', () => {
    const { dockerfiles } = buildProject(
      snapshot({
        Dockerfile: 'FROM a\n',
        'Dockerfile.gpu': 'FROM b\n',
        'Dockerfile.gpu.dockerignore': '*.bin\n',
        '.dockerignore': 'data\n',
      }),
    );
    expect(dockerfiles.map(({ contexts }) => contexts[0]?.ignoreFile?.path)).toEqual([
      '.dockerignore',
      'Dockerfile.gpu.dockerignore',
    ]);
    expect(dockerfiles[0]?.contexts[0]?.ignoreFile?.findMatch('data/x.csv')?.text).toBe('data');
    expect(dockerfiles[0]?.contexts[0]?.isGuessed).toBe(true);
  });
});

describe('paths of a project', () => {
  it('are missing only where that is certain', () => {
    const files = { 'a/b.txt': undefined };
    const known = buildProject(snapshot(files, { opaqueFolders: new Set(['.git', 'empty/x']) }));
    const missing = (path: string): boolean => known.paths.isMissing(path);
    expect(['a/b.txt', 'a', '', '.git', '.git/config', 'empty'].map(missing)).toEqual(
      Array(6).fill(false),
    );
    expect(['c', 'a/c', 'a/b.txt/c', 'empty/y'].map(missing)).toEqual(Array(4).fill(true));
    expect(buildProject(snapshot(files, { isPartial: true })).paths.isMissing('c')).toBe(false);
  });
});

describe('variables of a file set', () => {
  it('say where their value comes from, the shell first', () => {
    const { fileSets } = buildProject(
      snapshot(
        { 'app/compose.yaml': 'services: {a: {image: "x:${A}-${B}"}}\n', 'app/.env': 'A=1\nB=2\n' },
        { environment: new Map([['B', 'shell']]) },
      ),
    );
    const [set] = fileSets;
    expect(set?.services[0]?.image?.text).toBe('x:1-shell');
    expect(set?.variables.get('A')?.item?.nameAt.file).toBe('app/.env');
    expect(set?.variables.get('B')?.item).toBeUndefined();
  });

  it('are listed for each file with the way to the scalar', () => {
    const text = '# $NO\nservices:\n  a:\n    command: ["x", "$A ${B:-${C}}"]\nx-k: $$D\n';
    const [file] = buildProject(snapshot({ 'compose.yaml': text })).composeFiles;
    expect(
      file?.variables.map(({ name, at, path }) => [name, text.slice(at.start, at.end), ...path]),
    ).toEqual([
      ['A', '$A', 'services', 'a', 'command', '1'],
      ['B', '${B:-${C}}', 'services', 'a', 'command', '1'],
      ['C', '${C}', 'services', 'a', 'command', '1'],
    ]);
  });
});

describe('the cache', () => {
  it('keeps what was parsed from a text that did not change', () => {
    const cache = createProjectCache();
    const files = { 'compose.yaml': 'services: {}\n', 'b/compose.yaml': 'services: {}\n' };
    const first = buildProject(snapshot(files), cache);
    const second = buildProject(snapshot({ ...files, 'compose.yaml': 'name: x\n' }), cache);
    expect(second.composeFiles.map((file, index) => file === first.composeFiles[index])).toEqual([
      true,
      false,
    ]);
    expect(second.composeFiles[1]?.root?.entries.has('name')).toBe(true);
  });
});

describe('findWantedFiles', () => {
  it('asks for what names say, then for what compose files name, until nothing is left', () => {
    const disk: Readonly<Record<string, string>> = {
      'compose.yaml':
        'include: [parts/db.yml]\nservices:\n  a:\n    build: {context: ., dockerfile: images/train}\n    env_file: conf/app.settings\n',
      'parts/db.yml': 'services:\n  db:\n    extends: {file: more.yml, service: x}\n',
      'parts/more.yml': 'services: {x: {image: y}}\n',
      'images/train': 'FROM a\n',
      'conf/app.settings': 'A=1\n',
      '.dockerignore': 'x\n',
      '.env': 'B=1\n',
      'requirements-dev.txt': 'mlflow\n',
      'src/train.py': 'import mlflow\n',
      'data/big.csv': '1,2\n',
      'README.md': '# x\n',
    };
    const files = new Map<string, string | undefined>(
      Object.keys(disk).map((path) => [path, undefined]),
    );
    const rounds: string[][] = [];
    for (;;) {
      const wanted = findWantedFiles({ files, isPartial: false, environment: new Map() });
      if (wanted.length === 0) break;
      rounds.push(wanted.toSorted());
      for (const path of wanted) files.set(path, disk[path]);
    }
    expect(rounds).toEqual([
      ['.dockerignore', '.env', 'compose.yaml', 'requirements-dev.txt', 'src/train.py'],
      ['conf/app.settings', 'images/train', 'parts/db.yml'],
      ['parts/more.yml'],
    ]);
    expect([...files].filter(([, text]) => text === undefined).map(([path]) => path)).toEqual([
      'data/big.csv',
      'README.md',
    ]);
  });
});

describe('any project', () => {
  it('is read without an exception', () => {
    const names = fc.constantFrom(
      'compose.yaml',
      'compose.override.yaml',
      'compose.gpu.yml',
      'b.yml',
      '.env',
      'Dockerfile',
      '.dockerignore',
    );
    const keys = fc.constantFrom(
      'services',
      'include',
      'a',
      'b',
      'image',
      'build',
      'extends',
      'file',
      'service',
      'ports',
      'volumes',
      'environment',
      'command',
      'depends_on',
      'healthcheck',
      'test',
      'networks',
      'env_file',
      '<<',
      '__proto__',
    );
    const scalars = fc.constantFrom(
      'a',
      'b',
      'b.yml',
      '${A:-${B}}',
      '$',
      '"x\\ty"',
      '80:80',
      './a:/b',
      '~',
      '1',
      '!reset null',
      "'it''s'",
      '|\n  x',
    );
    const { value } = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        scalars,
        fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        fc
          .array(fc.tuple(keys, tie('value')), { maxLength: 4 })
          .map((pairs) => `{${pairs.map(([key, item]) => `${key}: ${item}`).join(', ')}}`),
      ),
    }));
    const service = fc.tuple(keys, value).map(([key, item]) => `    ${key}: ${item}\n`);
    const compose = fc
      .array(fc.array(service, { maxLength: 4 }), { maxLength: 3 })
      .map((services) => services.map((lines, index) => `  s${index}:\n${lines.join('')}`))
      .map((services) => `include: [b.yml]\nservices:\n${services.join('')}`);
    const text = fc.oneof(
      { weight: 4, arbitrary: compose },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      { weight: 1, arbitrary: fc.constant('COMPOSE_FILE=b.yml:compose.yaml\nA=${B}\n') },
    );
    fc.assert(
      fc.property(fc.dictionary(names, text, { maxKeys: 5 }), (files) => {
        const project = buildProject(snapshot(files));
        for (const file of project.composeFiles) {
          for (const { at } of [...file.problems, ...file.variables]) {
            expect(at.end).toBeLessThanOrEqual(file.text.length);
            expect(at.start).toBeLessThanOrEqual(at.end);
          }
        }
        for (const { services } of project.fileSets) {
          for (const { command, entrypoint, healthcheck } of services) {
            const words = [command, entrypoint, healthcheck?.test].flatMap(
              (process) => process?.words ?? [],
            );
            for (const { at } of words) {
              expect(at.end).toBeLessThanOrEqual(files[at.file]?.length ?? 0);
              expect(at.start).toBeLessThanOrEqual(at.end);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
