import { readTarEntries } from '../../src/app/tar-entries.ts';
import { writeTar } from '../../src/app/write-tar.ts';
import type { ByteSession, OutputChunk } from '../../src/ports/byte-session.ts';
import type {
  AttachOptions,
  ContainerEngine,
  ExecOptions,
  ExitWatch,
  InspectOptions,
  LabelFilter,
  LogOptions,
  RemoveOptions,
} from '../../src/ports/container-engine.ts';
import type { EngineFailure } from '../../src/ports/engine-error.ts';
import { EngineError } from '../../src/ports/engine-error.ts';
import type {
  CommitSpec,
  Container,
  ContainerDetails,
  ContainerSpec,
  EngineAbout,
  EngineEvent,
  FileChange,
  ImageDetails,
  ImageSummary,
  Labels,
  Network,
  PathStat,
  Volume,
} from '../../src/ports/engine-objects.ts';
import { contractPrograms } from '../contract/contract-programs.data.ts';
import type { ContractProgram } from '../contract/contract-programs.data.ts';
import { Channel } from './channel.ts';
import { FakeContainer } from './fake-container.ts';

interface FakeImage {
  readonly id: string;
  readonly tags: readonly string[];
  readonly labels: Labels;
  readonly env: readonly string[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A call that a test can look at or make fail, such as `start`. */
export type FakeCall = keyof ContainerEngine;

const base = 1_700_000_000_000;

/** An engine in memory. It passes the same contract as a real one; its containers run what the contract's programs say. */
export class FakeEngine implements ContainerEngine {
  readonly address = 'unix:///fake/docker.sock';
  /** What was asked, in order, for tests of how often and in which order something is asked. */
  readonly calls: FakeCall[] = [];
  readonly containers = new Map<string, FakeContainer>();
  readonly images = new Map<string, FakeImage>();
  readonly volumes = new Map<
    string,
    { readonly created: number; files: Map<string, Uint8Array> }
  >();
  identity: EngineAbout = {
    kind: 'docker',
    version: '28.0.0',
    apiVersion: '1.51',
    os: 'linux',
    architecture: 'amd64',
  };
  readonly #listeners = new Set<Channel<EngineEvent>>();
  readonly #faults = new Map<FakeCall, EngineError>();
  readonly #programs: readonly ContractProgram[];
  #counter = 0;
  #clock = base;

  constructor(programs: readonly ContractProgram[] = []) {
    this.#programs = [...Object.values(contractPrograms), ...programs];
  }

  /** The next calls of this kind fail, until it is called without a failure. */
  failOn(call: FakeCall, failure?: EngineFailure, said?: string): void {
    if (failure === undefined) this.#faults.delete(call);
    else
      this.#faults.set(
        call,
        new EngineError(failure, `Made to fail: ${call}.`, { said: said ?? '' }),
      );
  }

  /** The event streams break, as when the engine goes away. */
  cut(): void {
    for (const listener of this.#listeners) listener.fail(new EngineError('protocol', 'Cut.'));
    this.#listeners.clear();
  }

  addImage(tag: string, files: Readonly<Record<string, string>> = { '/bin/sh': '#!' }): string {
    const id = `sha256:${this.#newId()}`;
    const bytes = Object.entries(files).map(([path, text]) => [path, encode(text)] as const);
    this.images.set(id, { id, tags: [tag], labels: {}, env: [], files: new Map(bytes) });
    return id;
  }

  async about(signal: AbortSignal): Promise<EngineAbout> {
    await this.#enter('about', signal);
    return this.identity;
  }

  async listContainers(filter: LabelFilter, signal: AbortSignal): Promise<readonly Container[]> {
    await this.#enter('listContainers', signal);
    const all = [...this.containers.values()].map((container) => container.toContainer());
    return all.filter((container) => matches(container.labels, filter));
  }

  async inspectContainer(
    id: string,
    _options: InspectOptions,
    signal: AbortSignal,
  ): Promise<ContainerDetails> {
    await this.#enter('inspectContainer', signal);
    return this.#container(id).toDetails();
  }

  async createContainer(spec: ContainerSpec, signal: AbortSignal): Promise<string> {
    await this.#enter('createContainer', signal);
    const image = this.#image(spec.image);
    const files = new Map(image.files);
    for (const mount of spec.mounts ?? []) {
      if (mount.kind !== 'volume') continue;
      const volume = this.volumes.get(mount.source) ?? { created: this.#now(), files: new Map() };
      this.volumes.set(mount.source, volume);
      for (const [path, bytes] of volume.files) files.set(`${mount.target}${path}`, bytes);
    }
    const labels = { ...image.labels, ...spec.labels };
    const container = new FakeContainer(this.#newId(), { ...spec, labels }, files, this.#now());
    this.containers.set(container.id, container);
    this.#tell('create', container);
    return container.id;
  }

  async start(id: string, signal: AbortSignal): Promise<void> {
    await this.#enter('start', signal);
    const container = this.#container(id);
    if (container.isRunning) return;
    const script = [...(container.spec.entrypoint ?? []), ...(container.spec.command ?? [])];
    const program = this.#programs.find((item) => script.includes(item.script));
    container.run(program, this.#now());
    this.#tell('start', container);
    if (program?.exitCode !== undefined) this.#end(container, program.exitCode);
  }

  async stop(id: string, signal: AbortSignal): Promise<void> {
    await this.#enter('stop', signal);
    const container = this.#container(id);
    if (container.isRunning) this.#end(container, 0);
  }

  async kill(id: string, name: string, signal: AbortSignal): Promise<void> {
    await this.#enter('kill', signal);
    const container = this.#container(id);
    if (!container.isRunning) throw new EngineError('conflict', `It does not run: ${name}.`);
    this.#end(container, 137);
  }

  async removeContainer(id: string, options: RemoveOptions, signal: AbortSignal): Promise<void> {
    await this.#enter('removeContainer', signal);
    const container = this.#container(id);
    if (container.isRunning && !options.force) throw new EngineError('conflict', 'It runs.');
    if (container.isRunning) container.end(137, this.#now());
    this.#destroy(container);
  }

  async changes(id: string, signal: AbortSignal): Promise<readonly FileChange[]> {
    await this.#enter('changes', signal);
    return [...this.#container(id).changed].map((path) => ({ path, kind: 'added' }));
  }

  async *logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk> {
    await this.#enter('logs', signal);
    const container = this.#container(id);
    if (!options.follow || !container.isRunning) {
      yield* container.output;
      return;
    }
    const channel = new Channel<OutputChunk>();
    for (const chunk of container.output) channel.push(chunk);
    container.sessions.add(channel);
    yield* channel;
  }

  async watchExit(
    id: string,
    until: 'stopped' | 'removed',
    signal: AbortSignal,
  ): Promise<ExitWatch> {
    await this.#enter('watchExit', signal);
    const container = this.#container(id);
    const end = until === 'removed' ? container.untilRemoved() : container.untilEnd();
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new EngineError('aborted', 'Given up.')));
    });
    const code = Promise.race([end.then(() => container.exitCode), aborted]);
    code.catch(() => undefined);
    return { code };
  }

  async attach(id: string, _options: AttachOptions, signal: AbortSignal): Promise<ByteSession> {
    await this.#enter('attach', signal);
    const container = this.#container(id);
    const echo = (bytes: Uint8Array): void => {
      if (container.isRunning) container.say('stdout', new TextDecoder().decode(bytes));
    };
    const session = container.attach(echo, () => {
      if (container.isRunning) this.#end(container, 0);
    });
    signal.addEventListener('abort', () => session.close());
    return session;
  }

  async resize(id: string, _columns: number, _rows: number, signal: AbortSignal): Promise<void> {
    await this.#enter('resize', signal);
    if (!this.#container(id).isRunning) throw new EngineError('conflict', 'It does not run.');
  }

  async exec(id: string, _options: ExecOptions, signal: AbortSignal): Promise<ByteSession> {
    await this.#enter('exec', signal);
    const container = this.#container(id);
    if (!container.isRunning) throw new EngineError('conflict', 'It does not run.');
    return container.attach(
      () => undefined,
      () => undefined,
    );
  }

  async statPath(id: string, path: string, signal: AbortSignal): Promise<PathStat> {
    await this.#enter('statPath', signal);
    const { files } = this.#container(id);
    const common = { name: path.split('/').at(-1) ?? '', modified: base, linkTarget: '' };
    const bytes = files.get(path);
    if (bytes !== undefined) {
      return { ...common, type: 'file', size: bytes.length, permissions: 0o644 };
    }
    if (path === '/' || hasFolder(files, path)) {
      return { ...common, type: 'directory', size: 0, permissions: 0o755 };
    }
    throw new EngineError('not-found', `There is no ${path}.`);
  }

  async *readArchive(id: string, path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
    await this.#enter('readArchive', signal);
    const { files } = this.#container(id);
    const parent = path.slice(0, path.lastIndexOf('/') + 1);
    const own = [...files].filter(([name]) => name === path || name.startsWith(`${path}/`));
    if (own.length === 0 && !hasFolder(files, path)) throw new EngineError('not-found', path);
    const folder = files.has(path) ? [] : [{ path: path.slice(parent.length), permissions: 0o755 }];
    const contents = own.map(([name, bytes]) => ({
      path: name.slice(parent.length),
      permissions: 0o644,
      bytes,
    }));
    yield writeTar([...folder, ...contents]);
  }

  async writeArchive(
    id: string,
    folder: string,
    tar: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#enter('writeArchive', signal);
    const { files } = this.#container(id);
    if (folder !== '/' && !hasFolder(files, folder)) throw new EngineError('not-found', folder);
    const whole = (async function* () {
      yield tar;
    })();
    for await (const entry of readTarEntries(whole, { bodySize: tar.length })) {
      if (entry.body !== undefined)
        files.set(`${folder.replace(/\/$/, '')}/${entry.path}`, entry.body);
    }
  }

  async commit(id: string, spec: CommitSpec, signal: AbortSignal): Promise<string> {
    await this.#enter('commit', signal);
    const container = this.#container(id);
    const image = {
      id: `sha256:${this.#newId()}`,
      tags: [`${spec.repository}:${spec.tag}`],
      labels: { ...container.spec.labels, ...spec.labels },
      env: (container.spec.env ?? []).filter(
        (item) => !spec.forgetEnv.includes(item.split('=')[0] ?? ''),
      ),
      files: new Map([...container.files].filter(([path]) => !container.isInVolume(path))),
    };
    this.images.set(image.id, image);
    return image.id;
  }

  async listImages(filter: LabelFilter, signal: AbortSignal): Promise<readonly ImageSummary[]> {
    await this.#enter('listImages', signal);
    return [...this.images.values()]
      .filter((image) => matches(image.labels, filter))
      .map(({ id, tags, labels }) => ({ id, tags, labels, size: 1000, created: base }));
  }

  async inspectImage(reference: string, signal: AbortSignal): Promise<ImageDetails> {
    await this.#enter('inspectImage', signal);
    const { id, tags, labels, env } = this.#image(reference);
    const about = { os: this.identity.os, architecture: this.identity.architecture };
    return { ...about, id, tags, labels, env, size: 1000, entrypoint: [], command: [], user: '' };
  }

  async removeImage(
    reference: string,
    _options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    await this.#enter('removeImage', signal);
    const image = this.#image(reference);
    const isUsed = [...this.containers.values()].some((item) => item.spec.image === image.id);
    if (isUsed) throw new EngineError('conflict', 'A container is made of it.');
    this.images.delete(image.id);
  }

  async listVolumes(filter: LabelFilter, signal: AbortSignal): Promise<readonly Volume[]> {
    await this.#enter('listVolumes', signal);
    if ((filter.labels ?? []).length > 0) return [];
    return [...this.volumes].map(([name, { created }]) => ({
      name,
      driver: 'local',
      labels: {},
      created,
      anonymous: false,
    }));
  }

  async removeVolume(name: string, signal: AbortSignal): Promise<void> {
    await this.#enter('removeVolume', signal);
    if (!this.volumes.has(name)) throw new EngineError('not-found', name);
    const containers = [...this.containers.values()];
    const isUsed = containers.some((item) =>
      item.spec.mounts?.some((mount) => mount.source === name),
    );
    if (isUsed) throw new EngineError('conflict', `${name} is in use.`);
    this.volumes.delete(name);
  }

  async listNetworks(_filter: LabelFilter, signal: AbortSignal): Promise<readonly Network[]> {
    await this.#enter('listNetworks', signal);
    return [{ id: 'b1', name: 'bridge', driver: 'bridge', labels: {} }];
  }

  async connectNetwork(_network: string, container: string, signal: AbortSignal): Promise<void> {
    await this.#enter('connectNetwork', signal);
    this.#container(container);
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    await this.#enter('events', signal);
    const channel = new Channel<EngineEvent>();
    this.#listeners.add(channel);
    signal.addEventListener('abort', () => channel.fail(new EngineError('aborted', 'Given up.')));
    return channel;
  }

  dispose(): void {
    this.calls.push('dispose');
  }

  async #enter(call: FakeCall, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await Promise.resolve();
    if (signal.aborted) throw new EngineError('aborted', 'Given up.');
    const fault = this.#faults.get(call);
    if (fault !== undefined) throw fault;
  }

  #end(container: FakeContainer, exitCode: number): void {
    for (const mount of container.spec.mounts ?? []) {
      const volume = this.volumes.get(mount.source);
      for (const [path, bytes] of container.files) {
        if (path.startsWith(`${mount.target}/`))
          volume?.files.set(path.slice(mount.target.length), bytes);
      }
    }
    container.end(exitCode, this.#now());
    this.#tell('die', container);
    if (container.spec.host?.autoRemove === true) this.#destroy(container);
  }

  #destroy(container: FakeContainer): void {
    this.containers.delete(container.id);
    container.remove();
    this.#tell('destroy', container);
  }

  #tell(action: string, container: FakeContainer): void {
    const { id } = container;
    const attributes = { ...container.spec.labels };
    const event = { type: 'container', action, id, attributes, time: this.#now() };
    for (const listener of this.#listeners) listener.push(event);
  }

  #container(reference: string): FakeContainer {
    const found = [...this.containers.values()].find(
      (item) => item.id === reference || item.name === reference,
    );
    if (found === undefined) throw new EngineError('not-found', `No container ${reference}.`);
    return found;
  }

  #image(reference: string): FakeImage {
    const found = [...this.images.values()].find(
      (item) => item.id === reference || item.tags.includes(reference),
    );
    if (found === undefined) throw new EngineError('not-found', `No image ${reference}.`);
    return found;
  }

  #newId(): string {
    this.#counter += 1;
    return this.#counter.toString(16).padStart(64, '0');
  }

  #now(): number {
    this.#clock += 1;
    return this.#clock;
  }
}

function matches(labels: Labels, filter: LabelFilter): boolean {
  return (filter.labels ?? []).every((wanted) => {
    const [key = '', ...value] = wanted.split('=');
    return value.length === 0 ? key in labels : labels[key] === value.join('=');
  });
}

function hasFolder(files: ReadonlyMap<string, Uint8Array>, path: string): boolean {
  return [...files.keys()].some((name) => name.startsWith(`${path}/`));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
