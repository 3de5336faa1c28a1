import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { FileSet, PublishedPort, Service } from '../../../src/core/model/project.ts';
import { ensureDockerPackages } from '../../../src/build/services/docker-packages.ts';

const run = promisify(execFile);

/** A service in the words that Compose and we share. */
export interface PlainService {
  readonly image: string | null;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly environment: Readonly<Record<string, string | null>>;
  readonly ports: readonly string[];
  readonly mounts: readonly string[];
  readonly dependsOn: readonly string[];
  readonly networks: readonly string[];
  readonly test: readonly string[] | null;
  readonly build: Readonly<Record<string, unknown>> | null;
  readonly restart: string | null;
}

export type PlainProject = Readonly<Record<string, PlainService>>;

/** What `docker compose config` makes of the files; undefined where it refuses them. */
export async function askCompose(
  folder: string,
  files: readonly string[],
): Promise<{ readonly project?: PlainProject; readonly refusal?: string }> {
  const { cliPlugins } = await ensureDockerPackages('newest');
  const program = cliPlugins.find((path) => path.endsWith('/docker-compose')) ?? 'docker-compose';
  const names = files.flatMap((file) => ['--file', file]);
  const options = ['--profile', '*', ...names, 'config', '--no-consistency', '--format', 'json'];
  try {
    const { stdout } = await run(program, options, {
      cwd: folder,
      env: { HOME: folder, PATH: '/usr/bin:/bin' },
      timeout: 20_000,
    });
    const { services } = JSON.parse(unescapeDollars(stdout)) as { services: ComposeServices };
    return { project: mapValues(services ?? {}, (service) => fromCompose(service, folder)) };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr === undefined || stderr === '') throw error;
    return { refusal: stderr };
  }
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export function fromFileSet(fileSet: FileSet): PlainProject {
  return Object.fromEntries(
    fileSet.services.map((service) => [service.name, fromService(service)]),
  );
}

function fromService(service: Service): PlainService {
  const { build, healthcheck } = service;
  return {
    image: service.image?.text ?? null,
    command: service.command?.words.map(({ text }) => text) ?? null,
    entrypoint: service.entrypoint?.words.map(({ text }) => text) ?? null,
    environment: Object.fromEntries(
      service.environment.map(({ name, value }) => [name, value?.text ?? null]),
    ),
    ports: [...new Set(service.ports.flatMap(expandPort))].sort(),
    mounts: service.mounts
      .map(
        ({ kind, source, sourcePath, target, isReadOnly }) =>
          `${kind} ${kind === 'bind' ? (sourcePath ?? source ?? '') : (source ?? '')} ${target} ${isReadOnly ? 'ro' : 'rw'}`,
      )
      .sort(),
    dependsOn: service.dependsOn
      .map(({ service: name, condition, isRequired }) => `${name} ${condition} ${isRequired}`)
      .sort(),
    networks: service.networks.map(({ name }) => name).sort(),
    test: healthcheck?.test === undefined ? null : testOf(service),
    build:
      build === undefined
        ? null
        : {
            context: build.context ?? null,
            dockerfile: build.dockerfile ?? null,
            target: build.target?.text ?? null,
            args: Object.fromEntries(
              [...build.args].map(([name, value]) => [name, value?.text ?? null]),
            ),
          },
    restart: service.restart?.text ?? null,
  };
}

/** The words that a health check starts, without Compose's marker. */
function testOf({ healthcheck }: Service): readonly string[] {
  return healthcheck?.test?.words.map(({ text }) => text) ?? [];
}

function expandPort({ hostIp, published, target, protocol }: PublishedPort): string[] {
  const first = target?.first ?? 0;
  const count = (target?.last ?? first) - first + 1;
  return Array.from({ length: count }, (_, index) => {
    const isRange = published !== undefined && published.last > published.first && count === 1;
    const host =
      published === undefined
        ? ''
        : isRange
          ? `${published.first}-${published.last}`
          : String(published.first + index);
    return `${hostIp ?? ''}:${host}:${first + index}/${protocol}`;
  });
}

interface ComposeService {
  readonly image?: string;
  readonly command?: readonly string[] | null;
  readonly entrypoint?: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly {
    readonly host_ip?: string;
    readonly published?: string;
    readonly target: number;
    readonly protocol: string;
  }[];
  readonly volumes?: readonly {
    readonly type: string;
    readonly source?: string;
    readonly target: string;
    readonly read_only?: boolean;
  }[];
  readonly depends_on?: Readonly<
    Record<string, { readonly condition: string; readonly required: boolean }>
  >;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly build?: {
    readonly context: string;
    readonly dockerfile?: string;
    readonly target?: string;
    readonly args?: Readonly<Record<string, string | null>>;
  };
  readonly restart?: string;
}

type ComposeServices = Readonly<Record<string, ComposeService>>;

function fromCompose(service: ComposeService, folder: string): PlainService {
  const inside = (path: string): string => {
    const within = relative(folder, path);
    return within.startsWith('..') ? path : within;
  };
  const { build, healthcheck } = service;
  return {
    image: service.image ?? null,
    command: service.command ?? null,
    entrypoint: service.entrypoint ?? null,
    environment: service.environment ?? {},
    ports: (service.ports ?? [])
      .map(
        ({ host_ip: ip, published, target, protocol }) =>
          `${ip ?? ''}:${published ?? ''}:${target}/${protocol}`,
      )
      .sort(),
    mounts: (service.volumes ?? [])
      .map(
        ({ type, source, target, read_only: isReadOnly }) =>
          `${type} ${type === 'bind' ? inside(source ?? '') : (source ?? '')} ${target} ${isReadOnly === true ? 'ro' : 'rw'}`,
      )
      .sort(),
    dependsOn: Object.entries(service.depends_on ?? {})
      .map(([name, { condition, required }]) => `${name} ${condition} ${required}`)
      .sort(),
    networks: Object.keys(service.networks ?? {})
      .filter((name) => name !== 'default')
      .sort(),
    test: healthcheck?.test === undefined ? null : testWords(healthcheck.test),
    build:
      build === undefined
        ? null
        : {
            context: inside(build.context),
            dockerfile: inside(join(build.context, build.dockerfile ?? 'Dockerfile')),
            target: build.target ?? null,
            args: build.args ?? {},
          },
    restart: service.restart ?? null,
  };
}

function testWords([marker, ...words]: readonly string[]): readonly string[] | null {
  if (marker === 'NONE') return null;
  return marker === 'CMD-SHELL' ? (words[0] ?? '').split(' ') : words;
}

/** Compose prints values so that they can be read again: a dollar is doubled. */
function unescapeDollars(text: string): string {
  return text.replaceAll('$$', '$');
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
