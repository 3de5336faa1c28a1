import type { ByteSession, OutputChunk } from '../../src/ports/byte-session.ts';
import type {
  Container,
  ContainerDetails,
  ContainerSpec,
  ContainerState,
} from '../../src/ports/engine-objects.ts';
import type { ContractProgram } from '../contract/contract-programs.data.ts';
import { Channel } from './channel.ts';

/** One container of the fake engine: a state, files, and what its scripted program says. */
export class FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly spec: ContainerSpec;
  readonly files: Map<string, Uint8Array>;
  readonly changed = new Set<string>();
  readonly output: OutputChunk[] = [];
  readonly sessions = new Set<Channel<OutputChunk>>();
  state: ContainerState = 'created';
  exitCode = 0;
  readonly created: number;
  started: number | undefined;
  finished: number | undefined;
  #onEnd: (() => void)[] = [];
  #onRemoved: (() => void)[] = [];

  constructor(id: string, spec: ContainerSpec, files: Map<string, Uint8Array>, created: number) {
    this.id = id;
    this.name = spec.name ?? `fake-${id.slice(0, 8)}`;
    this.spec = spec;
    this.files = files;
    this.created = created;
  }

  get isRunning(): boolean {
    return this.state === 'running' || this.state === 'paused';
  }

  run(program: ContractProgram | undefined, now: number): void {
    this.state = 'running';
    this.started = now;
    if (program?.writes !== undefined) {
      this.files.set(program.writes.path, new TextEncoder().encode(program.writes.text));
      if (!this.isInVolume(program.writes.path)) this.changed.add(program.writes.path);
    }
    if (program?.stdout !== undefined) this.say('stdout', program.stdout);
    if (program?.stderr !== undefined) this.say('stderr', program.stderr);
  }

  say(stream: OutputChunk['stream'], text: string): void {
    const chunk = { stream, bytes: new TextEncoder().encode(text) };
    this.output.push(chunk);
    for (const session of this.sessions) session.push(chunk);
  }

  end(exitCode: number, now: number): void {
    this.state = 'exited';
    this.exitCode = exitCode;
    this.finished = now;
    for (const session of this.sessions) session.end();
    for (const done of this.#onEnd.splice(0)) done();
  }

  remove(): void {
    for (const session of this.sessions) session.end();
    for (const done of [...this.#onEnd.splice(0), ...this.#onRemoved.splice(0)]) done();
  }

  untilEnd(): Promise<void> {
    return this.isRunning ? new Promise((resolve) => this.#onEnd.push(resolve)) : Promise.resolve();
  }

  untilRemoved(): Promise<void> {
    return new Promise((resolve) => this.#onRemoved.push(resolve));
  }

  attach(onInput: (bytes: Uint8Array) => void, onInputEnd: () => void): ByteSession {
    const channel = new Channel<OutputChunk>();
    this.sessions.add(channel);
    return {
      output: channel,
      write: (bytes) => {
        onInput(bytes);
        return Promise.resolve();
      },
      end: onInputEnd,
      close: () => channel.end(),
    };
  }

  isInVolume(path: string): boolean {
    return (this.spec.mounts ?? []).some((mount) => path.startsWith(`${mount.target}/`));
  }

  toContainer(): Container {
    const status = { exited: `Exited (${this.exitCode}) 1 second ago`, running: 'Up 1 second' };
    return {
      id: this.id,
      name: this.name,
      image: this.spec.image,
      imageId: `sha256:${this.spec.image}`,
      command: (this.spec.command ?? []).join(' '),
      state: this.state,
      status:
        this.state === 'exited' ? status.exited : this.state === 'running' ? status.running : '',
      ...(this.state === 'exited' ? { exitCode: this.exitCode } : {}),
      created: this.created,
      labels: this.spec.labels,
      ports: [],
      mounts: this.#mounts(),
      networks: [],
    };
  }

  toDetails(): ContainerDetails {
    const { id, name, state, exitCode, created, spec } = this;
    const [path = '', ...args] = [...(spec.entrypoint ?? []), ...(spec.command ?? [])];
    return {
      id,
      name,
      state,
      exitCode,
      created,
      path,
      args,
      image: spec.image,
      imageId: `sha256:${spec.image}`,
      healthLog: [],
      oomKilled: false,
      error: '',
      restartCount: 0,
      ...(this.started === undefined ? {} : { started: this.started }),
      ...(this.finished === undefined ? {} : { finished: this.finished }),
      env: spec.env ?? [],
      user: spec.user ?? '',
      workingDir: spec.workingDir ?? '',
      tty: spec.tty ?? false,
      labels: spec.labels,
      mounts: this.#mounts(),
      networks: [],
      host: { networkMode: 'default', ...spec.host },
    };
  }

  #mounts(): Container['mounts'] {
    return (this.spec.mounts ?? []).map((mount) => ({
      kind: mount.kind === 'image' ? 'other' : mount.kind,
      name: mount.kind === 'volume' ? mount.source : '',
      source: mount.source,
      destination: mount.target,
      writable: !mount.readOnly,
    }));
  }
}
