import { expect, it } from 'vitest';
import { openDebugShell } from '../../../src/app/debug-shell.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { containerEngineContract } from '../../contract/container-engine.contract.ts';
import { collectOutput } from '../../support/collect.ts';
import { DockerBench } from '../../support/docker-bench.ts';

containerEngineContract('an older engine', async () => {
  const bench = new DockerBench();
  await bench.openPrivate('older');
  return { engine: bench.engine, image: busyboxImage, close: () => bench.close() };
});

it('opens a shell on an engine that cannot mount images, and leaves nothing', async () => {
  const bench = new DockerBench();
  await bench.openPrivate('older');
  expect((await bench.engine.about(bench.signal)).apiVersion).toBe('1.45');
  const exited = await bench.stopped('echo made > /made');
  const bare = await bench.stoppedDistroless();
  for (const [container, mode, script] of [
    [exited, 'reproduce', 'cat /made'],
    [exited, 'look', 'cat /made; ip link | grep -c eth0 | grep -v 0'],
    [bare, 'reproduce', 'echo made'],
  ] as const) {
    const request = {
      container: container.name,
      mode,
      session: bench.newSession(),
      now: 0,
      tty: false,
    };
    const command = ['sh', '-c', script];
    const shell = await openDebugShell(
      bench.engine,
      { ...request, toolboxImage: busyboxImage, command },
      bench.signal,
    );
    expect(await collectOutput(shell.output)).toEqual({ stdout: 'made\n', stderr: '' });
    await shell.exit;
    await bench.expectNothingLeft();
  }
  await bench.close();
});
