import { nameOf } from '../base/project-path.ts';
import { parseCondaEnvironment } from '../syntax/conda-text.ts';
import { parsePipfile, parsePipfileLock } from '../syntax/pipfile-text.ts';
import { parsePyproject } from '../syntax/pyproject-text.ts';
import { parsePoetryLock, parsePylock, parseUvLock } from '../syntax/python-lock.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import { scanPython } from '../syntax/python-scan.ts';
import { parsePythonVersionFile, type PythonVersionFile } from '../syntax/python-version-file.ts';
import { parseRequirements } from '../syntax/requirements-text.ts';
import type { DependencyFile, DependencyList } from '../syntax/requirements-tree.ts';
import { LazyMap } from './python-lazy-map.ts';
import type { CacheKind, ProjectCache } from './project-cache.ts';
import type { Snapshot } from './snapshot.ts';

/** The Python side of a project. Files are parsed when they are asked for. */
export interface PythonModel {
  /** Requirements files, `pyproject.toml`, lock files, Pipfiles and conda environments by path. */
  readonly dependencyFiles: ReadonlyMap<string, DependencyFile>;
  /** Scanned `*.py` files by path; those that were not read are left out. */
  readonly sources: ReadonlyMap<string, PythonFacts>;
  /** `.python-version` files by path. */
  readonly versionFiles: ReadonlyMap<string, PythonVersionFile>;
  /** A file read as a requirements file, whatever its name is; undefined where its text is not there. */
  findRequirements(path: string): DependencyList | undefined;
}

export function createPythonModel(snapshot: Snapshot, cache: ProjectCache): PythonModel {
  const kinds = new Map<string, CacheKind<DependencyFile>>();
  const sources: string[] = [];
  const versionFiles: string[] = [];
  for (const [path, text] of snapshot.files) {
    if (text === undefined) continue;
    const kind = findDependencyKind(path, text);
    if (kind !== undefined) kinds.set(path, kind);
    else if (path.endsWith('.py')) sources.push(path);
    else if (nameOf(path) === '.python-version') versionFiles.push(path);
  }
  const read = <T>(kind: CacheKind<T>, path: string): T =>
    cache.read(kind, path, snapshot.files.get(path) ?? '');
  return {
    dependencyFiles: new LazyMap([...kinds.keys()], (path) =>
      read(kinds.get(path) ?? requirementsKind, path),
    ),
    sources: new LazyMap(sources, (path) => read(sourceKind, path)),
    versionFiles: new LazyMap(versionFiles, (path) => read(versionKind, path)),
    findRequirements: (path) =>
      snapshot.files.get(path) === undefined ? undefined : read(requirementsKind, path),
  };
}

const requirementsKind: CacheKind<DependencyList> = { parse: parseRequirements };
const sourceKind: CacheKind<PythonFacts> = { parse: scanPython };
const versionKind: CacheKind<PythonVersionFile> = { parse: parsePythonVersionFile };
const condaKind: CacheKind<DependencyFile> = { parse: parseCondaEnvironment };
const pylockKind: CacheKind<DependencyFile> = { parse: parsePylock };

/** By the file's name in lower case. */
const namedKinds: ReadonlyMap<string, CacheKind<DependencyFile>> = new Map([
  ['pyproject.toml', { parse: parsePyproject }],
  ['uv.lock', { parse: parseUvLock }],
  ['poetry.lock', { parse: parsePoetryLock }],
  ['pipfile', { parse: parsePipfile }],
  ['pipfile.lock', { parse: parsePipfileLock }],
]);

function findDependencyKind(path: string, text: string): CacheKind<DependencyFile> | undefined {
  const name = nameOf(path).toLowerCase();
  const named = namedKinds.get(name);
  if (named !== undefined) return named;
  if (/^pylock(?:\.[^.]+)?\.toml$/.test(name)) return pylockKind;
  if (/(?:requirements|constraints)[^/]*\.(?:txt|in)$/.test(name)) return requirementsKind;
  if (/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/.test(path)) return requirementsKind;
  const isConda = /^[^/]*(?:conda|env)[^/]*\.ya?ml$/.test(name) && /^dependencies:/m.test(text);
  return isConda ? condaKind : undefined;
}
