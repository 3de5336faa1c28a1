import { folderOf, joinPath } from '../base/project-path.ts';
import type { NamedFile, ProjectTable } from '../syntax/requirements-tree.ts';
import { findMap, findScalar, findValue, listTexts } from '../syntax/value-paths.ts';
import type { ProjectImages } from './image-files.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from './project.ts';
import { resolveInImage } from './python-image-files.ts';

/** What building a project reads besides its `pyproject.toml`. */
export interface BuildNeeds {
  /** The module that holds the version, and the readme where the backend refuses to do without it. */
  readonly files: readonly NamedFile[];
  /** Where the package lies, relative to the file; empty where nobody knows or the backend does not mind. */
  readonly sources: readonly string[];
  /** What asks Git for the version. */
  readonly versionTool: string | undefined;
}

/** Where a RUN stands, and what knows the files there. */
interface RunPlace {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly images: ProjectImages;
  readonly project: Project;
}

/** What the project at a folder of the image needs; undefined where it is no package of ours. */
export function findBuildNeeds(
  folder: string,
  item: StageInstruction,
  { images, dockerfile, stage, project }: RunPlace,
): BuildNeeds | undefined {
  const path = resolveInImage(folder, 'pyproject.toml');
  const found = images.findInStage(dockerfile, stage, path, item);
  if (found.kind !== 'file' || found.source === undefined) return undefined;
  const file = project.python.dependencyFiles.get(found.source);
  if (file?.kind !== 'pyproject' || file.project === undefined) return undefined;
  const table = file.project;
  if (table.isPackage === false) return undefined;
  const hasBackend = table.buildBackend !== undefined || table.hasPoetryTable;
  if (!hasBackend) return undefined;
  const isStrict =
    table.buildBackend === undefined ||
    /^(?:hatchling|poetry|flit|pdm|uv_build)/.test(table.buildBackend);
  const place = folderOf(found.source);
  const readmes = table.files.filter(
    ({ key, path: readme }) =>
      key.endsWith('readme') && project.paths.hasFile(joinPath(place, readme) ?? readme),
  );
  return {
    files: [...findVersionFiles(table, place, project), ...(isStrict ? readmes : [])],
    sources: isStrict ? findSources(table, place, project) : [],
    versionTool: findVersionTool(table),
  };
}

/** `tool.setuptools.dynamic` reads the version from a module, `tool.hatch.version` from a file. */
function findVersionFiles(
  { root, dynamic, buildBackend = '' }: ProjectTable,
  folder: string,
  { paths }: Project,
): readonly NamedFile[] {
  if (!dynamic.includes('version')) return [];
  const isThere = (path: string): boolean => paths.hasFile(joinPath(folder, path) ?? path);
  if (buildBackend.startsWith('hatchling')) {
    const file = findScalar(root, 'tool', 'hatch', 'version', 'path');
    return file === undefined || !isThere(file.text)
      ? []
      : [{ key: 'tool.hatch.version.path', path: file.text, at: file.at }];
  }
  const attribute = findScalar(root, 'tool', 'setuptools', 'dynamic', 'version', 'attr');
  if (attribute === undefined || !buildBackend.startsWith('setuptools')) return [];
  const module = attribute.text.split('.').slice(0, -1).join('/');
  const path = ['src/', ''].flatMap((start) => [
    `${start}${module}/__init__.py`,
    `${start}${module}.py`,
  ]);
  const [found] = path.filter(isThere);
  return found === undefined
    ? []
    : [{ key: 'tool.setuptools.dynamic.version', path: found, at: attribute.at }];
}

function findSources(
  { name, root }: ProjectTable,
  folder: string,
  { paths }: Project,
): readonly string[] {
  const isSpecial =
    findValue(root, 'tool', 'poetry', 'packages') !== undefined ||
    findValue(root, 'tool', 'hatch', 'build') !== undefined ||
    findValue(root, 'tool', 'uv', 'build-backend') !== undefined ||
    findValue(root, 'tool', 'flit', 'module') !== undefined ||
    findValue(root, 'tool', 'pdm', 'build') !== undefined;
  if (name === undefined || isSpecial) return [];
  const own = name.toLowerCase().replaceAll(/[-.]/g, '_');
  return [own, `src/${own}`, `${own}.py`].filter((path) => {
    const place = joinPath(folder, path) ?? path;
    return paths.hasFolder(place) || paths.hasFile(place);
  });
}

function findVersionTool(table: ProjectTable): string | undefined {
  const { root, dynamic } = table;
  const plugins = listTexts(root, 'build-system', 'requires').map((text) =>
    text.toLowerCase().replaceAll('_', '-'),
  );
  const has = (name: string): boolean => plugins.some((text) => text.startsWith(name));
  const isFixed = (tool: string): boolean =>
    findScalar(root, 'tool', tool, 'fallback_version') !== undefined ||
    findScalar(root, 'tool', tool, 'fallback-version') !== undefined;
  if (has('setuptools-scm') && dynamic.includes('version'))
    return isFixed('setuptools_scm') ? undefined : 'setuptools-scm';
  const source = findScalar(root, 'tool', 'hatch', 'version', 'source')?.text;
  if (has('hatch-vcs') && source === 'vcs') {
    const options = findMap(root, 'tool', 'hatch', 'version');
    const isSafe =
      findValue(options, 'fallback-version') !== undefined ||
      findValue(options, 'raw-options', 'fallback_version') !== undefined;
    return isSafe ? undefined : 'hatch-vcs';
  }
  const dynamicVersion = findMap(root, 'tool', 'poetry-dynamic-versioning');
  if (has('poetry-dynamic-versioning') && findScalar(dynamicVersion, 'enable')?.data === true)
    return 'poetry-dynamic-versioning';
  return has('versioningit') && dynamic.includes('version') ? 'versioningit' : undefined;
}

/** A variable that says the version in place of Git. */
export function hasPretendedVersion({ variables, script }: StageInstruction): boolean {
  const pattern = /PRETEND_VERSION|VERSIONING_BYPASS/;
  if ([...variables.keys()].some((name) => pattern.test(name))) return true;
  return (script?.commands ?? []).some(({ assignments, words }) =>
    [...assignments, ...words].some(({ text }) => pattern.test(text)),
  );
}

/** True where `.git` may be in a stage: copied by its name or with the whole context, mounted, or brought by the base. */
export function mayHoldRepository(
  { instruction }: StageInstruction,
  { stage, dockerfile }: { readonly stage: Stage; readonly dockerfile: Dockerfile },
): boolean {
  if (
    instruction.flags.some(
      ({ name, value = '' }) => name === 'mount' && value.includes('type=bind'),
    )
  )
    return true;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    if (at.instructions.some((item) => bringsRepository(item, dockerfile))) return true;
    const { base, parent } = at;
    if (
      parent === undefined &&
      !/(?:^|\/)(?:python|uv|debian|ubuntu)$/.test(base?.repository ?? '')
    )
      return true;
  }
  return false;
}

function bringsRepository(
  { copy, script, instruction }: StageInstruction,
  dockerfile: Dockerfile,
): boolean {
  const { keyword } = instruction;
  if (keyword === 'RUN')
    return script?.commands.some(({ words }) => words[0]?.plain === 'git') === true;
  if (copy === undefined) return false;
  if (copy.sources.some(({ text }) => /(?:^|\/)\.git\/?$/.test(text))) return true;
  const isWhole = copy.sources.some(({ text }) => /^(?:\.?\/?|\.\/\*|\*)$/.test(text));
  return isWhole && (copy.from !== undefined || sendsRepository(dockerfile));
}

function sendsRepository({ contexts }: Dockerfile): boolean {
  return contexts.some(
    ({ folder, ignoreFile }) => folder === '' && ignoreFile?.findMatch('.git/HEAD') === undefined,
  );
}
