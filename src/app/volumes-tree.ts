import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { Container, Volume } from '../ports/engine-objects.ts';
import type { DeclaredProject, DeclaredVolume } from './declared-project.ts';
import type { EngineState } from './engine-state.ts';
import { inEnglish, type Localize } from './localize.ts';
import { engineNotice, noticeRow } from './notices.ts';
import { isOwnObject, toObjectLabels } from './object-labels.ts';
import { plainText } from './plain-text.ts';
import { treeCommands } from './tree-commands.data.ts';
import type { ViewNode } from './view-node.ts';
import { volumeFileRows } from './volume-file-rows.ts';
import { listVolumeFiles } from './volume-files.ts';

export interface VolumesTreeInput {
  readonly projects: readonly DeclaredProject[];
  readonly engine: EngineState;
  readonly trusted: boolean;
  /** For the labels of a container that must be made to look into a volume. */
  readonly session: string;
  readonly now: () => number;
  readonly localize?: Localize;
}

/** The Volumes view: those of the workspace's projects first, existing or not, then all others. */
export function volumesTree(input: VolumesTreeInput): readonly ViewNode[] {
  const { localize = inEnglish } = input;
  const notice = engineNotice(input.engine, input.trusted, localize);
  const declared = input.projects.flatMap((project) =>
    project.volumes.map((volume) => ({ project, volume })),
  );
  if (!input.trusted || input.engine.kind !== 'connected') {
    const rows = declared.map(({ project, volume }) =>
      absentRow(project, volume, { isConnected: false, localize }),
    );
    return [...(notice === undefined ? [] : [notice]), ...rows];
  }
  const { engine, snapshot } = input.engine;
  const volumes = snapshot.volumes.filter((volume) => !isOwnObject(volume.labels));
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  const row = (volume: Volume, users: readonly DeclaredVolume[]): ViewNode =>
    volumeRow(volume, {
      mounts: usersOf(volume.name, snapshot.containers),
      declared: users,
      localize,
      browse: (signal) => browse(engine, volume.name, input, signal),
    });
  const ownRows = declared.map(({ project, volume }) => {
    const existing = byName.get(volume.name);
    return existing === undefined
      ? absentRow(project, volume, { isConnected: true, localize })
      : row(existing, [volume]);
  });
  const declaredNames = new Set(declared.map(({ volume }) => volume.name));
  const others = volumes.filter((volume) => !declaredNames.has(volume.name));
  const rows = [
    ...uniqueById(ownRows),
    ...othersFirstNamed(others).map((volume) => row(volume, [])),
  ];
  return rows.length > 0
    ? rows
    : [noticeRow({ id: 'no-volumes', label: localize('No volumes yet') })];
}

interface VolumeUse {
  readonly container: string;
  readonly destination: string;
  readonly isRunning: boolean;
}

interface VolumeLife {
  readonly mounts: readonly VolumeUse[];
  readonly declared: readonly DeclaredVolume[];
  readonly localize: Localize;
  browse(signal: AbortSignal): Promise<readonly ViewNode[]>;
}

function volumeRow(volume: Volume, life: VolumeLife): ViewNode {
  const { localize } = life;
  const isRunning = life.mounts.some((use) => use.isRunning);
  const isUnused = life.mounts.length === 0;
  return {
    id: `volume:${volume.name}`,
    kind: 'volume',
    label: volume.anonymous ? volume.name.slice(0, 12) : plainText(volume.name),
    detail: [volume.anonymous ? localize('anonymous') : '', useText(life)]
      .filter(Boolean)
      .join(' · '),
    tooltip: tooltipOf(volume, life),
    icon: 'database',
    tone: isRunning ? 'good' : isUnused ? 'muted' : 'plain',
    spoken: isRunning
      ? localize('in use')
      : isUnused
        ? localize('not mounted')
        : localize('mounted by stopped containers'),
    context: [
      'volume',
      isRunning ? 'used' : isUnused ? 'unused' : 'stopped',
      ...(life.declared.length > 0 ? ['declared'] : []),
    ],
    target: { kind: 'volume', name: volume.name },
    expanded: false,
    children: (signal) => life.browse(signal),
  };
}

function absentRow(
  project: DeclaredProject,
  volume: DeclaredVolume,
  { isConnected, localize }: { readonly isConnected: boolean; readonly localize: Localize },
): ViewNode {
  const services = volume.users.map((user) => user.service);
  const state = isConnected
    ? volume.external
      ? localize('external, missing')
      : localize('not created')
    : '';
  return {
    id: `volume:${volume.name}`,
    kind: 'volume',
    label: plainText(volume.key),
    detail: [state, services.map((name) => plainText(name)).join(', ')].filter(Boolean).join(' · '),
    tooltip: [
      plainText(volume.name),
      localize('Project: {0}', plainText(project.projectName)),
    ].join('\n'),
    icon: 'database',
    tone: volume.external && isConnected ? 'bad' : 'muted',
    context: ['volume', isConnected ? 'uncreated' : 'unknown', 'declared'],
  };
}

function useText(life: VolumeLife): string {
  const { localize } = life;
  const running = life.mounts.filter((use) => use.isRunning).map((use) => plainText(use.container));
  if (running.length > 0) return localize('used by {0}', running.join(', '));
  const stopped = life.mounts.map((use) => plainText(use.container));
  if (stopped.length > 0) return localize('used by {0} (stopped)', stopped.join(', '));
  const services = life.declared.flatMap((volume) => volume.users.map((user) => user.service));
  return services.length > 0
    ? localize('declared by {0}', services.map((name) => plainText(name)).join(', '))
    : localize('not used');
}

function tooltipOf(volume: Volume, life: VolumeLife): string {
  const { localize } = life;
  return [
    plainText(volume.name),
    localize('Driver: {0}', plainText(volume.driver)),
    ...(volume.created === undefined
      ? []
      : [localize('Created: {0}', new Date(volume.created).toISOString())]),
    ...life.mounts.map((use) => {
      const text = `${plainText(use.container)}: ${plainText(use.destination)}`;
      return use.isRunning ? text : localize('{0} (stopped)', text);
    }),
  ].join('\n');
}

function usersOf(name: string, containers: readonly Container[]): readonly VolumeUse[] {
  return containers
    .filter((container) => !isOwnObject(container.labels))
    .flatMap((container) =>
      container.mounts
        .filter((mount) => mount.kind === 'volume' && mount.name === name)
        .map((mount) => ({
          container: container.name,
          destination: mount.destination,
          isRunning: container.state === 'running' || container.state === 'paused',
        })),
    );
}

async function browse(
  engine: ContainerEngine,
  volume: string,
  input: VolumesTreeInput,
  signal: AbortSignal,
): Promise<readonly ViewNode[]> {
  const helperLabels = toObjectLabels({
    role: 'helper',
    session: input.session,
    source: '',
    created: input.now(),
  });
  try {
    const listing = await listVolumeFiles({ engine, volume, helperLabels }, '', signal);
    return volumeFileRows(volume, listing, input.localize);
  } catch (error) {
    if (signal.aborted || !isEngineError(error)) throw error;
    return [
      noticeRow({
        id: `volume:${volume}`,
        context: 'unreadable',
        label: plainText(error.message),
        icon: 'warning',
        tone: 'bad',
        command: treeCommands.retryEngine,
      }),
    ];
  }
}

/** Two file sets of a workspace may declare the same volume; a row stands for the thing in the engine. */
function uniqueById(rows: readonly ViewNode[]): readonly ViewNode[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function othersFirstNamed(volumes: readonly Volume[]): readonly Volume[] {
  return [...volumes].sort(
    (a, b) => Number(a.anonymous) - Number(b.anonymous) || (a.name < b.name ? -1 : 1),
  );
}
