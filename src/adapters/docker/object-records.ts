import type {
  EngineAbout,
  EngineEvent,
  FileChange,
  ImageDetails,
  ImageSummary,
  Network,
  Volume,
} from '../../ports/engine-objects.ts';
import type { JsonRecord } from './json-record.ts';

export function toAbout(record: JsonRecord): EngineAbout {
  const isPodman = record.records('Components').some((part) => /podman/i.test(part.text('Name')));
  return {
    kind: isPodman ? 'podman' : 'docker',
    version: record.text('Version'),
    apiVersion: record.text('ApiVersion'),
    os: record.text('Os'),
    architecture: record.text('Arch'),
  };
}

export function toImageSummary(record: JsonRecord): ImageSummary {
  return {
    id: record.text('Id'),
    tags: record.texts('RepoTags').filter((tag) => tag !== '<none>:<none>'),
    labels: record.map('Labels'),
    size: record.number('Size'),
    created: record.number('Created') * 1000,
  };
}

export function toImageDetails(record: JsonRecord): ImageDetails {
  const config = record.record('Config');
  return {
    id: record.text('Id'),
    tags: record.texts('RepoTags'),
    os: record.text('Os'),
    architecture: record.text('Architecture'),
    size: record.number('Size'),
    env: config.texts('Env'),
    entrypoint: config.texts('Entrypoint'),
    command: config.texts('Cmd'),
    user: config.text('User'),
    labels: config.map('Labels'),
  };
}

const anonymousName = /^[0-9a-f]{64}$/;

export function toVolume(record: JsonRecord): Volume {
  const created = record.time('CreatedAt');
  const labels = record.map('Labels');
  const name = record.text('Name');
  return {
    name,
    driver: record.text('Driver'),
    labels,
    ...(created === undefined ? {} : { created }),
    anonymous: 'com.docker.volume.anonymous' in labels || anonymousName.test(name),
  };
}

export function toNetwork(record: JsonRecord): Network {
  return {
    id: record.text('Id'),
    name: record.text('Name'),
    driver: record.text('Driver'),
    labels: record.map('Labels'),
  };
}

export function toFileChange(record: JsonRecord): FileChange {
  const kinds = ['modified', 'added', 'deleted'] as const;
  return { path: record.text('Path'), kind: kinds[record.number('Kind')] ?? 'modified' };
}

/** Docker tells times in nanoseconds too, beyond what a number holds exactly; milliseconds are enough for us. */
export function toEvent(record: JsonRecord): EngineEvent {
  const nanoseconds = record.number('timeNano');
  const actor = record.record('Actor');
  return {
    type: record.text('Type'),
    action: record.text('Action') || record.text('status'),
    id: actor.text('ID') || record.text('id'),
    attributes: actor.map('Attributes'),
    time: nanoseconds > 0 ? Math.floor(nanoseconds / 1e6) : record.number('time') * 1000,
  };
}
