import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskFileWriter } from '../../../src/adapters/node/disk-file-writer.ts';
import { loadSnapshot } from '../../../src/adapters/node/project-files.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createCliContext } from '../../support/cli-context.ts';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-scaffold-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], input = ''): Promise<Outcome> {
  const stdin = new PassThrough();
  stdin.end(input);
  const context = createCliContext(folder, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    loadSnapshot: (root) => loadSnapshot(root, new AbortController().signal),
    fileWriter: new DiskFileWriter(),
  });
  const code = await runCli(context, ['scaffold', ...args]);
  return {
    code,
    out: context.output(),
    err: context
      .errors()
      .map((line) => `${line}\n`)
      .join(''),
  };
}

describe('drydock scaffold', () => {
  it('lists the services with what speaks for them', async () => {
    await writeFile(join(folder, 'train.py'), '');
    const { code, out } = await run(['list', '--format', 'json']);
    const { services } = JSON.parse(out) as { services: { id: string; evidence: string[] }[] };
    expect(code).toBe(0);
    expect(services.map(({ id }) => id)).toEqual(['training-job', 'fastapi-api', 'mlflow']);
    expect(services[0]?.evidence).toEqual(['train.py is there']);
    expect((await run(['list'])).out).toMatch(/^training-job {2}Training job\./);
  });

  it('prints the diff only with --dry-run', async () => {
    const { code, out } = await run(['mlflow', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('--- /dev/null\n+++ b/compose.yaml\n@@ -0,0 +1,');
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes with --yes, and a second run has an empty diff', async () => {
    const first = await run(['mlflow', '--yes', '--name', 'tracking', '--set', 'port=5055']);
    expect(first.err).toBe('made tracking.Dockerfile\nmade compose.yaml\n');
    const compose = await readFile(join(folder, 'compose.yaml'), 'utf8');
    expect(compose).toContain('  tracking:\n');
    expect(compose).toContain('"127.0.0.1:5055:5000"');
    const second = await run(['mlflow', '--yes']);
    expect(second).toMatchObject({ code: 0, out: '' });
    expect(await readFile(join(folder, 'compose.yaml'), 'utf8')).toBe(compose);
  });

  it.each([
    ['y\n', true],
    ['no\n', false],
    ['', false],
  ])('asks, and takes %j as %s', async (input, isWritten) => {
    const { code, err } = await run(['mlflow'], input);
    expect(code).toBe(0);
    expect(err).toContain('Write these changes? [y/N]');
    expect((await readdir(folder)).includes('compose.yaml')).toBe(isWritten);
  });

  it('makes a diff that changes an existing file as git would', async () => {
    await writeFile(join(folder, 'compose.yaml'), 'services:\n  db:\n    image: postgres:16\n');
    const { out } = await run(['mlflow', '--dry-run']);
    expect(out).toContain('--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1,3 +1,');
    expect(out).toContain('\n     image: postgres:16\n+  mlflow:\n');
  });

  it.each([
    [['nothing'], /There is no service "nothing"; there are: training-job, fastapi-api, mlflow/],
    [['mlflow', '--set', 'port'], /--set takes KEY=VALUE/],
    [['mlflow', '--set', 'port=0'], /1 to 65535/],
    [['mlflow', '--dir', 'missing'], /missing cannot be read/],
    [[], /is called as scaffold list/],
    [['mlflow', '--what'], /--what/],
  ])('ends with 2 and one line for %j', async (args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
