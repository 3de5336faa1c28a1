import type { Span } from '../base/span.ts';
import type {
  DependencyGroup,
  LockedDependency,
  LockedPackage,
  LockFile,
} from '../syntax/requirements-tree.ts';
import { isForLinux, toPinned, type InstalledPackage } from './python-packages.ts';

/** Which of a project's packages a command asks for. */
export interface GroupChoice {
  readonly hasMain: boolean;
  /** Whether a group is installed, by its name. */
  hasGroup(name: string, isOptional: boolean): boolean;
  hasExtra(name: string): boolean;
}

/** The groups of a list that a choice takes. Build requirements stay out of the image. */
export function chooseGroups(
  groups: readonly DependencyGroup[],
  choice: GroupChoice,
): readonly DependencyGroup[] {
  const chosen = new Set<DependencyGroup>();
  const add = (group: DependencyGroup): void => {
    if (chosen.has(group)) return;
    chosen.add(group);
    for (const name of group.includes) {
      const included = groups.find((other) => other.kind === 'group' && other.name === name);
      if (included !== undefined) add(included);
    }
  };
  for (const group of groups) {
    const { kind, name, isOptional } = group;
    if (kind === 'main' && choice.hasMain) add(group);
    else if (kind === 'group' && choice.hasGroup(name, isOptional)) add(group);
    else if (kind === 'extra' && choice.hasExtra(name)) add(group);
  }
  return [...chosen];
}

/** What a lock file gives for some roots: they and all that they need, each at its version. */
export function readClosure(
  lock: LockFile,
  roots: readonly LockedDependency[],
  installedAt: Span,
): readonly InstalledPackage[] {
  const byName = new Map<string, LockedPackage[]>();
  for (const locked of lock.packages) {
    const known = byName.get(locked.name);
    if (known === undefined) byName.set(locked.name, [locked]);
    else known.push(locked);
  }
  const seen = new Set<string>();
  const queue = [...roots];
  const found: InstalledPackage[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const versions = byName.get(next.name) ?? [];
    for (const { extras } of versions) {
      for (const extra of next.extras) {
        const key = `${next.name}[${extra}]`;
        if (!seen.has(key)) queue.push(...(extras.get(extra) ?? []));
        seen.add(key);
      }
    }
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    for (const locked of versions) queue.push(...locked.dependencies);
    const installed = toLockedPackage(versions, installedAt);
    if (installed !== undefined) found.push(installed);
  }
  return found;
}

/** Every package of a lock file that belongs to some groups; all of them where the file names no groups. */
export function readLockedGroups(
  lock: LockFile,
  hasGroup: (name: string) => boolean,
  installedAt: Span,
): readonly InstalledPackage[] {
  return lock.packages.flatMap((locked) => {
    const isWanted = locked.groups.length === 0 || locked.groups.some((name) => hasGroup(name));
    return isWanted ? (toLockedPackage([locked], installedAt) ?? []) : [];
  });
}

/** What a lock file installs for its own project, as uv does. */
export function findLocalRoots(
  lock: LockFile,
  project: string | undefined,
  choice: GroupChoice,
): readonly LockedDependency[] {
  const locals = lock.packages.filter(({ isLocal }) => isLocal);
  const own = locals.filter(({ name }) => name === project);
  return (own.length > 0 ? own : locals).flatMap((local) => [
    ...(choice.hasMain ? local.dependencies : []),
    ...[...local.groupDependencies].flatMap(([name, needed]) =>
      choice.hasGroup(name, false) ? needed : [],
    ),
    ...[...local.extras].flatMap(([name, needed]) => (choice.hasExtra(name) ? needed : [])),
  ]);
}

export function toRoots(groups: readonly DependencyGroup[]): readonly LockedDependency[] {
  return groups.flatMap(({ requirements }) =>
    requirements.filter(({ marker }) => isForLinux(marker)),
  );
}

/** Several versions of one package are for several Pythons or systems: then nobody knows which it is. */
function toLockedPackage(
  versions: readonly LockedPackage[],
  installedAt: Span,
): InstalledPackage | undefined {
  const [first] = versions;
  if (first === undefined || first.isLocal) return undefined;
  const isOne = versions.every(({ version }) => version === first.version);
  const at = first.version === undefined ? first.nameAt : first.versionAt;
  return toPinned(
    { name: first.name, at, evidence: 'locked', installedAt, location: undefined },
    isOne ? first.version : undefined,
  );
}
