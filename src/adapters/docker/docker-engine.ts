import type Docker from 'dockerode';
import type { ByteSession, OutputChunk } from '../../ports/byte-session.ts';
import type {
  AttachOptions,
  ContainerEngine,
  ExecOptions,
  ExitWatch,
  InspectOptions,
  LabelFilter,
  LogOptions,
  RemoveOptions,
} from '../../ports/container-engine.ts';
import { EngineError } from '../../ports/engine-error.ts';
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
  Network,
  PathStat,
  Volume,
} from '../../ports/engine-objects.ts';
import { toByteSession } from './byte-pipe.ts';
import { toContainer } from './container-record.ts';
import { toCommitBody, toCreateBody } from './create-body.ts';
import { demultiplex, asTerminalOutput } from './demultiplex.ts';
import { toDetails } from './details-record.ts';
import { EngineCalls } from './engine-calls.ts';
import { queryAndBody } from './engine-modem.ts';
import { readJsonLines } from './json-lines.ts';
import { JsonRecord, toRecords } from './json-record.ts';
import {
  toAbout,
  toEvent,
  toFileChange,
  toImageDetails,
  toImageSummary,
  toNetwork,
  toVolume,
} from './object-records.ts';
import { toPathStat } from './path-stat-record.ts';
import type { Transport } from './transport.ts';

/** Milliseconds of silence in the middle of an archive or of stored logs after which the engine counts as gone. */
const idleTime = 30_000;

/** An engine that speaks Docker's API. Paths carry no version, so it answers with the newest that it knows. */
export class DockerEngine implements ContainerEngine {
  readonly #calls: EngineCalls;

  constructor(transport: Transport) {
    this.#calls = new EngineCalls(transport);
  }

  get address(): string {
    return this.#calls.address;
  }

  async about(signal: AbortSignal): Promise<EngineAbout> {
    const record = new JsonRecord(await this.#calls.json((docker) => docker.version(), signal));
    if (!record.has('ApiVersion')) {
      throw new EngineError(
        'protocol',
        `What answers at ${this.address} is not a container engine.`,
      );
    }
    return toAbout(record);
  }

  async listContainers(filter: LabelFilter, signal: AbortSignal): Promise<readonly Container[]> {
    const options = { all: true, ...toFilters(filter) };
    const answer = await this.#calls.json((docker) => docker.listContainers(options), signal);
    return toRecords(answer).map(toContainer);
  }

  async inspectContainer(
    id: string,
    options: InspectOptions,
    signal: AbortSignal,
  ): Promise<ContainerDetails> {
    const query = (
      options.withSize === true ? { size: true } : {}
    ) as Docker.ContainerInspectOptions;
    const patience = options.withSize === true ? 'work' : 'quick';
    const answer = await this.#calls.json(
      at(id, (container) => container.inspect(query)),
      signal,
      patience,
    );
    return toDetails(new JsonRecord(answer));
  }

  async createContainer(spec: ContainerSpec, signal: AbortSignal): Promise<string> {
    const query = spec.name === undefined ? {} : { name: spec.name };
    const options = queryAndBody(query, toCreateBody(spec)) as Docker.ContainerCreateOptions;
    const made = await this.#calls.json(
      (docker) => docker.createContainer(options),
      signal,
      'work',
    );
    return (made as Docker.Container).id;
  }

  async start(id: string, signal: AbortSignal): Promise<void> {
    await this.#calls.json(
      at(id, (container) => container.start()),
      signal,
      'work',
    );
  }

  async stop(id: string, signal: AbortSignal): Promise<void> {
    // The container may name a grace time of minutes; the engine kills it when that is over.
    await this.#calls.json(
      at(id, (container) => container.stop()),
      signal,
      'copy',
    );
  }

  async kill(id: string, name: string, signal: AbortSignal): Promise<void> {
    await this.#calls.json(
      at(id, (container) => container.kill({ signal: name })),
      signal,
      'work',
    );
  }

  async removeContainer(id: string, options: RemoveOptions, signal: AbortSignal): Promise<void> {
    const query = { force: options.force, v: options.volumes };
    await this.#calls.json(
      at(id, (container) => container.remove(query)),
      signal,
      'work',
    );
  }

  async changes(id: string, signal: AbortSignal): Promise<readonly FileChange[]> {
    const answer = await this.#calls.json(
      at(id, (container) => container.changes()),
      signal,
      'work',
    );
    return toRecords(answer).map(toFileChange);
  }

  async *logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk> {
    const query = {
      stdout: true,
      stderr: true,
      follow: options.follow,
      ...(options.tail === undefined ? {} : { tail: options.tail }),
      ...(options.timestamps === true ? { timestamps: true } : {}),
    };
    // A container that is followed may say its first word tomorrow.
    const limits = options.follow
      ? { patience: 'never' as const }
      : { patience: 'quick' as const, idleTime };
    const logs = at(id, (container) =>
      container.logs(query as Docker.ContainerLogsOptions & { follow: true }),
    );
    const chunks = await this.#calls.stream(logs, signal, limits);
    yield* options.tty ? asTerminalOutput(chunks) : demultiplex(chunks);
  }

  async watchExit(
    id: string,
    until: 'stopped' | 'removed',
    signal: AbortSignal,
  ): Promise<ExitWatch> {
    const condition = until === 'removed' ? 'removed' : 'not-running';
    const wait = at(id, (container) => container.wait({ condition }));
    const chunks = await this.#calls.stream(wait, signal, { patience: 'quick' });
    const code = readExitCode(chunks);
    // Whoever does not wait for the code need not hear that the connection was lost.
    code.catch(() => undefined);
    return { code };
  }

  async attach(id: string, options: AttachOptions, signal: AbortSignal): Promise<ByteSession> {
    const query = { stream: true, stdin: options.stdin, stdout: true, stderr: true };
    const pipe = await this.#calls.pipe(
      at(id, (container) => container.attach(query)),
      signal,
    );
    return toByteSession(pipe, options.tty, this.address);
  }

  async resize(id: string, columns: number, rows: number, signal: AbortSignal): Promise<void> {
    const size = { w: columns, h: rows };
    await this.#calls.json(
      at(id, (container) => container.resize(size)),
      signal,
    );
  }

  async exec(id: string, options: ExecOptions, signal: AbortSignal): Promise<ByteSession> {
    const spec = {
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Cmd: [...options.command],
      ...(options.user === undefined ? {} : { User: options.user }),
    };
    const exec = (await this.#calls.json(
      at(id, (container) => container.exec(spec)),
      signal,
    )) as Docker.Exec;
    const start = queryAndBody({}, { Detach: false, Tty: false }) as Docker.ExecStartOptions;
    const pipe = await this.#calls.pipe((docker) => docker.getExec(exec.id).start(start), signal);
    return toByteSession(pipe, false, this.address);
  }

  async statPath(id: string, path: string, signal: AbortSignal): Promise<PathStat> {
    const headers = await this.#calls.headers(
      at(id, (container) => container.infoArchive({ path })),
      signal,
    );
    const stat = toPathStat(String(headers['x-docker-container-path-stat'] ?? ''));
    if (stat === undefined) {
      throw new EngineError('protocol', `The engine tells nothing about the path "${path}".`);
    }
    return stat;
  }

  async *readArchive(id: string, path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const archive = at(id, (container) => container.getArchive({ path }));
    yield* await this.#calls.stream(archive, signal, { patience: 'work', idleTime });
  }

  async writeArchive(
    id: string,
    folder: string,
    tar: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const query = { path: folder, noOverwriteDirNonDir: '1' };
    await this.#calls.json(
      at(id, (container) => container.putArchive(Buffer.from(tar), query)),
      signal,
      'work',
    );
  }

  async commit(id: string, spec: CommitSpec, signal: AbortSignal): Promise<string> {
    // Nothing runs in a stopped container, so there is nothing to pause.
    const query = { container: id, repo: spec.repository, tag: spec.tag, pause: false };
    const options = queryAndBody(query, toCommitBody(spec));
    const answer = await this.#calls.json(
      at(id, (container) => container.commit(options)),
      signal,
      'copy',
    );
    return new JsonRecord(answer).text('Id');
  }

  async listImages(filter: LabelFilter, signal: AbortSignal): Promise<readonly ImageSummary[]> {
    const options = { all: true, ...toFilters(filter) };
    const answer = await this.#calls.json((docker) => docker.listImages(options), signal, 'work');
    return toRecords(answer).map(toImageSummary);
  }

  async inspectImage(reference: string, signal: AbortSignal): Promise<ImageDetails> {
    const inspect = (docker: Docker): Promise<unknown> =>
      docker.getImage(inPath(reference)).inspect();
    return toImageDetails(new JsonRecord(await this.#calls.json(inspect, signal)));
  }

  async removeImage(
    reference: string,
    options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const remove = (docker: Docker): Promise<unknown> =>
      docker.getImage(inPath(reference)).remove({ force: options.force });
    await this.#calls.json(remove, signal, 'work');
  }

  async listVolumes(filter: LabelFilter, signal: AbortSignal): Promise<readonly Volume[]> {
    const list = (docker: Docker): Promise<unknown> => docker.listVolumes(toFilters(filter));
    const answer = new JsonRecord(await this.#calls.json(list, signal));
    return answer.records('Volumes').map(toVolume);
  }

  async removeVolume(name: string, signal: AbortSignal): Promise<void> {
    await this.#calls.json(
      (docker) => docker.getVolume(encodeURIComponent(name)).remove(),
      signal,
      'work',
    );
  }

  async listNetworks(filter: LabelFilter, signal: AbortSignal): Promise<readonly Network[]> {
    const list = (docker: Docker): Promise<unknown> => docker.listNetworks(toFilters(filter));
    return toRecords(await this.#calls.json(list, signal)).map(toNetwork);
  }

  async connectNetwork(network: string, container: string, signal: AbortSignal): Promise<void> {
    const options = { Container: container, EndpointConfig: { Aliases: [] } };
    const connect = (docker: Docker): Promise<unknown> =>
      docker.getNetwork(encodeURIComponent(network)).connect(options);
    await this.#calls.json(connect, signal, 'work');
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    const begin = (docker: Docker): Promise<unknown> => docker.getEvents({});
    return toEvents(await this.#calls.stream(begin, signal, { patience: 'quick' }));
  }

  dispose(): void {
    this.#calls.dispose();
  }
}

type ContainerCall = (docker: Docker) => Promise<unknown>;

/** dockerode puts ids into paths as they are, so whatever has a meaning there is escaped first. */
function at(id: string, call: (container: Docker.Container) => Promise<unknown>): ContainerCall {
  return (docker) => call(docker.getContainer(encodeURIComponent(id)));
}

/** Image references keep their slashes and colons, as the engine's paths want them. */
function inPath(reference: string): string {
  const escaped = reference.split('/').map((part) => encodeURIComponent(part));
  return escaped
    .filter((part) => part !== '..' && part !== '.')
    .join('/')
    .replaceAll('%3A', ':');
}

function toFilters(filter: LabelFilter): { filters?: { label: string[] } } {
  return filter.labels === undefined ? {} : { filters: { label: [...filter.labels] } };
}

async function readExitCode(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  for await (const line of readJsonLines(chunks)) return new JsonRecord(line).number('StatusCode');
  throw new EngineError('protocol', 'The engine ended the wait without an exit code.');
}

async function* toEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<EngineEvent, void, undefined> {
  for await (const line of readJsonLines(chunks)) yield toEvent(new JsonRecord(line));
}
