import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-ci-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a copy of the script with an `npm` whose `test` is the given shell text; every package is installed already. */
function run(test: string): {
  readonly lastLine: string | undefined;
  readonly code: number | null;
} {
  const bin = join(folder, 'bin');
  mkdirSync(join(folder, '.ci'));
  mkdirSync(bin);
  copyFileSync(join(import.meta.dirname, '../../.ci/run'), join(folder, '.ci/run'));
  writeProgram(join(bin, 'npm'), `[ "$1" = test ] || exit 0\n${test}`);
  writeProgram(join(bin, 'dpkg-query'), `printf 'install ok installed'`);
  const { stdout, status } = spawnSync('bash', [join(folder, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}` },
    timeout: 10_000,
  });
  return { lastLine: stdout.trimEnd().split('\n').at(-1), code: status };
}

function writeProgram(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

describe('.ci/run', () => {
  it.each([
    ['passes the count on', 'echo "7 passed, 0 failed"', '7 passed, 0 failed', 0],
    ['passes a failure on', 'echo "6 passed, 1 failed"; exit 1', '6 passed, 1 failed', 1],
    ['ends with the count', 'echo "7 passed, 0 failed"; echo more', '7 passed, 0 failed', 0],
    ['fails without a count', 'echo nothing', '0 passed, 1 failed', 1],
    ['counts a crash', 'echo nothing; exit 3', '0 passed, 1 failed', 3],
  ])('%s', (_title, test, lastLine, code) => {
    expect(run(test)).toEqual({ lastLine, code });
  });
});
