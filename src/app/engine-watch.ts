import type { ContainerEngine } from '../ports/container-engine.ts';
import type { Clock } from '../ports/clock.ts';
import { isEngineError } from '../ports/engine-error.ts';
import { isEventOfInterest } from './event-of-interest.ts';
import type { EngineState } from './engine-state.ts';
import { takeSnapshot } from './take-snapshot.ts';

export interface EngineWatchOptions {
  /** Finds and opens the engine; called again after each loss, since it may be another one by then. */
  readonly open: (signal: AbortSignal) => Promise<ContainerEngine>;
  readonly clock: Clock;
  /** A number in [0, 1), so that many windows do not knock at the same moment. */
  readonly jitter: () => number;
}

export interface EngineSubscription {
  /** Whether its view is on the screen. The watch works only while one of its subscribers says so. */
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** Keeps one state of the engine up to date by its events. Without a visible subscriber it has no connection and no timer. */
export interface EngineWatch {
  readonly state: EngineState;
  /** The listener is called after each change, never while subscribing. A new subscription is not visible yet. */
  subscribe(listener: (state: EngineState) => void): EngineSubscription;
  /** Asks the engine again now: after an action of ours, or when a person says "try again". */
  refresh(): void;
  /** Another engine may be meant from now on: forgets all that is known and opens anew. */
  reopen(): void;
  dispose(): void;
}

/** Milliseconds in which events are gathered into one refresh. */
const coalesceTime = 200;
const firstBackoff = 250;
/** While a restart is likely, so that the tree is right within a second of the engine's return. */
const earlyBackoff = 800;
const lateBackoff = 5_000;
/** About a minute of trying. */
const earlyAttempts = 75;

export function createEngineWatch(options: EngineWatchOptions): EngineWatch {
  return new EventDrivenWatch(options);
}

interface Subscriber {
  readonly listener: (state: EngineState) => void;
  visible: boolean;
}

class EventDrivenWatch implements EngineWatch {
  readonly #options: EngineWatchOptions;
  readonly #subscribers = new Set<Subscriber>();
  #state: EngineState = { kind: 'idle', epoch: 0 };
  #epoch = 0;
  /** Of the loop that runs now; absent while nobody looks. */
  #running: AbortController | undefined;
  /** Ends the loop's present wait, whatever it waits for. */
  #wake: (() => void) | undefined;
  /** Something happened since the last refresh began. */
  #dirty = false;

  constructor(options: EngineWatchOptions) {
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  subscribe(listener: (state: EngineState) => void): EngineSubscription {
    const subscriber: Subscriber = { listener, visible: false };
    this.#subscribers.add(subscriber);
    return {
      setVisible: (visible) => {
        subscriber.visible = visible;
        this.#startOrStop();
      },
      dispose: () => {
        this.#subscribers.delete(subscriber);
        this.#startOrStop();
      },
    };
  }

  refresh(): void {
    this.#dirty = true;
    this.#wake?.();
  }

  reopen(): void {
    this.#stop();
    this.#startOrStop();
  }

  dispose(): void {
    this.#subscribers.clear();
    this.#stop();
  }

  #startOrStop(): void {
    const wanted = [...this.#subscribers].some((subscriber) => subscriber.visible);
    if (!wanted) this.#stop();
    else if (this.#running === undefined) this.#start();
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#wake = undefined;
    if (this.#state.kind !== 'idle') this.#publish({ kind: 'idle', epoch: this.#epoch });
  }

  #start(): void {
    const running = new AbortController();
    this.#running = running;
    void this.#run(running.signal);
  }

  /** Connects, follows until the connection is lost, and tries again for as long as anybody looks. */
  async #run(signal: AbortSignal): Promise<void> {
    let attempts = 0;
    while (!signal.aborted) {
      const epoch = (this.#epoch += 1);
      if (attempts === 0) this.#publish({ kind: 'connecting', epoch });
      let reached = false;
      const failure = await this.#follow(epoch, signal, () => {
        reached = true;
      });
      if (signal.aborted) return;
      attempts = reached ? 1 : attempts + 1;
      this.#publish({ kind: 'unavailable', epoch, ...describe(failure), attempts });
      await this.#pause(this.#backoff(attempts), signal);
    }
  }

  /** Resolves with what ended it; never rejects. */
  async #follow(epoch: number, signal: AbortSignal, onReached: () => void): Promise<unknown> {
    const connection = new AbortController();
    const scope = AbortSignal.any([signal, connection.signal]);
    let engine: ContainerEngine | undefined;
    try {
      engine = await this.#options.open(scope);
      const opened = engine;
      const events = await opened.events(scope);
      const publish = async (): Promise<void> => {
        const snapshot = await takeSnapshot(opened, scope);
        if (scope.aborted) return;
        onReached();
        this.#publish({ kind: 'connected', epoch, engine: opened, snapshot });
      };
      await publish();
      await this.#refreshOn(events, publish, scope);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      connection.abort();
      engine?.dispose();
    }
  }

  /** Refreshes once for all events that came within the coalescing time. */
  async #refreshOn(
    events: AsyncIterable<{ readonly type: string; readonly action: string }>,
    refresh: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const stream = { isOver: false };
    const reading = this.#read(events).finally(() => {
      stream.isOver = true;
      this.#wake?.();
    });
    // Its failure is looked at when the loop is over; until then it must not count as unhandled.
    reading.catch(() => undefined);
    while (!stream.isOver && !signal.aborted) {
      if (!this.#dirty) await this.#untilWoken(signal);
      if (signal.aborted) break;
      await Promise.race([this.#options.clock.sleep(coalesceTime, signal), reading]);
      this.#dirty = false;
      await refresh();
    }
    await reading;
  }

  async #read(
    events: AsyncIterable<{ readonly type: string; readonly action: string }>,
  ): Promise<void> {
    for await (const event of events) if (isEventOfInterest(event)) this.refresh();
  }

  async #untilWoken(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#wake = undefined;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake);
    });
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    const scope = AbortSignal.any([signal, waiting.signal]);
    const woken = this.#untilWoken(scope);
    await Promise.race([
      this.#options.clock.sleep(milliseconds, scope).catch(() => undefined),
      woken,
    ]);
    waiting.abort();
    await woken;
  }

  #backoff(attempts: number): number {
    const limit = attempts > earlyAttempts ? lateBackoff : earlyBackoff;
    const full = Math.min(limit, firstBackoff * 2 ** Math.min(attempts - 1, 10));
    return full * (0.75 + 0.25 * this.#options.jitter());
  }

  #publish(state: EngineState): void {
    this.#state = state;
    for (const subscriber of this.#subscribers) subscriber.listener(state);
  }
}

function describe(
  failure: unknown,
): Pick<EngineState & { kind: 'unavailable' }, 'failure' | 'message'> {
  if (isEngineError(failure)) return { failure: failure.failure, message: failure.message };
  if (failure === undefined) {
    return { failure: 'unreachable', message: 'The engine closed the connection.' };
  }
  const text = failure instanceof Error ? failure.message : 'it failed without saying why.';
  return { failure: 'unexpected', message: `The engine could not be asked: ${text}` };
}
