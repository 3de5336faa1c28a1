import { describe, expect, it } from 'vitest';
import {
  ProjectStore,
  type ProjectStoreOptions,
} from '../../../src/client/projects/project-store.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { Project } from '../../../src/core/model/project.ts';

const never = new AbortController().signal;
const compose = 'services:\n  web:\n    image: nginx:1\n';

function toProject(...paths: readonly string[]): Project {
  const files = new Map(paths.map((path) => [path, compose]));
  return buildProject({ files, isPartial: false, environment: new Map<string, string>() });
}

/** A store over one folder, and what it complained of. */
function openStore(options: Partial<ProjectStoreOptions> = {}) {
  const errors: unknown[] = [];
  const store = new ProjectStore({
    folders: () => ['/w'],
    loadProject: () => Promise.resolve(toProject('compose.yaml')),
    memory: openMemory(),
    onChange: () => undefined,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { store, errors };
}

function openMemory(): ProjectStoreOptions['memory'] {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

describe('ProjectStore', () => {
  it('remembers the chosen file set from one session to the next', async () => {
    const memory = openMemory();
    const loadProject = () => Promise.resolve(toProject('compose.yaml', 'docker-compose.dev.yml'));
    const { store: first } = openStore({ memory, loadProject });
    const [before] = await first.load(never);
    expect(before?.active?.id).toBe('compose.yaml');
    const other = before?.project.fileSets.find(({ id }) => id !== 'compose.yaml')?.id ?? '';
    await first.choose('/w', other);
    const { store: second } = openStore({ memory, loadProject });
    const [after] = await second.load(never);
    expect(after?.active?.id).toBe(other);
    expect(other).toContain('docker-compose.dev.yml');
  });

  it('is silent about a folder that is gone, and reads it again when asked again', async () => {
    const answers = [
      Promise.reject(Object.assign(new Error('no such folder'), { code: 'ENOENT' })),
      Promise.resolve(toProject('compose.yaml')),
    ];
    const loadProject = () => answers.shift() ?? Promise.reject(new Error('read too often'));
    const { store, errors } = openStore({ loadProject });
    expect(await store.load(never)).toEqual([]);
    expect(await store.load(never)).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('tells of every other error, which is a fault and no missing file', async () => {
    const fault = new TypeError('x is undefined');
    const { store, errors } = openStore({ loadProject: () => Promise.reject(fault) });
    expect(await store.load(never)).toEqual([]);
    expect(errors).toEqual([fault]);
  });

  it('gives up a reading that does not end, and tells so', async () => {
    const loadProject = (_root: string, signal: AbortSignal) =>
      new Promise<Project>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { store, errors } = openStore({ loadProject, deadline: 1 });
    expect(await store.load(never)).toEqual([]);
    expect(errors).toMatchObject([{ name: 'TimeoutError' }]);
  });

  it('keeps the newer reading when an older one fails late', async () => {
    const older = Promise.withResolvers<Project>();
    const answers = [older.promise, Promise.resolve(toProject('compose.yaml'))];
    const loadProject = () => answers.shift() ?? Promise.reject(new Error('read too often'));
    const { store, errors } = openStore({ loadProject });
    const loadingOlder = store.load(never);
    store.invalidate('/w');
    expect(await store.load(never)).toHaveLength(1);
    older.reject(Object.assign(new Error('no such folder'), { code: 'ENOENT' }));
    expect(await loadingOlder).toEqual([]);
    expect(await store.load(never)).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});
