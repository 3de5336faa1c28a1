import type { MapValue, SyntaxProblem } from '../syntax/value.ts';
import { assembleFiles } from './compose-assembly.ts';
import { getEntries } from './compose-file.ts';
import { findShapeProblems } from './compose-shape.ts';
import type { ShapeProblem } from './compose-shape-problems.ts';
import { readEnvFiles, readVariables, toFileSetId } from './file-sets.ts';
import type { FileSetPlan } from './file-sets.ts';
import type {
  Build,
  ComposeFile,
  Dockerfile,
  FileSet,
  NamedResource,
  VariableOrigin,
} from './project.ts';
import type { ProjectTexts } from './project-texts.ts';
import { readService } from './read-service.ts';
import { readBuild } from './service-build.ts';
import { findValue, isTrue, ServiceContext } from './service-context.ts';

/** A file set whose files are merged, before its services know the Dockerfiles they are built with. */
export interface FileSetDraft {
  readonly plan: FileSetPlan;
  readonly root: MapValue;
  readonly includedFiles: readonly ComposeFile[];
  readonly problems: readonly SyntaxProblem[];
  readonly folders: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, VariableOrigin>;
  /** The builds of all services. */
  readonly builds: readonly Build[];
}

export function createFileSetDraft(plan: FileSetPlan, texts: ProjectTexts): FileSetDraft {
  const own = readVariables(plan.folder, texts);
  const plain = new ServiceContext({
    texts,
    variables: own,
    folders: new Map(),
    dockerfiles: new Map(),
  });
  const { root, includedFiles, problems, folders, envFiles } = assembleFiles(plan.files, {
    texts,
    folder: plan.folder,
    readText: (value) => plain.readText(value),
  });
  const variables = new Map([...readEnvFiles(envFiles, texts), ...own]);
  const context = new ServiceContext({ texts, variables, folders, dockerfiles: new Map() });
  const builds = [...getEntries(root, 'services').values()].flatMap(({ value }) =>
    value?.kind === 'map' ? (readBuild(findValue(value, 'build'), context) ?? []) : [],
  );
  return {
    plan,
    root,
    includedFiles,
    problems: [...plan.problems, ...problems],
    folders,
    variables,
    builds,
  };
}

export function createFileSet(
  draft: FileSetDraft,
  texts: ProjectTexts,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): FileSet {
  const { plan, root, includedFiles, problems, folders, variables } = draft;
  const context = new ServiceContext({ texts, variables, folders, dockerfiles });
  let shapeProblems: readonly ShapeProblem[] | undefined;
  return {
    id: toFileSetId(plan.files),
    kind: plan.kind,
    files: plan.files,
    includedFiles,
    problems,
    folder: plan.folder,
    name: context.readText(findValue(root, 'name')),
    root,
    services: [...getEntries(root, 'services').values()].map((entry) =>
      readService(entry, context),
    ),
    volumes: readResources(root, 'volumes'),
    networks: readResources(root, 'networks'),
    configs: readResources(root, 'configs'),
    secrets: readResources(root, 'secrets'),
    activeProfiles: new Set(
      (variables.get('COMPOSE_PROFILES')?.value ?? '').split(',').map((one) => one.trim()),
    ),
    variables,
    get shapeProblems() {
      shapeProblems ??= collectShapeProblems(draft);
      return shapeProblems;
    },
  };
}

/**
 * Compose looks at the first file, and again after each further one is laid over. Of files that others extend or
 * include, only what is taken counts.
 */
function collectShapeProblems({
  plan,
  root,
  includedFiles,
}: FileSetDraft): readonly ShapeProblem[] {
  const [first, ...others] = plan.files;
  const own = first?.shapeProblems ?? [];
  if (plan.kind === 'overlay' && others.length === 0) return own.filter(isCertain);
  if (others.length === 0 && includedFiles.length === 0) return own;
  const keys = others.flatMap((file) =>
    file.shapeProblems.filter(({ kind }) => kind === 'plainKey'),
  );
  const later = new Set([...others, ...includedFiles].map(({ path }) => path));
  const merged = findShapeProblems(root).filter(({ at }) => later.has(at.file));
  return [...own, ...keys, ...(plan.kind === 'overlay' ? merged.filter(isCertain) : merged)];
}

/** False for what a file that this one completes may put right, or make wrong. */
function isCertain(problem: ShapeProblem): boolean {
  if (problem.kind === 'wrongType') return problem.found !== 'empty';
  return problem.kind !== 'missingKey' && problem.kind !== 'doubleItem';
}

/** `external: true`, and the old form `external: { name: … }`. */
function readResources(root: MapValue, section: string): readonly NamedResource[] {
  return [...getEntries(root, section).values()].map((entry) => {
    const external = entry.value?.kind === 'map' ? findValue(entry.value, 'external') : undefined;
    return { name: entry.key, entry, isExternal: external?.kind === 'map' || isTrue(external) };
  });
}
