import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ComposeProgram } from '../../../src/adapters/compose/compose-program.ts';
import { explainFailure } from '../../../src/adapters/compose/explain-failure.ts';
import { findDockerProgram } from '../../../src/adapters/compose/find-docker-program.ts';
import { runProgram } from '../../../src/adapters/compose/run-program.ts';
import { ComposeError } from '../../../src/ports/compose-runner.ts';

let folder: string;
let program: string;
const signal = AbortSignal.timeout(20_000);
const quiet = (): void => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-compose-'));
  program = join(folder, 'docker');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A docker program that notes its arguments and then does this. */
async function fakeDocker(script: string): Promise<void> {
  const note = `process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(join(folder, 'args'))}, JSON.stringify({ args: process.argv.slice(2), host: process.env.DOCKER_HOST, secret: process.env.SECRET }));`;
  await writeFile(program, `#!${process.execPath}\n${note}\n${script}\n`);
  await chmod(program, 0o755);
}

function compose(env: Readonly<Record<string, string>> = {}): ComposeProgram {
  return new ComposeProgram({ program, env, cwd: folder, engineAddress: 'unix:///run/e.sock' });
}

async function failureOf(call: Promise<unknown>): Promise<ComposeError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ComposeError);
  return error as ComposeError;
}

describe('running Compose', () => {
  it('hands over hostile paths word by word, values by the environment, and the engine that is shown', async () => {
    await fakeDocker('');
    const file = join(folder, '$(touch pwned);"`x`\' --help.yaml');
    const project = { name: 'nba', directory: folder, files: [file] };
    await compose({ SECRET: 'tell-nobody' }).up(project, { services: ['api'] }, quiet, signal);
    const seen = JSON.parse(await readFile(join(folder, 'args'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(seen['args']).toContain(file);
    expect(JSON.stringify(seen['args'])).not.toContain('tell-nobody');
    expect(seen).toMatchObject({ secret: 'tell-nobody', host: 'unix:///run/e.sock' });
  });

  it('reports each line of both streams, without escape sequences', async () => {
    await fakeDocker(
      String.raw`process.stderr.write(' Container a \u001b[32mStarted\u001b[0m\r\n'); process.stdout.write('last')`,
    );
    const lines: string[] = [];
    const project = { name: 'nba', directory: folder, files: [join(folder, 'c.yaml')] };
    await compose().up(project, {}, ({ text }) => lines.push(text), signal);
    expect(lines.toSorted()).toEqual([' Container a Started', 'last']);
  });

  it('asks a program to stop when it is given up, and takes its answer', async () => {
    await fakeDocker(
      "process.on('SIGINT', () => { console.log('stopping'); process.exit(130); }); console.log('up'); setInterval(() => {}, 1000);",
    );
    const giveUp = new AbortController();
    const project = { name: 'nba', directory: folder, files: [join(folder, 'c.yaml')] };
    const call = compose().up(project, {}, () => giveUp.abort(), giveUp.signal);
    expect(await failureOf(call)).toMatchObject({ failure: 'aborted', log: 'up\nstopping' });
  });

  it('kills a program that does not stop, after the grace time and after the limit', async () => {
    await fakeDocker(
      "process.on('SIGINT', () => {}); console.log('up'); setInterval(() => {}, 1000);",
    );
    const common = { program, args: [], cwd: folder, env: {}, graceTime: 50 };
    const giveUp = new AbortController();
    const onLine = (): void => giveUp.abort();
    const killed = await runProgram({ ...common, deadline: 10_000, onLine }, giveUp.signal);
    expect(killed.ending).toBe('aborted');
    const late = await runProgram({ ...common, deadline: 200, onLine: quiet }, signal);
    expect(late.ending).toBe('deadline');
  });

  it('keeps the end of an endless log only', async () => {
    await fakeDocker(
      "for (let i = 0; i < 20000; i += 1) console.log('line ' + i); process.exitCode = 3;",
    );
    const project = { name: 'nba', directory: folder, files: [join(folder, 'c.yaml')] };
    const error = await failureOf(compose().down(project, quiet, signal));
    expect(error.log.length).toBeLessThanOrEqual(65_536);
    expect(error.message).toBe('Compose says: line 19999');
  });

  it('says that the docker program or its plugin is missing', async () => {
    const project = { name: 'nba', directory: folder, files: [join(folder, 'c.yaml')] };
    const none = new ComposeProgram({ program: undefined, env: {}, cwd: folder });
    expect((await failureOf(none.version(signal))).failure).toBe('not-installed');
    expect((await failureOf(compose().down(project, quiet, signal))).failure).toBe('not-installed');
    await fakeDocker(
      "console.error('docker: unknown command: docker compose'); process.exitCode = 1;",
    );
    expect((await failureOf(compose().down(project, quiet, signal))).failure).toBe('not-installed');
  });
});

describe('what Compose says before it fails', () => {
  it.each([
    [
      'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
      'engine-unreachable',
      /does not answer/,
    ],
    [
      'Error response from daemon: driver failed: Bind for 0.0.0.0:5000 failed: port is already allocated',
      'port-taken',
      /^Port 5000 is already taken by another container\.$/,
    ],
    [
      'failed to bind: listen tcp4 0.0.0.0:8080: bind: address already in use',
      'port-taken',
      /^Port 8080 .*program\.$/,
    ],
    ['failed to solve: process "/bin/sh -c pip" did not complete', 'build-failed', /build failed/],
    [
      'service "x" has neither an image nor a build context specified',
      'failed',
      /^Compose says: service "x"/,
    ],
    ['', 'failed', /exit code 9/],
  ] as const)('is one sentence for %j', (log, failure, sentence) => {
    const error = explainFailure(9, log);
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(sentence);
  });
});

describe('the docker program', () => {
  it('is found on the search path, but never in a relative folder', async () => {
    await fakeDocker('');
    expect(await findDockerProgram({ PATH: `.::relative:${folder}` }, 'linux')).toBe(program);
    expect(await findDockerProgram({ PATH: '.:relative' }, 'linux')).toBeUndefined();
    await chmod(program, 0o644);
    await rm(program);
    expect(await findDockerProgram({ PATH: folder }, 'linux')).toBeUndefined();
  });
});
