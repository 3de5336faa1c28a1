import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from './repository.ts';

// `npm run check`, the one gate: the same line on a desk and in CI.
const gates: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['generated files', process.execPath, 'src/build/generate.ts', '--check'],
  ['types', bin('tsc'), '-b'],
  ['lint', bin('oxlint'), '--type-aware', '--deny-warnings'],
  ['format', bin('prettier'), '--check', '--log-level', 'warn', '.'],
  ['dead code', bin('knip')],
  ['unit tests', bin('vitest'), 'run', '--project', 'unit'],
];

function bin(name: string): string {
  return join(repositoryRoot, 'node_modules', '.bin', name);
}

const skipsUnit = process.argv.includes('--no-unit');
const failed: string[] = [];
for (const [name, command, ...args] of gates) {
  if (skipsUnit && name === 'unit tests') continue;
  const started = performance.now();
  const { status } = spawnSync(command, args, {
    cwd: repositoryRoot,
    stdio: 'inherit',
    // The .cmd shims of npm are batch files, which only a shell can run.
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`npm run check: ${failed.join(', ')} failed.`);
  process.exitCode = 1;
}
