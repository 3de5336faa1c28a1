import { nameOf } from '../base/project-path.ts';
import { isCheckedName } from './file-names.ts';
import { createFileSet, createFileSetDraft } from './file-set-draft.ts';
import { findComposeFiles, planFileSets } from './file-sets.ts';
import { createProjectCache } from './project-cache.ts';
import type { ProjectCache } from './project-cache.ts';
import { ProjectTexts } from './project-texts.ts';
import type { Snapshot } from './snapshot.ts';

/** Python files are many and matter least, so only the nearest to the root are read. */
const MAX_PYTHON_FILES = 300;

/**
 * Files that are there, unread, and needed by the model, in the order of need. What compose files name is known only
 * when they are read: ask again until nothing is wanted that was not asked for before.
 */
export function findWantedFiles(
  snapshot: Snapshot,
  cache: ProjectCache = createProjectCache(),
): string[] {
  const wanted = new Set<string>();
  const python: string[] = [];
  for (const [path, text] of snapshot.files) {
    if (text !== undefined) continue;
    if (isWantedName(path)) wanted.add(path);
    else if (path.endsWith('.py')) python.push(path);
  }
  for (const path of findNamedFiles(snapshot, cache)) wanted.add(path);
  const nearest = python.sort((a, b) => depthOf(a) - depthOf(b)).slice(0, MAX_PYTHON_FILES);
  return [...wanted, ...nearest];
}

function isWantedName(path: string): boolean {
  return (
    isCheckedName(path) ||
    dependencyName.test(nameOf(path)) ||
    path.endsWith('.sh') ||
    keyName.test(path) ||
    proxyName.test(path) ||
    /(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/.test(path)
  );
}

/** Files that may begin with a private key. */
const keyName =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key))$|(?:^|\/)(?:\.ssh|ssh|keys?|secrets?)\/[^/.]+$/;

/** Files in which Prometheus, nginx and Grafana name the services that they talk to. */
const proxyName =
  /(?:^|\/)(?:prometheus[^/]*\.ya?ml|[^/]+\.conf(?:\.template)?|datasources?(?:\/[^/]*|[^/]*)\.ya?ml)$/;

const dependencyName =
  /^(?:\.?drydock\.ya?ml|\.hadolint\.ya?ml|\.dclintrc(?:\.(?:json|ya?ml))?|\.gitignore|\.python-version|pyproject\.toml|setup\.(?:py|cfg)|pipfile|(?:uv|poetry|pipfile)\.lock|pylock[^/]*\.toml|mlproject|(?:conda|env)[^/]*\.ya?ml|[^/]*(?:requirements|constraints)[^/]*\.(?:txt|in))$/i;

/** What compose files name: Dockerfiles, env files, other compose files. */
function findNamedFiles(snapshot: Snapshot, cache: ProjectCache): ReadonlySet<string> {
  const texts = new ProjectTexts(snapshot, cache);
  for (const plan of planFileSets(findComposeFiles(texts), texts)) {
    const draft = createFileSetDraft(plan, texts);
    createFileSet(draft, texts, new Map());
    for (const { dockerfile } of draft.builds) {
      if (dockerfile !== undefined) texts.findDockerfile(dockerfile);
    }
  }
  return texts.unread;
}

function depthOf(path: string): number {
  return path.split('/').length;
}
