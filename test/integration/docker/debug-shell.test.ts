import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDebugShell } from '../../../src/app/debug-shell.ts';
import type { DebugShell, DebugShellRequest } from '../../../src/app/debug-shell.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { EngineError } from '../../../src/ports/engine-error.ts';
import { collectOutput, OutputReader } from '../../support/collect.ts';
import { DockerBench } from '../../support/docker-bench.ts';

const bench = new DockerBench();
const look = { mode: 'look' } as const;

beforeAll(() => bench.open());
afterEach(() => bench.clean());
afterAll(() => bench.close());

function open(container: string, extra: Partial<DebugShellRequest> = {}): Promise<DebugShell> {
  const request: DebugShellRequest = {
    container,
    mode: 'reproduce',
    session: bench.newSession(),
    now: Date.now(),
    toolboxImage: busyboxImage,
    tty: false,
    ...extra,
  };
  return openDebugShell(bench.engine, request, AbortSignal.timeout(60_000));
}

async function run(
  container: string,
  script: string,
  extra: Partial<DebugShellRequest> = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  const shell = await open(container, { ...extra, command: ['sh', '-c', script] });
  shell.end();
  const output = await collectOutput(shell.output);
  return { ...output, exitCode: await shell.exit };
}

describe('a shell in a stopped container', () => {
  it('passes the exit code, both streams and the input through, and leaves nothing', async () => {
    const { name } = await bench.stopped('exit 3');
    const shell = await open(name, { command: ['sh', '-c', 'cat; echo err >&2; exit 7'] });
    await shell.write(new TextEncoder().encode('typed\n'));
    shell.end();
    expect(await collectOutput(shell.output)).toEqual({ stdout: 'typed\n', stderr: 'err\n' });
    expect(await shell.exit).toBe(7);
    await bench.expectNothingLeft();
  });

  it('has the files, the environment, the folder and the volumes of the container', async () => {
    const { name } = await bench.stopped('echo made > /made; echo kept > /data/kept', [
      '--env=PLAIN=value',
      '--workdir=/tmp',
      `--volume=${bench.volume}:/data`,
      '--volume=/anonymous',
    ]);
    const seen = await run(name, 'cat /made /data/kept; echo $PLAIN; pwd; ls -d /anonymous');
    expect(seen).toMatchObject({ stdout: 'made\nkept\nvalue\n/tmp\n/anonymous\n', exitCode: 0 });
    const write = await run(name, 'echo spoiled > /data/kept');
    expect(write.exitCode).not.toBe(0);
    expect(await run(name, 'cat /data/kept')).toMatchObject({ stdout: 'kept\n' });
    await bench.expectNothingLeft();
  });

  it('changes nothing in the container itself', async () => {
    const { name, id } = await bench.stopped('exit 1');
    const before = await bench.engine.inspectContainer(id, {}, bench.signal);
    await run(name, 'echo x > /new; rm -rf /etc');
    expect(await bench.engine.inspectContainer(id, {}, bench.signal)).toEqual(before);
    expect(await bench.engine.changes(id, bench.signal)).toEqual([]);
  });

  it('keeps secrets out of the image that it makes', async () => {
    const { name } = await bench.stopped('exit 1', ['--env=API_TOKEN=tell-nobody']);
    const shell = await open(name, { command: ['sh', '-c', 'echo $API_TOKEN; cat'] });
    const reader = new OutputReader(shell.output);
    expect(await reader.until(/tell-nobody/)).toContain('tell-nobody');
    const [image] = await bench.sessionImages();
    const details = await bench.engine.inspectImage(image?.id ?? '', bench.signal);
    expect(JSON.stringify(details)).not.toContain('tell-nobody');
    await shell.close();
    await bench.expectNothingLeft();
  });

  it('looks without a network and without being able to write, and needs no image after its start', async () => {
    const { name } = await bench.stopped('echo made > /made; echo kept > /data/kept', [
      `--volume=${bench.volume}:/data`,
    ]);
    const shell = await open(name, { ...look, command: ['sh', '-c', 'cat made data/kept; cat'] });
    const reader = new OutputReader(shell.output);
    await reader.until(/made\nkept\n/);
    expect(shell.mode).toBe('look');
    expect(await bench.sessionImages()).toEqual([]);
    await shell.close();
    const script = 'pwd; ip link | grep -c eth0; echo x > /target/new || echo x > /target/data/new';
    const seen = await run(name, script, look);
    expect(seen.stdout).toBe('/target\n0\n');
    expect(seen.stderr).toMatch(/Read-only file system[^]*Read-only file system/);
    expect(seen.exitCode).not.toBe(0);
    await bench.expectNothingLeft();
  });

  it('looks into a container that was never started', async () => {
    const { name } = await bench.created([`--volume=${bench.volume}:/data`]);
    expect(await run(name, 'ls -d data bin', look)).toMatchObject({ stdout: 'bin\ndata\n' });
    await bench.expectNothingLeft();
  });

  it('looks into a volume that is mounted below a link', async () => {
    const options = [`--volume=${bench.volume}:/var/run/deep/data`];
    const script = 'echo kept > /run/deep/data/kept';
    const { name } = await bench.stoppedWithLinks(script, options, { '/var/run': '/run' });
    // Some builds of the engine cannot reach the files of such a container at all; the volume is elsewhere then.
    const paths = '/target/run/deep/data/kept /volumes/var/run/deep/data/kept';
    const seen = await run(name, `for f in ${paths}; do test ! -e $f || cat $f; done`, look);
    expect(seen).toEqual({ stdout: 'kept\n', stderr: '', exitCode: 0 });
    expect(await run(name, 'cat /run/deep/data/kept')).toMatchObject({ stdout: 'kept\n' });
    await bench.expectNothingLeft();
  });

  it('lends a shell to an image that has none', async () => {
    const { name } = await bench.stoppedDistroless();
    const shell = await open(name, { command: ['sh', '-c', 'ls / | sort | head -1'] });
    expect(shell.notes.join()).toContain('no shell');
    const output = await collectOutput(shell.output);
    expect(output).toEqual({ stdout: 'app\n', stderr: '' });
    expect(await shell.exit).toBe(0);
    await bench.expectNothingLeft();
  });

  it('says what is missing where there is no shell and none to lend', async () => {
    const { name } = await bench.stoppedDistroless();
    const opening = open(name, { toolboxImage: 'drydock-test/absent:1' });
    await expect(opening).rejects.toMatchObject({ failure: 'no-shell' });
    await bench.expectNothingLeft();
  });

  it('is a real terminal: prompt, size, a new size, an interrupt and the end', async () => {
    const { name } = await bench.stopped('exit 1');
    const shell = await open(name, { tty: true, size: { columns: 91, rows: 31 } });
    const reader = new OutputReader(shell.output);
    const type = (text: string): Promise<void> => shell.write(new TextEncoder().encode(text));
    await reader.until(/# /);
    await type('stty size\r');
    await reader.until(/31 91/);
    shell.resize(120, 40);
    await type('until [ "$(stty size)" = "40 120" ]; do :; done; echo si""zed\r');
    await reader.until(/sized/);
    await type('sh -c \'echo wait""ing; exec sleep 1000\'\r');
    await reader.until(/waiting/);
    await type('\u0003');
    await type('echo al""ive $?\r');
    await reader.until(/alive \d+/);
    await type('exit 42\r');
    expect(await shell.exit).toBe(42);
    await bench.expectNothingLeft();
  });

  it('is gone when it is closed in the middle of a program', async () => {
    const { name } = await bench.stopped('exit 1');
    const shell = await open(name, {
      command: ['sh', '-c', 'trap "" TERM HUP; echo up; sleep 1000'],
    });
    await new OutputReader(shell.output).until(/up/);
    await shell.close();
    expect(await shell.exit).toBe(137);
    await bench.expectNothingLeft();
  });

  it('leaves nothing when the start fails', async () => {
    const { name: stranger } = await bench.created(['--user=nobody-knows-me']);
    await expect(open(stranger)).rejects.toMatchObject({ failure: 'unknown-user' });
    await bench.expectNothingLeft();
  });

  it('leaves nothing when the caller gives up while it is made', async () => {
    const { name } = await bench.stopped('dd if=/dev/urandom of=/big bs=1M count=200');
    for (const milliseconds of [0, 5, 20, 60, 120]) {
      const request: DebugShellRequest = {
        container: name,
        mode: 'reproduce',
        session: bench.newSession(),
        now: Date.now(),
        toolboxImage: busyboxImage,
        tty: false,
      };
      const signal = AbortSignal.timeout(milliseconds);
      const opening = openDebugShell(bench.engine, request, signal).then((shell) => shell.close());
      await opening.catch((error: unknown) => expect(error).toBeInstanceOf(EngineError));
    }
    await bench.expectNothingLeft();
  });

  it('opens twice on one container at the same time', async () => {
    const { name } = await bench.stopped('exit 1');
    const shells = await Promise.all([
      open(name, { command: ['cat'] }),
      open(name, { command: ['cat'] }),
    ]);
    await Promise.all(shells.map((shell) => shell.close()));
    await bench.expectNothingLeft();
  });

  it('reaches the network of the container, and is not found under its name', async () => {
    const network = await bench.network();
    await bench.running('peer', [`--network=${network}`]);
    const { name } = await bench.stopped('exit 1', [`--network=${network}`, '--network-alias=me']);
    const script = `ping -c 1 -W 2 ${bench.nameOf('peer')} >/dev/null && echo reached; nslookup me >/dev/null 2>&1 || echo unnamed`;
    expect(await run(name, script)).toMatchObject({ stdout: 'reached\nunnamed\n' });
    await bench.expectNothingLeft();
  });

  it('does without the network of a peer that does not run', async () => {
    await bench.stopped('exit 0', [], 'peer');
    const { name } = await bench.created([`--network=container:${bench.nameOf('peer')}`]);
    const shell = await open(name, { command: ['true'] });
    expect(shell.notes.join()).toContain('no network');
    expect(await shell.exit).toBe(0);
    await bench.expectNothingLeft();
  });
});

describe('a shell whose client dies', () => {
  it('is gone within a second', async () => {
    const { name } = await bench.stopped('exit 1');
    for (const mode of ['reproduce', 'look'] as const) {
      const client = await bench.shellInOtherProcess(name, mode);
      expect(await bench.sessionContainers()).toHaveLength(1);
      client.kill('SIGKILL');
      const began = performance.now();
      await expect
        .poll(() => bench.sessionContainers(), { interval: 20, timeout: 5_000 })
        .toEqual([]);
      expect(performance.now() - began).toBeLessThan(1_000);
    }
    // What is left of a reproduction is its image: found by its label and removed.
    expect(await bench.sessionImages()).toHaveLength(1);
    await bench.cleanLeftovers();
    await bench.expectNothingLeft();
  });
});
