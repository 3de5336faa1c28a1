import { folderOf } from '../../core/base/project-path.ts';
import type { CodeFolder, DependencyManager, Fact } from '../facts.ts';
import type { FileTexts } from './file-texts.ts';
import { pathIn } from './file-texts.ts';
import { detectPython } from './python-version.ts';
import { readRequirements } from './requirements.ts';

const dependencyFiles = ['pyproject.toml', 'uv.lock', 'poetry.lock', 'setup.py'];

/** The folder that a Python file is built with: the nearest one above it with a dependency file, else the project root. */
export function findCodeFolder(files: FileTexts, path: string): string {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    const isOwn = dependencyFiles.some((name) => files.paths.has(pathIn(folder, name)));
    if (isOwn || findRequirements(files, folder) !== undefined) return folder;
  }
  return '';
}

export function describeCodeFolder(files: FileTexts, folder: string): CodeFolder {
  const manager = detectManager(files, folder);
  return {
    folder,
    manager,
    python: detectPython(files, folder),
    packages: findPackages(files, folder, manager.value),
  };
}

function detectManager(files: FileTexts, folder: string): Fact<DependencyManager> {
  const has = (name: string): boolean => files.paths.has(pathIn(folder, name));
  const pyproject = files.textOf(pathIn(folder, 'pyproject.toml')) ?? '';
  const hasBuildSystem = /^\[build-system\]/m.test(pyproject);
  if (has('uv.lock') || /^\[tool\.uv[\].]/m.test(pyproject)) {
    const hasLock = has('uv.lock');
    const isPackage =
      readFlag(pyproject, 'tool.uv', 'package') ??
      (hasBuildSystem && hasOwnPackage(files, folder, pyproject));
    return {
      value: { kind: 'uv', hasLock, isPackage },
      evidence: hasLock ? 'uv.lock is there' : 'pyproject.toml has a tool.uv table',
    };
  }
  if (has('poetry.lock') || /^\[tool\.poetry[\].]/m.test(pyproject)) {
    const hasLock = has('poetry.lock');
    const isWanted = readFlag(pyproject, 'tool.poetry', 'package-mode') ?? true;
    return {
      value: {
        kind: 'poetry',
        hasLock,
        isPackage: isWanted && hasOwnPackage(files, folder, pyproject),
      },
      evidence: hasLock ? 'poetry.lock is there' : 'pyproject.toml has a tool.poetry table',
    };
  }
  const requirements = findRequirements(files, folder);
  if (requirements !== undefined) {
    const read = readRequirements(files, pathIn(folder, requirements), folder);
    return {
      value: { kind: 'pip', requirements: read.files, needsCode: read.needsCode },
      evidence: `${requirements} is there`,
    };
  }
  if (has('pyproject.toml') || has('setup.py')) {
    const name = has('pyproject.toml') ? 'pyproject.toml' : 'setup.py';
    return { value: { kind: 'project' }, evidence: `${name} is there and no lock file` };
  }
  return { value: { kind: 'none' }, evidence: 'no dependency file was found' };
}

/** `requirements.txt`, or what stands in for it. */
function findRequirements(files: FileTexts, folder: string): string | undefined {
  const names = ['requirements.lock', 'requirements.txt', 'requirements/prod.txt'];
  return [...names, 'requirements/base.txt'].find((name) => files.paths.has(pathIn(folder, name)));
}

/** Whether installing the project puts a package of its own into the environment. */
function hasOwnPackage(files: FileTexts, folder: string, pyproject: string): boolean {
  const name = /^name\s*=\s*["']([^"']+)["']/m.exec(pyproject)?.[1] ?? '';
  const module = name.toLowerCase().replaceAll(/[-.]/g, '_');
  if (module === '') return false;
  return ['', 'src'].some((parent) => {
    const location = pathIn(pathIn(folder, parent), module);
    return files.paths.has(pathIn(location, '__init__.py')) || files.paths.has(`${location}.py`);
  });
}

/** A boolean of a TOML table, by a look at the lines below the table's head. */
function readFlag(text: string, table: string, key: string): boolean | undefined {
  const start = text.indexOf(`[${table}]`);
  if (start < 0) return undefined;
  const body = text.slice(start + table.length + 2).split(/^\[/m, 1)[0] ?? '';
  const value = new RegExp(`^${key}\\s*=\\s*(true|false)`, 'm').exec(body)?.[1];
  return value === undefined ? undefined : value === 'true';
}

function findPackages(
  files: FileTexts,
  folder: string,
  manager: DependencyManager,
): ReadonlySet<string> {
  const names = manager.kind === 'pip' ? manager.requirements : ['pyproject.toml', 'setup.py'];
  const found = new Set<string>();
  for (const name of names) {
    const text = files.textOf(pathIn(folder, name)) ?? '';
    // A name at a line's start, after a quote, or as the key of a table: what PEP 508 and Poetry have in common.
    for (const match of text.matchAll(/(?:^|["'])[ \t]*([A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?)/gm)) {
      found.add((match[1] ?? '').toLowerCase().replaceAll('_', '-'));
    }
  }
  return found;
}
