import { normalizeName } from './requirements-specifier.ts';
import type { NamedFile, PackageSource, ProjectTable } from './requirements-tree.ts';
import { findMap, findScalar, findValue, listEntries, listTexts } from './value-paths.ts';
import type { MapValue, Value } from './value.ts';

/** What a `pyproject.toml` says about the project itself, whichever tool's tables say it. */
export function readProjectTable(root: MapValue): ProjectTable {
  const project = findMap(root, 'project');
  const poetry = findMap(root, 'tool', 'poetry');
  const name = findScalar(project, 'name') ?? findScalar(poetry, 'name');
  const version = findScalar(project, 'version') ?? findScalar(poetry, 'version');
  return {
    name: name?.text,
    version: version?.text,
    dynamic: listTexts(project, 'dynamic'),
    files: readFiles(root),
    buildBackend: findScalar(root, 'build-system', 'build-backend')?.text,
    isPackage: readIsPackage(root),
    hasProjectTable: project !== undefined,
    hasPoetryTable: poetry !== undefined,
    sources: readSources(root),
    root,
  };
}

function readIsPackage(root: MapValue): boolean | undefined {
  const mode =
    findScalar(root, 'tool', 'poetry', 'package-mode') ?? findScalar(root, 'tool', 'uv', 'package');
  return typeof mode?.data === 'boolean' ? mode.data : undefined;
}

function readFiles(root: MapValue): readonly NamedFile[] {
  const files: NamedFile[] = [];
  const add = (key: string, value: Value | undefined): void => {
    if (value?.kind === 'scalar') files.push({ key, path: value.text, at: value.at });
    else if (value?.kind === 'list') for (const item of value.items) add(key, item);
    else if (value?.kind === 'map') add(key, value.entries.get('file')?.value);
  };
  add('project.readme', findValue(root, 'project', 'readme'));
  // A license is a name, unless a table says that it is a file.
  add('project.license', findValue(root, 'project', 'license', 'file'));
  add('tool.poetry.readme', findValue(root, 'tool', 'poetry', 'readme'));
  for (const entry of listEntries(root, 'tool', 'setuptools', 'dynamic')) {
    add(`tool.setuptools.dynamic.${entry.key}`, entry.value);
  }
  add('tool.hatch.version', findValue(root, 'tool', 'hatch', 'version', 'path'));
  return files;
}

function readSources(root: MapValue): ReadonlyMap<string, PackageSource> {
  const sources = new Map<string, PackageSource>();
  for (const { key, value } of listEntries(root, 'tool', 'uv', 'sources')) {
    const table = value?.kind === 'list' ? value.items[0] : value;
    const source = table?.kind === 'map' ? toSource(table) : undefined;
    if (source !== undefined) sources.set(normalizeName(key), source);
  }
  return sources;
}

function toSource(table: MapValue): PackageSource | undefined {
  for (const kind of ['git', 'url', 'path', 'workspace', 'index'] as const) {
    const scalar = findScalar(table, kind);
    if (scalar !== undefined) return { kind, text: scalar.text, at: scalar.at };
  }
  return undefined;
}
