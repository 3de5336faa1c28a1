import type {
  Container,
  ContainerState,
  Health,
  Mount,
  PublishedPort,
} from '../../ports/engine-objects.ts';
import type { JsonRecord } from './json-record.ts';

/** One container out of the list. */
export function toContainer(record: JsonRecord): Container {
  const status = record.text('Status');
  const health = healthIn(status);
  const exitCode = exitCodeIn(status);
  return {
    id: record.text('Id'),
    name: nameOf(record),
    image: record.text('Image'),
    imageId: record.text('ImageID'),
    command: record.text('Command'),
    state: toState(record.text('State')),
    status,
    ...(health === undefined ? {} : { health }),
    ...(exitCode === undefined ? {} : { exitCode }),
    created: record.number('Created') * 1000,
    labels: record.map('Labels'),
    ports: record.records('Ports').map(toPort),
    mounts: record.records('Mounts').map(toMount),
    networks: record
      .record('NetworkSettings')
      .record('Networks')
      .entries()
      .map(([name]) => name),
  };
}

const states: readonly string[] = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
] satisfies readonly ContainerState[];

export function toState(word: string): ContainerState {
  const lower = word.toLowerCase();
  if (lower === 'stopped') return 'exited'; // Podman's word for a moment between two states.
  return states.includes(lower) ? (lower as ContainerState) : 'unknown';
}

export function toHealth(word: string): Health | undefined {
  return word === 'starting' || word === 'healthy' || word === 'unhealthy' ? word : undefined;
}

export function toMount(record: JsonRecord): Mount {
  const kind = record.text('Type');
  return {
    kind: kind === 'volume' || kind === 'bind' || kind === 'tmpfs' ? kind : 'other',
    name: record.text('Name'),
    source: record.text('Source'),
    destination: record.text('Destination'),
    writable: record.flag('RW'),
  };
}

function nameOf(record: JsonRecord): string {
  // A container that others link to has several names; its own has one slash only.
  const names = record.texts('Names');
  const own = names.find((name) => name.lastIndexOf('/') === 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}

function toPort(record: JsonRecord): PublishedPort {
  const hostPort = record.number('PublicPort');
  const hostAddress = record.text('IP');
  return {
    containerPort: record.number('PrivatePort'),
    protocol: record.text('Type') || 'tcp',
    ...(hostPort === 0 ? {} : { hostPort }),
    ...(hostAddress === '' ? {} : { hostAddress }),
  };
}

/** The list says health and exit code in its status text only; asking for each container would cost a call apiece. */
function healthIn(status: string): Health | undefined {
  return toHealth(/\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1] ?? '');
}

function exitCodeIn(status: string): number | undefined {
  const code = /^Exited \((-?\d+)\)/.exec(status)?.[1];
  return code === undefined ? undefined : Number(code);
}
