import { openDockerEngine } from '../../src/adapters/docker/open-docker-engine.ts';
import { openDebugShell } from '../../src/app/debug-shell.ts';
import { OutputReader } from './collect.ts';

// Holds a shell open until it is killed, for tests of what a client's death leaves behind.
const [container = '', mode, session = '', toolboxImage = ''] = process.argv.slice(2);
const engine = await openDockerEngine({ env: process.env }, AbortSignal.timeout(20_000));
const shell = await openDebugShell(
  engine,
  {
    container,
    mode: mode === 'look' ? 'look' : 'reproduce',
    session,
    now: Date.now(),
    toolboxImage,
    tty: true,
    size: { columns: 80, rows: 24 },
  },
  AbortSignal.timeout(60_000),
);
await new OutputReader(shell.output).until(/# /);
process.stdout.write('ready\n');
await shell.exit;
