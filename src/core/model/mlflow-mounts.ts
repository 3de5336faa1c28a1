import type { Mount, Service } from './project.ts';

/** The mount that a path of a container lies in. */
export function findMount({ mounts }: Service, path: string): Mount | undefined {
  return mounts
    .filter(({ target }) => path === target || path.startsWith(target.replace(/\/?$/, '/')))
    .toSorted((a, b) => b.target.length - a.target.length)[0];
}

/** Where a path of a container lies outside of it: the same for two services that have the same file. */
export function findSharedPlace(service: Service, path: string): string | undefined {
  const mount = findMount(service, path);
  if (mount?.source === undefined || !mount.isKnown) return undefined;
  const rest = path.slice(mount.target.replace(/\/$/, '').length);
  return `${mount.kind}:${mount.source.replace(/\/$/, '')}${rest}`;
}
