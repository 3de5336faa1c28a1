import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDockerEngine } from '../../../src/adapters/docker/open-docker-engine.ts';
import { systemClock } from '../../../src/adapters/node/system-clock.ts';
import { createEngineWatch } from '../../../src/app/engine-watch.ts';
import type { EngineState } from '../../../src/app/engine-state.ts';
import { startDockerEngine } from '../../../src/build/services/docker-engine.ts';

type Kind = EngineState['kind'];

/** The states of a watch, each with the moment in which it came. */
class StateLog {
  readonly #states: { readonly kind: Kind; readonly at: number }[] = [];
  #wake: (() => void) | undefined;

  readonly push = (state: EngineState): void => {
    this.#states.push({ kind: state.kind, at: performance.now() });
    this.#wake?.();
  };

  /** The moment of the first state of this kind after `since`. */
  async next(kind: Kind, since: number): Promise<number> {
    for (;;) {
      const found = this.#states.find((state) => state.kind === kind && state.at >= since);
      if (found !== undefined) return found.at;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

describe('an engine that goes and comes back', () => {
  it('is seen to go, and to be back, within a second each', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-restart-'));
    const path = join(folder, 'engine.sock');
    const first = await startDockerEngine({ version: 'newest' });
    await symlink(first.socketPath, path);
    const log = new StateLog();
    const watch = createEngineWatch({
      open: (signal) => openDockerEngine({ env: { DOCKER_HOST: `unix://${path}` } }, signal),
      clock: systemClock,
      jitter: Math.random,
    });
    const subscription = watch.subscribe(log.push);
    subscription.setVisible(true);
    await log.next('connected', 0);
    const began = performance.now();
    process.kill(first.pid, 'SIGKILL');
    expect((await log.next('unavailable', began)) - began).toBeLessThan(1_000);
    await first.stop();
    const second = await startDockerEngine({ version: 'newest' });
    await rm(path);
    const back = performance.now();
    await symlink(second.socketPath, path);
    expect((await log.next('connected', back)) - back).toBeLessThan(1_000);
    watch.dispose();
    await second.stop();
    await rm(folder, { recursive: true });
  });

  it('is given up within the limit while it hangs, and answers again when it goes on', async () => {
    const host = await startDockerEngine({ version: 'newest' });
    const env = { DOCKER_HOST: `unix://${host.socketPath}` };
    const engine = await openDockerEngine({ env }, AbortSignal.timeout(20_000));
    process.kill(host.pid, 'SIGSTOP');
    try {
      const began = performance.now();
      const call = engine.listContainers({}, AbortSignal.timeout(60_000));
      await expect(call).rejects.toMatchObject({ failure: 'deadline' });
      expect(performance.now() - began).toBeLessThan(11_000);
    } finally {
      process.kill(host.pid, 'SIGCONT');
    }
    expect(await engine.listContainers({}, AbortSignal.timeout(20_000))).toEqual([]);
    engine.dispose();
    await host.stop();
  });
});
