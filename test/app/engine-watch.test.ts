import { afterEach, describe, expect, it } from 'vitest';
import { createEngineWatch } from '../../src/app/engine-watch.ts';
import type { EngineWatch } from '../../src/app/engine-watch.ts';
import type { EngineState } from '../../src/app/engine-state.ts';
import { EngineError } from '../../src/ports/engine-error.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

class WatchBench {
  readonly clock = new ManualClock();
  readonly engines: FakeEngine[] = [];
  readonly states: EngineState[] = [];
  engine = new FakeEngine();
  isDown = false;
  readonly watch: EngineWatch = createEngineWatch({
    open: () => {
      if (this.isDown) return Promise.reject(new EngineError('unreachable', 'Down.'));
      this.engines.push(this.engine);
      return Promise.resolve(this.engine);
    },
    clock: this.clock,
    jitter: () => 1,
  });
  readonly subscription = this.watch.subscribe((state) => this.states.push(state));

  get kinds(): readonly string[] {
    return this.states.map(({ kind }) => kind);
  }

  listCalls(): number {
    return this.engine.calls.filter((call) => call === 'listContainers').length;
  }

  async show(): Promise<void> {
    this.subscription.setVisible(true);
    await settle();
  }

  async makeContainer(): Promise<void> {
    this.engine.addImage('fake:1');
    await this.engine.createContainer(
      { image: 'fake:1', labels: {} },
      new AbortController().signal,
    );
  }
}

let bench: WatchBench;

afterEach(() => {
  bench.watch.dispose();
});

describe('the engine watch', () => {
  it('does nothing at all until somebody looks, and nothing after', async () => {
    bench = new WatchBench();
    await bench.clock.pass(60_000);
    expect(bench.engines).toEqual([]);
    await bench.show();
    expect(bench.watch.state.kind).toBe('connected');
    bench.subscription.setVisible(false);
    await settle();
    expect(bench.watch.state.kind).toBe('idle');
    const calls = bench.engine.calls.length;
    await bench.makeContainer();
    await bench.clock.pass(60_000);
    expect(bench.engine.calls.length).toBe(calls + 1);
    expect(bench.engine.calls).toContain('dispose');
    expect(bench.clock.sleeping).toBe(0);
  });

  it('listens before it lists, so that nothing falls between', async () => {
    bench = new WatchBench();
    await bench.show();
    const { calls } = bench.engine;
    expect(calls.indexOf('events')).toBeLessThan(calls.indexOf('listContainers'));
  });

  it('shows a change within 200 ms, and a storm of them as one', async () => {
    bench = new WatchBench();
    await bench.show();
    for (let count = 0; count < 1_000; count += 1) await bench.makeContainer();
    expect(bench.listCalls()).toBe(1);
    await bench.clock.pass(200);
    expect(bench.listCalls()).toBe(2);
    const { state } = bench.watch;
    expect(state.kind === 'connected' && state.snapshot.containers.length).toBe(1_000);
    await bench.clock.pass(60_000);
    expect(bench.listCalls()).toBe(2);
  });

  it('asks again when told to', async () => {
    bench = new WatchBench();
    await bench.show();
    bench.watch.refresh();
    await bench.clock.pass(200);
    expect(bench.listCalls()).toBe(2);
  });

  it('says that the engine is gone at once, and is right again within a second of its return', async () => {
    bench = new WatchBench();
    await bench.show();
    bench.isDown = true;
    bench.engine.cut();
    await settle();
    expect(bench.watch.state).toMatchObject({
      kind: 'unavailable',
      failure: 'protocol',
      attempts: 1,
    });
    for (let second = 0; second < 20; second += 1) await bench.clock.pass(1_000);
    expect(bench.watch.state).toMatchObject({ failure: 'unreachable', message: 'Down.' });
    bench.isDown = false;
    bench.engine = new FakeEngine();
    await bench.clock.pass(800);
    expect(bench.watch.state.kind).toBe('connected');
    expect(bench.kinds).not.toContain('idle');
  });

  it('knocks more seldom when the engine stays away, and at once when asked to', async () => {
    bench = new WatchBench();
    bench.isDown = true;
    await bench.show();
    for (let step = 0; step < 120; step += 1) await bench.clock.pass(800);
    const before = bench.states.length;
    for (let second = 0; second < 50; second += 1) await bench.clock.pass(1_000);
    const attempts = bench.states.length - before;
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(12);
    bench.isDown = false;
    bench.watch.refresh();
    await settle();
    expect(bench.watch.state.kind).toBe('connected');
  });

  it('never shows one engine under the epoch of another', async () => {
    bench = new WatchBench();
    await bench.show();
    const first = bench.engine;
    const epoch = bench.watch.state.epoch;
    bench.engine = new FakeEngine();
    bench.watch.reopen();
    await settle();
    const { state } = bench.watch;
    expect(state.kind === 'connected' && state.engine).toBe(bench.engine);
    expect(state.epoch).toBeGreaterThan(epoch);
    const shown = bench.states.length;
    first.cut();
    await settle();
    expect(bench.states.length).toBe(shown);
  });

  it('keeps no answer that comes after the switch', async () => {
    bench = new WatchBench();
    await bench.show();
    bench.watch.refresh();
    const passing = bench.clock.pass(200);
    bench.watch.reopen();
    await passing;
    await settle();
    const epochs = bench.states.map((state) => state.epoch);
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
    expect(bench.watch.state).toMatchObject({ kind: 'connected', epoch: epochs.at(-1) });
  });
});
