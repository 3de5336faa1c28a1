import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTarEntries } from '../../src/app/tar-entries.ts';
import { writeTar } from '../../src/app/write-tar.ts';
import type { ContainerEngine } from '../../src/ports/container-engine.ts';
import type { EngineFailure } from '../../src/ports/engine-error.ts';
import { EngineError } from '../../src/ports/engine-error.ts';
import type { ContainerSpec, EngineEvent } from '../../src/ports/engine-objects.ts';
import { collectOutput, OutputReader } from '../support/collect.ts';
import { contractPrograms, toCommand } from './contract-programs.data.ts';
import type { ContractProgram } from './contract-programs.data.ts';

/** An engine with an image that has a shell. */
export interface ContractEngine {
  readonly engine: ContainerEngine;
  readonly image: string;
  close(): Promise<void>;
}

/** What every engine must do, the fake one as the real ones. */
export function containerEngineContract(name: string, open: () => Promise<ContractEngine>): void {
  describe(`the engine contract on ${name}`, () => {
    const bench = new Bench(open);
    beforeAll(() => bench.open());
    afterEach(() => bench.clean());
    afterAll(() => bench.close());

    describe('containers', () => containerTests(bench));
    describe('programs', () => programTests(bench));
    describe('files', () => fileTests(bench));
    describe('images and volumes', () => objectTests(bench));
    describe('events and limits', () => eventTests(bench));
  });
}

function containerTests(bench: Bench): void {
  it('says who it is', async () => {
    const about = await bench.engine.about(bench.signal);
    expect(about.apiVersion).toMatch(/^1\.\d+$/);
    expect(about.os).toBe('linux');
    expect(about.version).not.toBe('');
  });

  it('lists a container that was made, with what it was made with', async () => {
    const id = await bench.make(contractPrograms.waits, { volume: '/data' });
    const listed = await bench.engine.listContainers({ labels: [bench.label] }, bench.signal);
    expect(listed.map((container) => container.id)).toEqual([id]);
    expect(listed[0]).toMatchObject({
      image: bench.image,
      state: 'created',
      labels: { [bench.key]: bench.run, role: 'contract' },
      mounts: [{ kind: 'volume', destination: '/data', writable: true }],
    });
    expect(listed[0]?.created).toBeGreaterThan(1_600_000_000_000);
  });

  it('lists only containers that have every label asked for', async () => {
    await bench.make(contractPrograms.waits);
    const labels = [bench.label, 'role=another'];
    expect(await bench.engine.listContainers({ labels }, bench.signal)).toEqual([]);
  });

  it('starts, stops, and takes a second start or stop as done', async () => {
    const id = await bench.make(contractPrograms.waits);
    await bench.engine.start(id, bench.signal);
    await bench.engine.start(id, bench.signal);
    expect(await bench.stateOf(id)).toBe('running');
    await bench.engine.stop(id, bench.signal);
    await bench.engine.stop(id, bench.signal);
    const details = await bench.engine.inspectContainer(id, {}, bench.signal);
    expect(details).toMatchObject({ state: 'exited', exitCode: 0, oomKilled: false });
    expect(details.finished).toBeGreaterThanOrEqual(details.started ?? Number.NaN);
  });

  it('tells the exit code of a killed container in the list', async () => {
    const id = await bench.make(contractPrograms.waits);
    await bench.engine.start(id, bench.signal);
    const watch = await bench.engine.watchExit(id, 'stopped', bench.signal);
    await bench.engine.kill(id, 'KILL', bench.signal);
    expect(await watch.code).toBe(137);
    // The list is made from a copy that the engine brings up to date a moment later.
    const listed = (): Promise<unknown> =>
      bench.engine.listContainers({ labels: [bench.label] }, bench.signal);
    await expect.poll(listed).toMatchObject([{ state: 'exited', exitCode: 137 }]);
  });

  it('removes a running container by force only', async () => {
    const id = await bench.make(contractPrograms.waits);
    await bench.engine.start(id, bench.signal);
    const gently = { force: false, volumes: true };
    await expectFailure(bench.engine.removeContainer(id, gently, bench.signal), 'conflict');
    await bench.engine.removeContainer(id, { force: true, volumes: true }, bench.signal);
    await expectFailure(bench.engine.inspectContainer(id, {}, bench.signal), 'not-found');
  });

  it('does not find what is not there', async () => {
    const { engine, signal } = bench;
    await expectFailure(engine.inspectContainer('drydock-no-such', {}, signal), 'not-found');
    await expectFailure(engine.start('drydock-no-such', signal), 'not-found');
    await expectFailure(engine.statPath('drydock-no-such', '/', signal), 'not-found');
    await expectFailure(engine.inspectImage('drydock-no-such:1', signal), 'not-found');
    await expectFailure(engine.removeVolume('drydock-no-such', signal), 'not-found');
    const spec = { image: 'drydock-no-such:1', labels: {} };
    await expectFailure(engine.createContainer(spec, signal), 'not-found');
  });
}

function programTests(bench: Bench): void {
  it('keeps the two streams of the stored output apart', async () => {
    const id = await bench.runToEnd(contractPrograms.speaks);
    const options = { follow: false, tty: false };
    const output = await collectOutput(bench.engine.logs(id, options, bench.signal));
    expect(output).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  });

  it('follows output to the end of the container', async () => {
    const id = await bench.make(contractPrograms.speaks);
    await bench.engine.start(id, bench.signal);
    const options = { follow: true, tty: false };
    const output = await collectOutput(bench.engine.logs(id, options, bench.signal));
    expect(output).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  });

  it('tells the exit code of a program that ends at once', async () => {
    const id = await bench.make(contractPrograms.speaks);
    const watch = await bench.engine.watchExit(id, 'stopped', bench.signal);
    // A container that never ran counts as stopped for this wait, so it is asked again after the start.
    await watch.code;
    await bench.engine.start(id, bench.signal);
    const second = await bench.engine.watchExit(id, 'stopped', bench.signal);
    expect(await second.code).toBe(3);
  });

  it('tells the exit code of a container that removes itself', async () => {
    const id = await bench.make(contractPrograms.speaks, { autoRemove: true });
    const watch = await bench.engine.watchExit(id, 'removed', bench.signal);
    await bench.engine.start(id, bench.signal);
    expect(await watch.code).toBe(3);
    await expectFailure(bench.engine.inspectContainer(id, {}, bench.signal), 'not-found');
  });

  it('loses no byte of a program that it was connected to before the start', async () => {
    const id = await bench.make(contractPrograms.speaks);
    const session = await bench.engine.attach(id, { stdin: false, tty: false }, bench.signal);
    await bench.engine.start(id, bench.signal);
    expect(await collectOutput(session.output)).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  });

  it('carries input to a program and its end too', async () => {
    const id = await bench.make(contractPrograms.echoes, { stdin: true });
    const session = await bench.engine.attach(id, { stdin: true, tty: false }, bench.signal);
    await bench.engine.start(id, bench.signal);
    const reader = new OutputReader(session.output);
    await session.write(new TextEncoder().encode('héllo\n'));
    await reader.until(/héllo\n/);
    session.end();
    const watch = await bench.engine.watchExit(id, 'stopped', bench.signal);
    expect(await watch.code).toBe(0);
  });

  it('refuses a program or a size for a container that does not run', async () => {
    const id = await bench.make(contractPrograms.waits);
    const command = ['true'];
    await expectFailure(bench.engine.exec(id, { command }, bench.signal), 'conflict');
    await expectFailure(bench.engine.resize(id, 80, 24, bench.signal), 'conflict', 'not-found');
  });
}

function fileTests(bench: Bench): void {
  it('tells what a container changed', async () => {
    const id = await bench.runToEnd(contractPrograms.writes);
    const changes = await bench.engine.changes(id, bench.signal);
    expect(changes).toContainEqual({ path: '/made', kind: 'added' });
  });

  it('has no changes of a container that made none', async () => {
    const id = await bench.make(contractPrograms.waits);
    expect(await bench.engine.changes(id, bench.signal)).toEqual([]);
  });

  it('tells files, folders and what is not there apart', async () => {
    const id = await bench.runToEnd(contractPrograms.writes);
    const { engine, signal } = bench;
    const file = await engine.statPath(id, '/made', signal);
    expect(file).toMatchObject({ name: 'made', type: 'file', size: 5, linkTarget: '' });
    expect(await engine.statPath(id, '/bin', signal)).toMatchObject({ type: 'directory' });
    await expectFailure(engine.statPath(id, '/no/such', signal), 'not-found');
  });

  it('reads a file of a stopped container, out of a volume too', async () => {
    const id = await bench.runToEnd(contractPrograms.writesToVolume, { volume: '/data' });
    expect(await bench.readFile(id, '/data/kept')).toBe('kept\n');
  });

  it('writes into a container that was never started', async () => {
    const id = await bench.make(contractPrograms.waits);
    const bytes = new TextEncoder().encode('put');
    const tar = writeTar([{ path: 'put', permissions: 0o644, bytes }]);
    await bench.engine.writeArchive(id, '/', tar, bench.signal);
    expect(await bench.readFile(id, '/put')).toBe('put');
    const nowhere = bench.engine.writeArchive(id, '/no/such', tar, bench.signal);
    await expectFailure(nowhere, 'not-found');
  });
}

function objectTests(bench: Bench): void {
  it('makes an image of a stopped container that forgets its environment', async () => {
    const id = await bench.runToEnd(contractPrograms.writes, { env: ['TOKEN=secret', 'A=b'] });
    const { engine, signal } = bench;
    const tag = `c${bench.run}`;
    const image = await engine.commit(
      id,
      {
        repository: 'drydock-test/contract',
        tag,
        labels: { [bench.key]: bench.run },
        forgetEnv: ['TOKEN', 'A'],
      },
      signal,
    );
    const details = await engine.inspectImage(image, signal);
    expect(details.tags).toEqual([`drydock-test/contract:${tag}`]);
    expect(details.labels).toMatchObject({ [bench.key]: bench.run });
    expect(JSON.stringify(details.env)).not.toContain('secret');
    const listed = await engine.listImages({ labels: [bench.label] }, signal);
    expect(listed.map((item) => item.id)).toEqual([image]);
    await engine.removeImage(image, { force: true }, signal);
    await expectFailure(engine.inspectImage(image, signal), 'not-found');
  });

  it('keeps a volume until its last container is gone', async () => {
    const id = await bench.make(contractPrograms.waits, { volume: '/data' });
    const { engine, signal } = bench;
    const volumes = await engine.listVolumes({}, signal);
    const volume = volumes.find((item) => item.name === bench.volume);
    expect(volume).toMatchObject({ driver: 'local', anonymous: false });
    await expectFailure(engine.removeVolume(bench.volume, signal), 'conflict');
    await engine.removeContainer(id, { force: true, volumes: true }, signal);
    await engine.removeVolume(bench.volume, signal);
    const left = await engine.listVolumes({}, signal);
    expect(left.map((item) => item.name)).not.toContain(bench.volume);
  });

  it('lists the networks that every engine has', async () => {
    const networks = await bench.engine.listNetworks({}, bench.signal);
    expect(networks.length).toBeGreaterThan(0);
    expect(networks.every((network) => network.name !== '' && network.id !== '')).toBe(true);
  });
}

function eventTests(bench: Bench): void {
  it('tells what happens after it has begun to tell, by its own clock', async () => {
    const listening = new AbortController();
    const signal = AbortSignal.any([bench.signal, listening.signal]);
    const events = await bench.engine.events(signal);
    const id = await bench.make(contractPrograms.speaks);
    await bench.engine.start(id, bench.signal);
    const seen: EngineEvent[] = [];
    for await (const event of events) {
      if (event.type !== 'container' || event.id !== id) continue;
      seen.push(event);
      if (event.action === 'die') break;
    }
    listening.abort();
    expect(seen.map((event) => event.action)).toEqual(['create', 'start', 'die']);
    expect(seen.every((event) => event.attributes['role'] === 'contract')).toBe(true);
    expect(seen.every((event) => event.time > 1_600_000_000_000)).toBe(true);
  });

  it('stops telling when it is asked to', async () => {
    const listening = new AbortController();
    const events = await bench.engine.events(listening.signal);
    const next = events[Symbol.asyncIterator]().next();
    listening.abort();
    await expectFailure(next, 'aborted');
  });

  it('refuses a call whose signal is aborted', async () => {
    const aborted = AbortSignal.abort();
    await expectFailure(bench.engine.listContainers({}, aborted), 'aborted');
    await expectFailure(bench.engine.about(aborted), 'aborted');
  });
}

async function expectFailure(
  call: Promise<unknown>,
  ...failures: readonly EngineFailure[]
): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EngineError);
  expect(failures).toContain((error as EngineError).failure);
}

interface MakeOptions {
  readonly volume?: string;
  readonly autoRemove?: boolean;
  readonly stdin?: boolean;
  readonly env?: readonly string[];
}

/** What the tests share: one engine, and a label by which they clean up after themselves. */
class Bench {
  readonly run = crypto.randomUUID().slice(0, 8);
  readonly key = 'dev.drydock.test-run';
  readonly #open: () => Promise<ContractEngine>;
  #opened: ContractEngine | undefined;

  constructor(open: () => Promise<ContractEngine>) {
    this.#open = open;
  }

  get label(): string {
    return `${this.key}=${this.run}`;
  }

  get volume(): string {
    return `drydock-contract-${this.run}`;
  }

  get signal(): AbortSignal {
    return AbortSignal.timeout(60_000);
  }

  get engine(): ContainerEngine {
    return this.#bench.engine;
  }

  get image(): string {
    return this.#bench.image;
  }

  async open(): Promise<void> {
    this.#opened = await this.#open();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  async clean(): Promise<void> {
    const options = { force: true, volumes: true };
    const containers = await this.engine.listContainers({ labels: [this.label] }, this.signal);
    for (const { id } of containers) await this.engine.removeContainer(id, options, this.signal);
    await this.engine.removeVolume(this.volume, this.signal).catch(() => undefined);
  }

  async make(program: ContractProgram, options: MakeOptions = {}): Promise<string> {
    const spec: ContainerSpec = {
      image: this.image,
      command: toCommand(program),
      labels: { [this.key]: this.run, role: 'contract', 'dev.drydock.role': 'test' },
      host: { networkMode: 'none', autoRemove: options.autoRemove ?? false },
      ...(options.stdin === true ? { stdin: true } : {}),
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.volume === undefined
        ? {}
        : {
            mounts: [
              { kind: 'volume', source: this.volume, target: options.volume, readOnly: false },
            ],
          }),
    };
    return this.engine.createContainer(spec, this.signal);
  }

  async runToEnd(program: ContractProgram, options: MakeOptions = {}): Promise<string> {
    const id = await this.make(program, options);
    await this.engine.start(id, this.signal);
    await (
      await this.engine.watchExit(id, 'stopped', this.signal)
    ).code;
    return id;
  }

  async stateOf(id: string): Promise<string> {
    return (await this.engine.inspectContainer(id, {}, this.signal)).state;
  }

  async readFile(id: string, path: string): Promise<string> {
    const archive = this.engine.readArchive(id, path, this.signal);
    for await (const entry of readTarEntries(archive, { bodySize: 1000 })) {
      return new TextDecoder().decode(entry.body);
    }
    throw new Error(`${path} is not in the archive`);
  }

  get #bench(): ContractEngine {
    if (this.#opened === undefined) throw new Error('The bench is not open.');
    return this.#opened;
  }
}
