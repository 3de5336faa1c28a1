import { folderOf, joinPath } from '../base/project-path.ts';
import { parseDockerfileInScalar } from '../syntax/dockerfile-in-scalar.ts';
import { isLiteralBlock, mapScalar } from '../syntax/scalar-text.ts';
import { createDockerfile } from './dockerfile-model.ts';
import { isDockerfileName, isDotenvName } from './file-names.ts';
import { createFileSet, createFileSetDraft } from './file-set-draft.ts';
import type { FileSetDraft } from './file-set-draft.ts';
import { findComposeFiles, planFileSets } from './file-sets.ts';
import type { FileSetPlan } from './file-sets.ts';
import { MlflowModel } from './mlflow-services.ts';
import { createProjectCache } from './project-cache.ts';
import type { ProjectCache } from './project-cache.ts';
import type {
  BuildContext,
  ComposeFile,
  Dockerfile,
  DockerfileUse,
  FileSet,
  Project,
} from './project.ts';
import { ProjectViews } from './project-views.ts';
import { ProjectTexts } from './project-texts.ts';
import { createPythonModel, type PythonModel } from './python-project.ts';
import { toInlineKey } from './service-build.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Reads the snapshot as one linked model. Nothing that a file says makes it fail. With the cache of an earlier call,
 * only files whose text changed are parsed.
 */
export function buildProject(
  snapshot: Snapshot,
  cache: ProjectCache = createProjectCache(),
): Project {
  cache.keep(snapshot.files);
  const python = createPythonModel(snapshot, cache);
  return readProject(new ProjectTexts(snapshot, cache), python, cache);
}

function readProject(texts: ProjectTexts, python: PythonModel, cache: ProjectCache): Project {
  const { snapshot } = texts;
  const named = findComposeFiles(texts);
  const drafts = createDrafts(planFileSets(named, texts), texts);
  const uses = new Map<Dockerfile, DockerfileUse[]>();
  const dockerfiles = createDockerfiles(drafts, uses, texts);
  const fileSets = drafts.map((draft) => createFileSet(draft, texts, dockerfiles));
  for (const fileSet of fileSets) addUses(fileSet, uses);
  for (const path of snapshot.files.keys()) {
    if (isDotenvName(path)) texts.addDotenv(path);
  }
  let views: ProjectViews | undefined;
  const project: Project = {
    snapshot,
    composeFiles: collectFiles(named, fileSets),
    fileSets,
    dockerfiles: [...dockerfiles.values()],
    dotenvFiles: texts.dotenvFiles,
    paths: texts.paths,
    python,
    mlflow: new MlflowModel({ snapshot, python }),
    cache,
    // Whoever asks it has the whole project by then.
    get views(): ProjectViews {
      return (views ??= new ProjectViews(project));
    },
  };
  return project;
}

/** A file that another set takes in is no alternative of its own, so its set is dropped. */
function createDrafts(plans: readonly FileSetPlan[], texts: ProjectTexts): readonly FileSetDraft[] {
  const drafts = plans.map((plan) => createFileSetDraft(plan, texts));
  const taken = new Set(
    drafts.flatMap(({ includedFiles }) => includedFiles.map(({ path }) => path)),
  );
  return drafts.filter(({ plan }) => {
    if (plan.kind === 'default' || plan.kind === 'environment') return true;
    return !taken.has(plan.files.at(-1)?.path ?? '');
  });
}

/** By path: the files that look like Dockerfiles, those that a build names, and those that stand in compose files. */
function createDockerfiles(
  drafts: readonly FileSetDraft[],
  uses: Map<Dockerfile, DockerfileUse[]>,
  texts: ProjectTexts,
): ReadonlyMap<string, Dockerfile> {
  const folders = new Map<string, Set<string>>();
  for (const path of texts.snapshot.files.keys()) {
    if (isDockerfileName(path)) folders.set(path, new Set());
  }
  for (const { dockerfile, context } of drafts.flatMap(({ builds }) => builds)) {
    if (dockerfile === undefined || context === undefined) continue;
    const known = folders.get(dockerfile) ?? new Set<string>();
    folders.set(dockerfile, known.add(context));
  }
  const dockerfiles = new Map<string, Dockerfile>();
  for (const path of [...folders.keys()].sort()) {
    const tree = texts.findDockerfile(path);
    if (tree === undefined) continue;
    // The list is filled when the services are there that refer to this Dockerfile.
    const usesOfFile: DockerfileUse[] = [];
    const contexts = createContexts(path, [...(folders.get(path) ?? [])], texts);
    const dockerfile = createDockerfile(tree, usesOfFile, contexts);
    uses.set(dockerfile, usesOfFile);
    dockerfiles.set(path, dockerfile);
  }
  for (const draft of drafts) addInlineDockerfiles(draft, { dockerfiles, uses, texts });
  return dockerfiles;
}

/** What `dockerfile_inline` holds, after Compose has replaced its variables. */
function addInlineDockerfiles(
  { builds, variables }: FileSetDraft,
  known: {
    readonly dockerfiles: Map<string, Dockerfile>;
    readonly uses: Map<Dockerfile, DockerfileUse[]>;
    readonly texts: ProjectTexts;
  },
): void {
  const { dockerfiles, uses, texts } = known;
  for (const { inline, context } of builds) {
    if (inline === undefined || dockerfiles.has(toInlineKey(inline))) continue;
    const text = texts.textOf(inline.at.file);
    const { mapped } = mapScalar(inline, text, (name) => variables.get(name)?.value);
    const tree = parseDockerfileInScalar(mapped, text);
    const usesOfText: DockerfileUse[] = [];
    const contexts = createContexts(
      inline.at.file,
      context === undefined ? [] : [context],
      texts,
    ).filter(({ isGuessed }) => !isGuessed);
    const dockerfile = createDockerfile(tree, usesOfText, contexts, {
      at: inline.at,
      isLiteral: isLiteralBlock(inline, text),
    });
    uses.set(dockerfile, usesOfText);
    dockerfiles.set(toInlineKey(inline), dockerfile);
  }
}

function createContexts(
  path: string,
  folders: readonly string[],
  texts: ProjectTexts,
): readonly BuildContext[] {
  const isGuessed = folders.length === 0;
  return (isGuessed ? [folderOf(path)] : folders).map((folder) => ({
    folder,
    isGuessed,
    ignoreFile:
      texts.findIgnore(`${path}.dockerignore`) ??
      texts.findIgnore(joinPath(folder, '.dockerignore') ?? '.dockerignore'),
  }));
}

function addUses(fileSet: FileSet, uses: ReadonlyMap<Dockerfile, DockerfileUse[]>): void {
  for (const service of fileSet.services) {
    const file = service.build?.file;
    if (file !== undefined) uses.get(file)?.push({ fileSet, service });
  }
}

function collectFiles(
  named: readonly ComposeFile[],
  fileSets: readonly FileSet[],
): readonly ComposeFile[] {
  const files = new Set(named);
  for (const { files: own, includedFiles } of fileSets) {
    for (const file of [...own, ...includedFiles]) files.add(file);
  }
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
