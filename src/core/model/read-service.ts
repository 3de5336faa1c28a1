import type { Entry, MapValue, Value } from '../syntax/value.ts';
import { parseImageReference } from './image-reference.ts';
import type { Dependency, ImageReference, Service, ServiceNetwork } from './project.ts';
import { readBuild } from './service-build.ts';
import { findValue, isFalse } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';
import { readEnvFiles, readEnvironment } from './service-environment.ts';
import { readMounts } from './service-mounts.ts';
import { readPorts } from './service-ports.ts';
import { readHealthcheck, readProcess } from './service-process.ts';

/** A service of the merged document with its keys understood, whichever form they are written in. */
export function readService(entry: Entry, context: ServiceContext): Service {
  const value: MapValue =
    entry.value?.kind === 'map'
      ? entry.value
      : { kind: 'map', at: entry.value?.at ?? entry.at, entries: new Map() };
  const find = (key: string): Value | undefined => findValue(value, key);
  const envFiles = readEnvFiles(find('env_file'), context);
  return {
    name: entry.key,
    nameAt: entry.keyAt,
    entry,
    value,
    image: readImage(find('image'), context),
    build: readBuild(find('build'), context),
    command: readProcess(find('command'), context),
    entrypoint: readProcess(find('entrypoint'), context),
    containerName: context.readScalar(find('container_name')),
    hostname: context.readScalar(find('hostname')),
    environment: readEnvironment(find('environment'), envFiles, context),
    envFiles,
    ports: readPorts(find('ports'), context),
    mounts: readMounts(find('volumes'), context),
    networks: readNetworks(find('networks'), context),
    networkMode: context.readScalar(find('network_mode')),
    dependsOn: readDependencies(find('depends_on'), context),
    healthcheck: readHealthcheck(find('healthcheck'), context),
    restart: context.readScalar(find('restart')),
    profiles: readTexts(find('profiles'), context),
  };
}

function readImage(value: Value | undefined, context: ServiceContext): ImageReference | undefined {
  const scalar = context.readScalar(value);
  return scalar === undefined ? undefined : parseImageReference(scalar);
}

function readTexts(value: Value | undefined, context: ServiceContext): readonly string[] {
  const items = value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) => context.readScalar(item)?.text ?? []);
}

function readNetworks(
  value: Value | undefined,
  context: ServiceContext,
): readonly ServiceNetwork[] {
  if (value?.kind === 'list') {
    return value.items.flatMap((item) => {
      const scalar = context.readScalar(item);
      return scalar === undefined ? [] : [{ name: scalar.text, at: scalar.at, aliases: [] }];
    });
  }
  if (value?.kind !== 'map') return [];
  return [...value.entries.values()].map((entry) => {
    const aliases = entry.value?.kind === 'map' ? findValue(entry.value, 'aliases') : undefined;
    return { name: entry.key, at: entry.keyAt, aliases: readTexts(aliases, context) };
  });
}

function readDependencies(
  value: Value | undefined,
  context: ServiceContext,
): readonly Dependency[] {
  if (value?.kind === 'list') {
    return value.items.flatMap((item): Dependency[] => {
      const scalar = context.readScalar(item);
      if (scalar === undefined) return [];
      const { text, at } = scalar;
      return [{ service: text, at, condition: 'service_started', isRequired: true, isShort: true }];
    });
  }
  if (value?.kind !== 'map') return [];
  return [...value.entries.values()].map((entry): Dependency => {
    const find = (key: string): Value | undefined =>
      entry.value?.kind === 'map' ? findValue(entry.value, key) : undefined;
    return {
      service: entry.key,
      at: entry.keyAt,
      condition: toCondition(context.readText(find('condition'))),
      isRequired: !isFalse(find('required')),
      // A short entry that was merged with long ones has one place for key and value.
      isShort: entry.value?.at === entry.keyAt,
    };
  });
}

function toCondition(text: string | undefined): Dependency['condition'] {
  return text === 'service_healthy' || text === 'service_completed_successfully'
    ? text
    : 'service_started';
}
