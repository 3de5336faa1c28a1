import { nameOf } from '../base/project-path.ts';

/** In the order in which Compose looks for them. */
export const baseNames: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];

/** In the order in which Compose looks for them. */
export const overrideNames: readonly string[] = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** A name that Compose finds by itself, so that the file is a compose file whatever is in it. */
export function isStandardComposeName(path: string): boolean {
  const name = nameOf(path);
  return baseNames.includes(name) || overrideNames.includes(name);
}

/** A name that a compose file usually has; the text has to say whether it is one. */
export function isComposeName(path: string): boolean {
  return /compose[^/]*\.ya?ml$/i.test(nameOf(path));
}

/** `Dockerfile`, `Dockerfile.gpu`, `api.dockerfile`, `Containerfile`, but no template, note or backup of one. */
export function isDockerfileName(path: string): boolean {
  const name = nameOf(path);
  if (/^(?:dockerfile|containerfile)$/i.test(name)) return true;
  if (/\.(?:dockerfile|containerfile)$/i.test(name)) return true;
  return /^(?:dockerfile|containerfile)[._-]./i.test(name) && !foreignEnding.test(name);
}

const foreignEnding =
  /(?:~|\.(?:dockerignore|md|rst|txt|html|sh|py|js|ts|go|json|ya?ml|toml|lock|j2|jinja2?|tmpl|template|tpl|erb|mustache|in|bak|orig|old|swp|rej|patch|diff|log))$/i;

function isIgnoreName(path: string): boolean {
  return /\.dockerignore$/i.test(nameOf(path));
}

/** `.env`, `.env.production`, `dev.env`. */
export function isDotenvName(path: string): boolean {
  return /^\.env(?:\.[^/]+)?$|\.env$/.test(nameOf(path));
}

/** A file that findings are about, so that somebody has to be told if it cannot be read. */
export function isCheckedName(path: string): boolean {
  return isComposeName(path) || isDockerfileName(path) || isIgnoreName(path) || isDotenvName(path);
}

/** Bytes, or characters of a text that is open: reading more would keep an editor waiting. */
const largestText = 512 * 1024;
/** Python files are many and matter least. */
const largestPython = 200_000;
/** Lock files are written by programs, and change seldom. */
const largestLock = 1_000_000;

export function isTooLarge(path: string, size: number): boolean {
  const name = nameOf(path).toLowerCase();
  if (name.endsWith('.py')) return size > largestPython;
  if (/\.lock$|^pylock[^/]*\.toml$/.test(name)) return size > largestLock;
  return size > largestText;
}
