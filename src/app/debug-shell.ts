import type { ContainerEngine } from '../ports/container-engine.ts';
import { EngineError, isEngineError } from '../ports/engine-error.ts';
import type {
  ContainerDetails,
  ContainerSpec,
  EngineAbout,
  Labels,
} from '../ports/engine-objects.ts';
import type { TerminalSession } from '../ports/terminal-session.ts';
import {
  assumedShell,
  findShell,
  injectedShell,
  planLookMounts,
  planNetwork,
  probeFileAccess,
  socketMounts,
  volumesOnly,
} from './debug-shell-plan.ts';
import type { FileAccess } from './debug-shell-plan.ts';
import { startDebugSession } from './debug-shell-session.ts';
import { toCommitSpec, toLookSpec, toReproduceSpec } from './debug-shell-spec.ts';
import type { ShellShape, ShellWords } from './debug-shell-spec.ts';
import { toObjectLabels } from './object-labels.ts';
import { findToolbox, injectedFolder, packToolbox, toolboxProgram } from './toolbox.ts';
import { Undo } from './undo.ts';

/** `look` reads and cannot change or reach anything; `reproduce` is the same environment again, with its own files writable. */
export type DebugShellMode = 'look' | 'reproduce';

export interface DebugShellRequest extends ShellShape {
  /** Id or name of the container. */
  readonly container: string;
  readonly mode: DebugShellMode;
  /** A name that no other session has. */
  readonly session: string;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: number;
  /** An image of the engine with a static busybox at `/bin/busybox`; empty where there is none. */
  readonly toolboxImage: string;
}

export interface DebugShell extends TerminalSession {
  /** The mode that it became: an engine that cannot mount images offers no look. */
  readonly mode: DebugShellMode;
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

type DebugShellFailure =
  /** The container has no shell, and no toolbox image is at hand to lend one. */
  | 'no-shell'
  /** The container's user is a name that its files do not know. */
  | 'unknown-user'
  | 'wrong-state';

class DebugShellError extends Error {
  readonly failure: DebugShellFailure;

  constructor(failure: DebugShellFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DebugShellError';
    this.failure = failure;
  }
}

/**
 * Opens a shell on a copy of a container's files: commit, run, attach. The container itself is not changed or started.
 * Rejects with a `DebugShellError` or an `EngineError` after everything made so far is removed again, an aborted commit included.
 */
export async function openDebugShell(
  engine: ContainerEngine,
  request: DebugShellRequest,
  signal: AbortSignal,
): Promise<DebugShell> {
  const undo = new Undo();
  try {
    const [about, details] = await Promise.all([
      engine.about(signal),
      engine.inspectContainer(request.container, {}, signal),
    ]);
    refuseWrongState(details);
    const opening = new Opening(engine, request, { about, details, undo, signal });
    return await opening.run();
  } catch (error) {
    await undo.run();
    throw explained(error, signal);
  }
}

interface OpeningState {
  readonly about: EngineAbout;
  readonly details: ContainerDetails;
  readonly undo: Undo;
  readonly signal: AbortSignal;
}

interface Plan {
  readonly mode: DebugShellMode;
  readonly words: ShellWords;
  toSpec(image: string): ContainerSpec;
  /** What is done between making and starting the container. */
  prepare(id: string): Promise<void>;
}

class Opening {
  readonly #engine: ContainerEngine;
  readonly #request: DebugShellRequest;
  readonly #state: OpeningState;
  readonly #labels: Labels;
  readonly #notes: string[] = [];

  constructor(engine: ContainerEngine, request: DebugShellRequest, state: OpeningState) {
    this.#engine = engine;
    this.#request = request;
    this.#state = state;
    this.#labels = this.#labelsFor('debug');
  }

  async run(): Promise<DebugShell> {
    const { details, undo, signal } = this.#state;
    // The question also makes the mount points of a container that was never started, without which a look fails.
    const access = await probeFileAccess(this.#engine, details.id, signal);
    const [image, plan] = await settled(this.#commit(), this.#plan(access));
    const spec = plan.toSpec(image);
    const id = await this.#create(spec);
    await plan.prepare(id);
    const session = await startDebugSession(
      this.#engine,
      { id, tty: this.#request.tty, words: plan.words, user: spec.user ?? '', undo },
      signal,
    );
    // An image that is mounted is not needed by name any more: then one object is left, which removes itself.
    if (plan.mode === 'look') await undo.runNow(image);
    return {
      title: details.name,
      mode: plan.mode,
      notes: this.#notes,
      ...session,
    };
  }

  async #commit(): Promise<string> {
    const { details, undo, signal } = this.#state;
    const spec = toCommitSpec(details, this.#request.session, this.#labels);
    // Given up half way, the engine may go on and leave an image later. So a commit always runs to its end, and its image is removed then.
    const committed = this.#engine.commit(details.id, spec, new AbortController().signal);
    undo.add(`${spec.repository}:${spec.tag}`, async () => {
      const id = await committed.catch(() => undefined);
      if (id !== undefined) await removeImage(this.#engine, id);
    });
    const id = await raceAbort(committed, signal);
    undo.rename(`${spec.repository}:${spec.tag}`, id);
    return id;
  }

  async #create(spec: ContainerSpec): Promise<string> {
    const { undo, signal } = this.#state;
    // For people who list containers by other means; what it is for is said by its labels.
    const name = `drydock-${this.#request.session.replaceAll(/[^\w-]/g, '').slice(-12)}`;
    const id = await this.#engine.createContainer({ ...spec, name }, signal);
    undo.add(id, () => removeContainer(this.#engine, id));
    return id;
  }

  async #plan(access: FileAccess): Promise<Plan> {
    const { details, signal } = this.#state;
    const toolbox = await findToolbox(this.#engine, this.#request.toolboxImage, signal);
    if (access === 'broken-mount') {
      this.#notes.push('One of its bind mounts has lost its source: only its volumes are mounted.');
    }
    if (this.#request.mode === 'look') {
      if (toolbox !== undefined && canMountImages(this.#state.about)) {
        return this.#lookPlan(toolbox, access);
      }
      this.#notes.push(
        toolbox === undefined
          ? `The toolbox image "${this.#request.toolboxImage}" is not here: the files are a writable copy at /, without a network.`
          : 'This engine cannot mount images: the files are a writable copy at /, without a network.',
      );
    }
    const own =
      access === 'whole' ? await findShell(this.#engine, details.id, signal) : assumedShell;
    if (own !== undefined) return this.#reproducePlan(own, undefined, access);
    if (toolbox !== undefined) return this.#reproducePlan(injectedShell, toolbox, access);
    throw new DebugShellError(
      'no-shell',
      `The image of "${details.name}" has no shell, and there is no toolbox image to lend one: set one that has a static busybox at ${toolboxProgram}.`,
    );
  }

  async #lookPlan(toolbox: string, access: FileAccess): Promise<Plan> {
    const { details, signal } = this.#state;
    const all = await planLookMounts(this.#engine, { details, access }, signal);
    if (access !== 'whole' && all.length > 0) this.#notes.push('Its volumes are below /volumes.');
    const words = [toolboxProgram, 'sh'];
    return {
      mode: 'look',
      words: { script: words, interactive: words, isInjected: false },
      toSpec: (image) =>
        toLookSpec(image, { shape: this.#request, toolbox, labels: this.#labels, mounts: all }),
      prepare: () => Promise.resolve(),
    };
  }

  async #reproducePlan(
    words: ShellWords,
    toolbox: string | undefined,
    access: FileAccess,
  ): Promise<Plan> {
    const { details, signal } = this.#state;
    const isLook = this.#request.mode === 'look';
    const network = isLook
      ? { mode: 'none', extra: [] }
      : await planNetwork(this.#engine, details, signal);
    if (network.note !== undefined) this.#notes.push(network.note);
    if (access !== 'broken-mount' && socketMounts(details).length > 0) {
      this.#notes.push("It mounts a socket: who uses the engine's owns this machine.");
    }
    const options = {
      shape: this.#request,
      words,
      labels: this.#labels,
      networkMode: network.mode,
      ...(access === 'broken-mount' ? { mounts: volumesOnly(details) } : {}),
    };
    return {
      mode: 'reproduce',
      words,
      toSpec: (image) => toReproduceSpec(details, image, options),
      prepare: async (id) => {
        if (toolbox !== undefined) await this.#inject(id, toolbox);
        for (const name of network.extra) await this.#engine.connectNetwork(name, id, signal);
      },
    };
  }

  async #inject(id: string, toolbox: string): Promise<void> {
    const { signal } = this.#state;
    const tar = await packToolbox(this.#engine, toolbox, this.#labelsFor('helper'), signal);
    await this.#engine.writeArchive(id, '/', tar, signal);
    this.#notes.push(
      `The image has no shell: one was lent, its programs are in ${injectedFolder}.`,
    );
  }

  #labelsFor(role: 'debug' | 'helper'): Labels {
    return toObjectLabels({
      role,
      session: this.#request.session,
      source: this.#state.details.id,
      created: this.#request.now,
    });
  }
}

/** Waits for both even if one fails, so that nothing is still being made while all is removed. */
async function settled<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  // The plan's reason is told first: it says what a person can do.
  if (b.status === 'rejected') throw b.reason;
  if (a.status === 'rejected') throw a.reason;
  return [a.value, b.value];
}

async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

function refuseWrongState(details: ContainerDetails): void {
  if (details.state === 'removing' || details.state === 'dead') {
    throw new DebugShellError('wrong-state', `The container "${details.name}" is being removed.`);
  }
}

function canMountImages(about: EngineAbout): boolean {
  const [major = 0, minor = 0] = about.apiVersion.split('.').map(Number);
  return about.kind === 'docker' && (major > 1 || (major === 1 && minor >= 48));
}

async function removeContainer(engine: ContainerEngine, id: string): Promise<void> {
  try {
    const options = { force: true, volumes: true };
    await engine.removeContainer(id, options, AbortSignal.timeout(60_000));
  } catch (error) {
    // It removes itself when its shell ends: gone, or about to be.
    if (!isEngineError(error, 'not-found', 'conflict')) throw error;
  }
}

async function removeImage(engine: ContainerEngine, id: string): Promise<void> {
  try {
    await engine.removeImage(id, { force: true }, AbortSignal.timeout(60_000));
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
  }
}

function explained(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted)
    return new EngineError('aborted', 'The shell was given up.', { cause: error });
  if (isEngineError(error) && /unable to find user/i.test(error.said ?? '')) {
    const sentence = "The container's user has no entry in its own /etc/passwd.";
    return new DebugShellError('unknown-user', sentence, error);
  }
  if (isEngineError(error) && /exec: "\/bin\/sh"/.test(error.said ?? '')) {
    return new DebugShellError('no-shell', 'The image of this container has no shell.', error);
  }
  return error;
}
