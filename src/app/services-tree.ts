import type { Container } from '../ports/engine-objects.ts';
import { toContainerLook, hasFailed } from './container-row.ts';
import type { DeclaredProject, DeclaredService } from './declared-project.ts';
import type { EngineState } from './engine-state.ts';
import { inDependencyOrder, joinServices } from './join-services.ts';
import type { ForeignProject, JoinedProject } from './join-services.ts';
import { inEnglish, type Localize } from './localize.ts';
import { engineNotice, noticeRow } from './notices.ts';
import { composeLabels } from './object-labels.ts';
import { plainText } from './plain-text.ts';
import { treeCommands } from './tree-commands.data.ts';
import type { ViewNode } from './view-node.ts';

export interface ServicesTreeInput {
  readonly projects: readonly DeclaredProject[];
  readonly engine: EngineState;
  /** Whether the workspace may open connections and start programs. */
  readonly trusted: boolean;
  readonly localize?: Localize;
}

/** The Services view: what the files declare first, joined with what runs; then what runs without a file here. */
export function servicesTree(input: ServicesTreeInput): readonly ViewNode[] {
  const { localize = inEnglish } = input;
  const isConnected = input.trusted && input.engine.kind === 'connected';
  const containers =
    input.engine.kind === 'connected' && isConnected ? input.engine.snapshot.containers : [];
  const joined = joinServices(input.projects, containers);
  const notice = engineNotice(input.engine, input.trusted, localize);
  return [
    ...(notice === undefined ? [] : [notice]),
    ...(input.projects.length === 0 ? [noComposeFile(localize)] : []),
    ...joined.declared.map((project) =>
      projectRow(project, {
        isConnected,
        isAlone: isOnlyOfItsName(project, joined.declared),
        localize,
      }),
    ),
    ...(joined.foreign.length > 0 ? [foreignGroup(joined.foreign, localize)] : []),
    ...(joined.loose.length > 0 ? [looseGroup(joined.loose, localize)] : []),
  ];
}

/** How many services failed, for the badge of the view. */
export function countFailed(input: ServicesTreeInput): number {
  if (!input.trusted || input.engine.kind !== 'connected') return 0;
  const joined = joinServices(input.projects, input.engine.snapshot.containers);
  return joined.declared
    .flatMap((project) => [...project.containers.values()])
    .filter((members) => members.some(hasFailed)).length;
}

function noComposeFile(localize: Localize): ViewNode {
  return noticeRow({
    id: 'no-compose-file',
    label: localize('No compose file in this workspace: add a service'),
    icon: 'new-file',
    command: treeCommands.createCompose,
  });
}

function isOnlyOfItsName(joined: JoinedProject, all: readonly JoinedProject[]): boolean {
  const name = joined.project.projectName;
  return all.filter(({ project }) => project.projectName === name).length === 1;
}

function projectRow(
  joined: JoinedProject,
  view: { readonly isConnected: boolean; readonly isAlone: boolean; readonly localize: Localize },
): ViewNode {
  const { project } = joined;
  const { isConnected, localize } = view;
  const running = [...joined.containers.values()].filter((members) =>
    members.some(isRunning),
  ).length;
  const total = project.services.length;
  const name = joined.runningName ?? project.projectName;
  const children = serviceRows(joined, isConnected, localize);
  return {
    id: projectId(project),
    kind: 'project',
    label: plainText(name),
    detail: [
      isConnected ? runningText(running, total, localize) : serviceCount(total, localize),
      ...(view.isAlone ? [] : [plainText(shortPath(project))]),
    ].join(' · '),
    tooltip: project.files.map((file) => plainText(file, 500)).join('\n'),
    icon: 'layers',
    context: ['project', running > 0 ? 'running' : 'stopped', ...(isConnected ? ['engine'] : [])],
    target: { kind: 'fileSet', root: project.root, fileSet: project.fileSet },
    expanded: true,
    children: () => Promise.resolve(children),
  };
}

function serviceRows(
  joined: JoinedProject,
  isConnected: boolean,
  localize: Localize,
): readonly ViewNode[] {
  const { project, containers } = joined;
  const declared = inDependencyOrder(project.services);
  const names = new Set(declared.map((service) => service.name));
  const undeclared = [...containers].filter(([name]) => !names.has(name));
  return [
    ...declared.map((service) =>
      serviceRow(project, service, {
        members: containers.get(service.name) ?? [],
        isConnected,
        localize,
      }),
    ),
    ...undeclared.flatMap(([, members]) =>
      members.map((container) => containerRow(container, projectId(project), localize)),
    ),
  ];
}

interface ServiceLife {
  readonly members: readonly Container[];
  readonly isConnected: boolean;
  readonly localize: Localize;
}

function serviceRow(
  project: DeclaredProject,
  service: DeclaredService,
  life: ServiceLife,
): ViewNode {
  const id = `${projectId(project)}:service:${service.name}`;
  const common = {
    id,
    kind: 'service',
    label: plainText(service.name),
    target: {
      kind: 'service',
      root: project.root,
      fileSet: project.fileSet,
      service: service.name,
    },
    command: treeCommands.openService,
  } as const;
  const [only, ...others] = life.members;
  if (only === undefined) return { ...common, ...uncreatedLook(service, life) };
  if (others.length === 0 && !isOneOff(only)) {
    const look = toContainerLook(only, life.localize);
    return { ...common, ...look, context: ['service', ...look.context] };
  }
  return { ...common, ...scaledLook(life, id) };
}

function uncreatedLook(
  service: DeclaredService,
  { isConnected, localize }: ServiceLife,
): Pick<ViewNode, 'detail' | 'icon' | 'tone' | 'spoken' | 'context'> {
  const what = service.image === undefined ? localize('built here') : plainText(service.image);
  return {
    detail: isConnected ? `${localize('not created')} · ${what}` : what,
    icon: 'circle-large-outline',
    tone: 'muted',
    spoken: isConnected ? localize('not created') : localize('state not known'),
    context: ['service', isConnected ? 'uncreated' : 'unknown'],
  };
}

function scaledLook(
  { members, localize }: ServiceLife,
  id: string,
): Omit<ViewNode, 'id' | 'kind' | 'label'> {
  const running = members.filter(isRunning).length;
  const failed = members.some(hasFailed);
  const state = running > 0 ? 'running' : 'stopped';
  const rows = members.map((container) => containerRow(container, id, localize));
  return {
    detail: runningText(running, members.length, localize),
    icon: failed ? 'error' : running > 0 ? 'vm-running' : 'circle-outline',
    tone: failed ? 'bad' : running > 0 ? 'good' : 'muted',
    spoken: running > 0 ? localize('running') : localize('stopped'),
    context: ['service', 'scaled', state, ...(failed ? ['failed'] : [])],
    children: () => Promise.resolve(rows),
  };
}

function foreignGroup(projects: readonly ForeignProject[], localize: Localize): ViewNode {
  const rows = projects.map((project) => foreignRow(project, localize));
  return {
    id: 'group:foreign',
    kind: 'group',
    label: localize('Other projects'),
    detail: String(projects.length),
    icon: 'folder-library',
    context: ['group', 'foreign'],
    expanded: false,
    children: () => Promise.resolve(rows),
  };
}

function foreignRow(project: ForeignProject, localize: Localize): ViewNode {
  const id = `foreign:${project.name}`;
  const running = project.containers.filter(isRunning).length;
  const rows = project.containers.map((container) => containerRow(container, id, localize));
  return {
    id,
    kind: 'foreignProject',
    label: plainText(project.name),
    detail: runningText(running, project.containers.length, localize),
    icon: 'layers',
    context: ['foreignProject', running > 0 ? 'running' : 'stopped'],
    children: () => Promise.resolve(rows),
  };
}

function looseGroup(containers: readonly Container[], localize: Localize): ViewNode {
  const rows = containers.map((container) => containerRow(container, 'group:loose', localize));
  return {
    id: 'group:loose',
    kind: 'group',
    label: localize('Containers outside Compose'),
    detail: String(containers.length),
    icon: 'vm',
    context: ['group', 'loose'],
    expanded: true,
    children: () => Promise.resolve(rows),
  };
}

function containerRow(container: Container, parentId: string, localize: Localize): ViewNode {
  const look = toContainerLook(container, localize);
  return {
    ...look,
    // By name and not by id: a container that is made anew is the same row to a person.
    id: `${parentId}:container:${container.name}`,
    kind: 'container',
    label: plainText(container.name),
    context: ['container', ...look.context, ...(isOneOff(container) ? ['oneOff'] : [])],
    target: { kind: 'container', id: container.id, name: container.name },
  };
}

function runningText(running: number, total: number, localize: Localize): string {
  return localize('{0} of {1} running', running, total);
}

function serviceCount(count: number, localize: Localize): string {
  return count === 1 ? localize('1 service') : localize('{0} services', count);
}

/** The first file, from the workspace folder on. */
function shortPath(project: DeclaredProject): string {
  const file = project.files[0] ?? project.directory;
  return file.startsWith(project.root) ? file.slice(project.root.length + 1) : file;
}

function projectId(project: DeclaredProject): string {
  return `project:${project.directory}:${project.fileSet}`;
}

function isRunning(container: Container): boolean {
  return container.state === 'running' || container.state === 'paused';
}

function isOneOff(container: Container): boolean {
  return container.labels[composeLabels.oneOff]?.toLowerCase() === 'true';
}
