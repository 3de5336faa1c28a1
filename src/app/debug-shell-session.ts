import type { ByteSession, OutputChunk } from '../ports/byte-session.ts';
import type { ContainerEngine, ExitWatch } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { TerminalSession } from '../ports/terminal-session.ts';
import { lifelineWords } from './debug-shell-spec.ts';
import type { ShellWords } from './debug-shell-spec.ts';
import type { Undo } from './undo.ts';

export interface SessionParts {
  /** Of a container that is made and not started. */
  readonly id: string;
  readonly tty: boolean;
  readonly words: ShellWords;
  readonly user: string;
  /** What is to be done when the session ends. */
  readonly undo: Undo;
}

const connectionsStep = 'connections';

/** What a shell's end is called when the engine was lost and nobody knows. */
const lostExitCode = 255;

/**
 * Starts the shell and connects to it. The wait and the connection stand before the start, so that neither the first
 * byte nor the exit code of a program that ends at once is lost.
 */
export async function startDebugSession(
  engine: ContainerEngine,
  parts: SessionParts,
  signal: AbortSignal,
): Promise<Omit<TerminalSession, 'title'>> {
  const { id, tty, undo } = parts;
  // The connections outlive the call that opens them, so the caller's signal ends them only until then.
  const life = new AbortController();
  const opening = AbortSignal.any([signal, life.signal]);
  const onAbort = (): void => life.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const watch = await engine.watchExit(id, 'removed', life.signal);
    const terminal = await engine.attach(id, { stdin: true, tty }, life.signal);
    undo.add(connectionsStep, () => {
      terminal.close();
      life.abort();
      return Promise.resolve();
    });
    await engine.start(id, opening);
    const lifeline = openLifeline(engine, parts, life.signal);
    return new DebugSession({ engine, id, undo, watch, terminal, lifeline }).toSession();
  } catch (error) {
    life.abort();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * A lost connection ends nothing by itself: the shell would run on for ever. So a second program waits on a second
 * connection, and when that breaks because the client has died, it ends the shell.
 */
async function openLifeline(
  engine: ContainerEngine,
  parts: SessionParts,
  signal: AbortSignal,
): Promise<ByteSession | undefined> {
  const user = parts.user === '' ? {} : { user: parts.user };
  try {
    const command = lifelineWords(parts.words);
    const lifeline = await engine.exec(parts.id, { command, ...user }, signal);
    void drain(lifeline);
    return lifeline;
  } catch (error) {
    // A command that has ended already needs no lifeline, and without one a session still works.
    if (isEngineError(error)) return undefined;
    throw error;
  }
}

async function drain(session: ByteSession): Promise<void> {
  try {
    const output = session.output[Symbol.asyncIterator]();
    while ((await output.next()).done !== true);
  } catch (error) {
    // The connection is dropped when the session ends; nobody waits for what it would have said.
    if (!isEngineError(error)) throw error;
  }
}

interface SessionState {
  readonly engine: ContainerEngine;
  readonly id: string;
  readonly undo: Undo;
  readonly watch: ExitWatch;
  readonly terminal: ByteSession;
  readonly lifeline: Promise<ByteSession | undefined>;
}

class DebugSession {
  readonly #state: SessionState;
  readonly #exit: Promise<number>;
  #size: { readonly columns: number; readonly rows: number } | undefined;
  #isResizing = false;
  #isOver = false;

  constructor(state: SessionState) {
    this.#state = state;
    this.#exit = this.#untilGone();
  }

  toSession(): Omit<TerminalSession, 'title'> {
    const { terminal } = this.#state;
    return {
      output: this.#output(),
      write: (bytes) => terminal.write(bytes),
      end: () => terminal.end(),
      resize: (columns, rows) => {
        this.#size = { columns, rows };
        if (!this.#isResizing) void this.#resize();
      },
      exit: this.#exit,
      close: async () => {
        const { undo, id } = this.#state;
        // Removing by force ends the shell; the rest follows from that. Where it fails nobody would tell of an end, so
        // the connections are cut: that ends the wait, and the lifeline ends the shell.
        await undo.runNow(id).catch(() => undo.runNow(connectionsStep));
        await this.#exit;
        terminal.close();
      },
    };
  }

  async *#output(): AsyncGenerator<OutputChunk, void, undefined> {
    try {
      yield* this.#state.terminal.output;
    } catch (error) {
      // A cut connection is the end of the output; what it means is told by the exit code.
      if (!isEngineError(error)) throw error;
    }
  }

  /** Sends the newest size only, one at a time: a window being dragged asks hundreds of times. */
  async #resize(): Promise<void> {
    this.#isResizing = true;
    while (this.#size !== undefined && !this.#isOver) {
      const { columns, rows } = this.#size;
      this.#size = undefined;
      const { engine, id } = this.#state;
      try {
        await engine.resize(id, columns, rows, AbortSignal.timeout(10_000));
      } catch (error) {
        // Too early or too late, or the engine is gone: the next size or the session's end puts it right.
        if (!isEngineError(error)) throw error;
      }
    }
    this.#isResizing = false;
  }

  async #untilGone(): Promise<number> {
    const code = await this.#state.watch.code.catch(() => lostExitCode);
    this.#isOver = true;
    const lifeline = await this.#state.lifeline;
    lifeline?.close();
    // The engine closes the shell's connection itself; what it has sent before may still wait for its reader.
    this.#state.undo.forget(connectionsStep);
    await this.#state.undo.run();
    return code;
  }
}
