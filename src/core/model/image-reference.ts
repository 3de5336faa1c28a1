import type { ImageReference, ScalarTextLike } from './project.ts';

/** Takes `registry/repository:tag@digest` apart. Any text gives a reference. */
export function parseImageReference(source: ScalarTextLike): ImageReference {
  const { text, at, isKnown } = source;
  const digestAt = text.indexOf('@');
  const named = digestAt === -1 ? text : text.slice(0, digestAt);
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const registry = findRegistry(path);
  const repository = registry === undefined ? path : path.slice(registry.length + 1);
  const isHub = registry === undefined || registry === 'docker.io';
  return {
    text,
    at,
    isKnown,
    registry,
    repository: isHub && repository.startsWith('library/') ? repository.slice(8) : repository,
    tag: colon === -1 ? undefined : named.slice(colon + 1),
    digest: digestAt === -1 ? undefined : text.slice(digestAt + 1),
  };
}

/** The first part is a registry where it has a dot or a port, or is `localhost`. */
function findRegistry(path: string): string | undefined {
  const slash = path.indexOf('/');
  if (slash === -1) return undefined;
  const first = path.slice(0, slash);
  return first === 'localhost' || /[.:]/.test(first) ? first : undefined;
}
