import type { Container } from '../ports/engine-objects.ts';
import type { DeclaredProject } from './declared-project.ts';
import { composeLabels, isOwnObject } from './object-labels.ts';

/** Containers sorted by what they belong to. Each container is in exactly one place; objects of ours are in none. */
export interface JoinedServices {
  readonly declared: readonly JoinedProject[];
  /** Compose projects that no file in the workspace declares, by name. */
  readonly foreign: readonly ForeignProject[];
  readonly loose: readonly Container[];
}

export interface JoinedProject {
  readonly project: DeclaredProject;
  /** Containers by service, those of services that the file does not name any more included. */
  readonly containers: ReadonlyMap<string, readonly Container[]>;
  /** The name it runs under, which `-p` may have made another than the declared one. */
  readonly runningName: string | undefined;
}

export interface ForeignProject {
  readonly name: string;
  readonly containers: readonly Container[];
}

/** How surely a container belongs to a project: by its files, by its folder and name, or by its name alone. */
type Match = 3 | 2 | 1 | 0;

export function joinServices(
  projects: readonly DeclaredProject[],
  containers: readonly Container[],
): JoinedServices {
  const owned = new Map<DeclaredProject, Container[]>(projects.map((project) => [project, []]));
  const foreign = new Map<string, Container[]>();
  const loose: Container[] = [];
  for (const container of containers) {
    if (isOwnObject(container.labels)) continue;
    const owner = findOwner(projects, container);
    const projectName = container.labels[composeLabels.project];
    if (owner !== undefined) owned.get(owner)?.push(container);
    else if (projectName === undefined || projectName === '') loose.push(container);
    else foreign.set(projectName, [...(foreign.get(projectName) ?? []), container]);
  }
  return {
    declared: projects.map((project) => toJoined(project, owned.get(project) ?? [])),
    foreign: [...foreign]
      .map(([name, members]) => ({ name, containers: members.sort(byName) }))
      .sort((a, b) => compareText(a.name, b.name)),
    loose: loose.sort(byName),
  };
}

/** Services so that what one depends on comes before it; otherwise as written. A circle is cut where it is met. */
export function inDependencyOrder<
  Service extends { readonly name: string; readonly dependsOn: readonly string[] },
>(services: readonly Service[]): readonly Service[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const done = new Set<Service>();
  const visit = (service: Service, path: ReadonlySet<Service>): void => {
    if (done.has(service) || path.has(service)) return;
    const next = new Set(path).add(service);
    for (const name of service.dependsOn) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed, next);
    }
    done.add(service);
  };
  for (const service of services) visit(service, new Set());
  return [...done];
}

function toJoined(project: DeclaredProject, containers: readonly Container[]): JoinedProject {
  const byService = new Map<string, Container[]>();
  for (const container of containers) {
    const service = container.labels[composeLabels.service] ?? '';
    byService.set(service, [...(byService.get(service) ?? []), container]);
  }
  for (const members of byService.values()) members.sort(byNumber);
  const names = new Set(containers.map((container) => container.labels[composeLabels.project]));
  const runningName = names.has(project.projectName)
    ? project.projectName
    : [...names].find((name) => name !== undefined);
  return { project, containers: byService, runningName };
}

function findOwner(
  projects: readonly DeclaredProject[],
  container: Container,
): DeclaredProject | undefined {
  let best: DeclaredProject | undefined;
  let bestMatch: Match = 0;
  for (const project of projects) {
    const match = matchOf(project, container);
    if (match > bestMatch) [best, bestMatch] = [project, match];
  }
  return best;
}

function matchOf(project: DeclaredProject, container: Container): Match {
  const { labels } = container;
  const hasName = labels[composeLabels.project] === project.projectName;
  const workingDir = labels[composeLabels.workingDir];
  const configFiles = labels[composeLabels.configFiles];
  // The label joins paths by commas, which paths may hold too: so it is compared whole and never split.
  if (configFiles !== undefined && samePath(configFiles, project.files.join(','))) return 3;
  if (workingDir === undefined) return hasName ? 1 : 0;
  return hasName && samePath(workingDir, project.directory) ? 2 : 0;
}

/** Paths in labels come from the machine that ran Compose; on Windows they differ in case and slashes. */
function samePath(left: string, right: string): boolean {
  return comparable(left) === comparable(right);
}

function comparable(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/\/+$/, '');
  return /^[a-z]:/i.test(slashed) ? slashed.toLowerCase() : slashed;
}

function byName(left: Container, right: Container): number {
  return compareText(left.name, right.name);
}

function byNumber(left: Container, right: Container): number {
  const number = (container: Container): number =>
    Number(container.labels[composeLabels.number] ?? Number.MAX_SAFE_INTEGER);
  return number(left) - number(right) || byName(left, right);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
