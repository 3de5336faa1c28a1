import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { openDockerEngine } from '../../src/adapters/docker/open-docker-engine.ts';
import { findLeftovers, removeLeftovers } from '../../src/app/leftovers.ts';
import { objectLabels } from '../../src/app/object-labels.ts';
import { writeTar } from '../../src/app/write-tar.ts';
import { busyboxImage, ensureBusyboxImage } from '../../src/build/services/base-image.ts';
import { runCommand } from '../../src/build/services/run-command.ts';
import type { ContainerEngine } from '../../src/ports/container-engine.ts';
import type { Container, ImageSummary } from '../../src/ports/engine-objects.ts';
import { openPrivateEngine, openTestEngine } from './engine.ts';
import type { TestEngine } from './engine.ts';

interface MadeContainer {
  readonly id: string;
  readonly name: string;
}

/** A real engine with containers made by the docker program, as people make them; cleans up what it made and nothing else. */
export class DockerBench {
  readonly run = crypto.randomUUID().slice(0, 8);
  readonly volume = `drydock-bench-${this.run}`;
  readonly #sessions: string[] = [];
  #counter = 0;
  #host: TestEngine | undefined;
  #engine: ContainerEngine | undefined;

  get engine(): ContainerEngine {
    if (this.#engine === undefined) throw new Error('The bench is not open.');
    return this.#engine;
  }

  get host(): TestEngine {
    if (this.#host === undefined) throw new Error('The bench is not open.');
    return this.#host;
  }

  get signal(): AbortSignal {
    return AbortSignal.timeout(60_000);
  }

  get env(): Record<string, string | undefined> {
    return { ...process.env, ...this.host.env };
  }

  async open(): Promise<void> {
    await this.#use(await openTestEngine());
  }

  /** An engine that nobody else uses, for what must not happen on a person's. */
  async openPrivate(version: 'newest' | 'older' = 'newest'): Promise<void> {
    const host = await openPrivateEngine(version);
    await ensureBusyboxImage(host.env);
    await this.#use(host);
  }

  async #use(host: TestEngine): Promise<void> {
    this.#host = host;
    const env = { ...this.host.env, DOCKER_HOST: `unix://${this.host.socketPath}` };
    this.#engine = await openDockerEngine({ env }, this.signal);
  }

  async close(): Promise<void> {
    this.#engine?.dispose();
    await this.#host?.stop();
  }

  async clean(): Promise<void> {
    await this.cleanLeftovers();
    const labels = [`dev.drydock.test-run=${this.run}`];
    const options = { force: true, volumes: true };
    for (const { id } of await this.engine.listContainers({ labels }, this.signal)) {
      await this.engine.removeContainer(id, options, this.signal);
    }
    await this.engine.removeVolume(this.volume, this.signal).catch(() => undefined);
    const networks = await this.engine.listNetworks({ labels }, this.signal);
    for (const { name } of networks) await this.docker('network', 'rm', name);
    const images = await this.engine.listImages({}, this.signal);
    const ours = images.flatMap(({ tags }) => tags).filter((tag) => tag.endsWith(`:${this.run}`));
    for (const tag of ours) await this.engine.removeImage(tag, { force: true }, this.signal);
  }

  newSession(): string {
    const session = crypto.randomUUID();
    this.#sessions.push(session);
    return session;
  }

  nameOf(word: string): string {
    return `drydock-bench-${this.run}-${word}`;
  }

  async docker(...args: readonly string[]): Promise<string> {
    const { stdout } = await runCommand('docker', [...args], { env: this.env });
    return stdout.trim();
  }

  /** A container that ran this script to its end. */
  async stopped(
    script: string,
    options: readonly string[] = [],
    word?: string,
  ): Promise<MadeContainer> {
    const made = await this.#create(options, [busyboxImage, 'sh', '-c', script], word);
    return this.#runToEnd(made);
  }

  async running(word: string, options: readonly string[] = []): Promise<MadeContainer> {
    const made = await this.#create(options, [busyboxImage, 'sleep', '1000'], word);
    await this.engine.start(made.id, this.signal);
    return made;
  }

  async created(options: readonly string[]): Promise<MadeContainer> {
    return this.#create(options, [busyboxImage, 'sleep', '1000']);
  }

  /** A container whose image has these symbolic links. */
  async stoppedWithLinks(
    script: string,
    options: readonly string[],
    links: Readonly<Record<string, string>>,
  ): Promise<MadeContainer> {
    const image = await this.#imageWith(links);
    return this.#runToEnd(await this.#create(options, [image, 'sh', '-c', script]));
  }

  /** A container of an image that holds one static program and nothing else. */
  async stoppedDistroless(): Promise<MadeContainer> {
    const image = `drydock-test/distroless:${this.run}`;
    const source = await this.#create([], [busyboxImage, 'true']);
    const program = await this.#readProgram(source.id);
    const tar = writeTar([{ path: 'app', permissions: 0o755, bytes: program }]);
    await this.#import(tar, image);
    const made = await this.#create([], [image, '/app', 'false']);
    return this.#runToEnd(made);
  }

  async network(): Promise<string> {
    const name = `drydock-bench-${this.run}`;
    await this.docker('network', 'create', `--label=dev.drydock.test-run=${this.run}`, name);
    return name;
  }

  /** A session held by another process, once its shell has answered. */
  async shellInOtherProcess(container: string, mode: 'look' | 'reproduce'): Promise<ChildProcess> {
    const session = this.newSession();
    const holder = new URL('hold-debug-shell.ts', import.meta.url).pathname;
    const args = [holder, container, mode, session, busyboxImage];
    const child = spawn(process.execPath, args, {
      env: { ...this.env, DOCKER_HOST: `unix://${this.host.socketPath}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    expect(text.toString()).toContain('ready');
    // The second connection, by which the shell knows that its client lives, stands a moment after the prompt.
    const [held] = (await this.sessionContainers()).filter(
      ({ labels }) => labels[objectLabels.session] === session,
    );
    await expect.poll(() => this.docker('top', held?.id ?? '')).toContain('read -r line');
    return child;
  }

  async sessionContainers(): Promise<readonly Container[]> {
    const all = await this.engine.listContainers({ labels: [objectLabels.session] }, this.signal);
    return all.filter(({ labels }) => this.#isOurs(labels[objectLabels.session]));
  }

  async sessionImages(): Promise<readonly ImageSummary[]> {
    const all = await this.engine.listImages({ labels: [objectLabels.session] }, this.signal);
    return all.filter(({ labels }) => this.#isOurs(labels[objectLabels.session]));
  }

  async cleanLeftovers(): Promise<void> {
    const all = await findLeftovers(this.engine, new Set(), this.signal);
    const ours = all.filter(({ session }) => this.#isOurs(session));
    expect(await removeLeftovers(this.engine, ours, this.signal)).toEqual([]);
  }

  /** No container, image, volume or network of any session of this bench. */
  async expectNothingLeft(): Promise<void> {
    expect(await this.sessionContainers()).toEqual([]);
    expect(await this.sessionImages()).toEqual([]);
    const mounted = await this.engine.listContainers({}, this.signal);
    const used = new Set(mounted.flatMap(({ mounts }) => mounts.map(({ name }) => name)));
    const volumes = await this.engine.listVolumes({}, this.signal);
    const unused = volumes.filter(({ name, anonymous }) => anonymous && !used.has(name));
    expect(unused).toEqual([]);
  }

  #isOurs(session: string | undefined): boolean {
    return session !== undefined && this.#sessions.includes(session);
  }

  async #create(
    options: readonly string[],
    words: readonly string[],
    word?: string,
  ): Promise<MadeContainer> {
    this.#counter += 1;
    const name = this.nameOf(word ?? String(this.#counter));
    const labels = [
      `--label=dev.drydock.test-run=${this.run}`,
      `--label=${objectLabels.role}=test`,
    ];
    const id = await this.docker('create', `--name=${name}`, ...labels, ...options, ...words);
    return { id, name };
  }

  async #runToEnd(made: MadeContainer): Promise<MadeContainer> {
    await this.engine.start(made.id, this.signal);
    await (
      await this.engine.watchExit(made.id, 'stopped', this.signal)
    ).code;
    return made;
  }

  async #imageWith(links: Readonly<Record<string, string>>): Promise<string> {
    const made = await this.#create([], [busyboxImage, 'true']);
    const contents = Object.entries(links).map(([path, linkTarget]) => ({
      path: path.slice(1),
      permissions: 0o777,
      linkTarget,
    }));
    const folders = ['var', 'run'].map((path) => ({ path, permissions: 0o755 }));
    await this.engine.writeArchive(made.id, '/', writeTar([...folders, ...contents]), this.signal);
    const image = `drydock-test/links:${this.run}`;
    await this.docker('commit', made.id, image);
    return image;
  }

  async #readProgram(id: string): Promise<Uint8Array> {
    const { readTarEntries } = await import('../../src/app/tar-entries.ts');
    const archive = this.engine.readArchive(id, '/bin/busybox', this.signal);
    for await (const entry of readTarEntries(archive, { bodySize: 32_000_000 })) {
      if (entry.body !== undefined) return entry.body;
    }
    throw new Error('The image has no busybox.');
  }

  async #import(tar: Uint8Array, image: string): Promise<void> {
    const child = spawn('docker', ['import', '-', image], {
      env: this.env,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end(tar);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
  }
}
