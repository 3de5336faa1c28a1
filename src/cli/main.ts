#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { hostname, tmpdir } from 'node:os';
import { isProcessRunning } from '../adapters/node/is-process-running.ts';
import { createSessionName, isSessionAlive } from '../app/session-name.ts';
import type { StoreFetcher } from '../ports/store-fetcher.ts';
import type { CliContext } from './command.ts';
import { fillInLanguage } from './fill-in-language.ts';
import { runCli } from './run-cli.ts';

fillInLanguage();

// The composition root of the command line. Adapters are loaded when a command asks for them: lint needs none.
const abort = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    abort.abort();
  });
}
// A reader such as `head` that closes early is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const isSource = import.meta.url.endsWith('.ts');
const workerUrl = new URL(
  isSource ? '../adapters/mlflow/sqlite/worker.ts' : './sqlite-worker.js',
  import.meta.url,
);

function createOwnSessionName(): string {
  return createSessionName({
    program: 'cli',
    host: hostname(),
    pid: process.pid,
    unique: randomUUID(),
  });
}

/** For stores inside of volumes and containers; the engine is looked for when one is asked for. */
async function createFetcher(): Promise<StoreFetcher> {
  const { createStoreFetcher } = await import('../app/tracking/fetch-store.ts');
  const { DiskScratchFolders } = await import('../adapters/node/disk-scratch-folders.ts');
  return createStoreFetcher({
    openEngine: () => context.openEngine(),
    scratch: new DiskScratchFolders(tmpdir()),
    session: createOwnSessionName(),
    now: () => Date.now(),
  });
}

const context: CliContext = {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  signal: abort.signal,
  out: (text) => void process.stdout.write(text),
  outBytes: (stream, bytes) => void process[stream].write(bytes),
  err: (text) => void process.stderr.write(`${text}\n`),
  terminalSize: () =>
    process.stdout.isTTY
      ? { columns: process.stdout.columns, rows: process.stdout.rows }
      : undefined,
  onResize: (listener) => {
    process.stdout.on('resize', listener);
    return () => void process.stdout.off('resize', listener);
  },
  openEngine: async () => {
    const { openDockerEngine } = await import('../adapters/docker/open-docker-engine.ts');
    return openDockerEngine({ env: process.env }, abort.signal);
  },
  openCompose: async () => {
    const { ComposeProgram } = await import('../adapters/compose/compose-program.ts');
    const { findDockerProgram } = await import('../adapters/compose/find-docker-program.ts');
    const program = await findDockerProgram(process.env, process.platform);
    return new ComposeProgram({ program, env: process.env, cwd: process.cwd() });
  },
  trackingStores: {
    open: async (location, signal) => {
      const { createTrackingStoreOpener } =
        await import('../adapters/mlflow/open-tracking-store.ts');
      const { createEnvironmentSecrets } =
        await import('../adapters/mlflow/environment-secrets.ts');
      const { DiskFileStore } = await import('../adapters/node/disk-file-store.ts');
      const opener = createTrackingStoreOpener({
        files: new DiskFileStore(),
        secrets: createEnvironmentSecrets(process.env),
        workerUrl,
        temporaryFolder: tmpdir(),
        fetcher: await createFetcher(),
      });
      return opener.open(location, signal);
    },
  },
  loadSnapshot: async (folder, options) => {
    // Nobody else waits in this process, and without turns for others thousands of small roots take half the time.
    const { loadSnapshotSync } = await import('../adapters/node/project-files.ts');
    return loadSnapshotSync(folder, abort.signal, options);
  },
  fileWriter: {
    writeAll: async (files, signal) => {
      const { DiskFileWriter } = await import('../adapters/node/disk-file-writer.ts');
      return new DiskFileWriter().writeAll(files, signal);
    },
  },
  loadProjects: async () => {
    const { loadDeclaredProjects } = await import('./load-declared-projects.ts');
    return loadDeclaredProjects(context);
  },
  now: () => Date.now(),
  createSessionName: createOwnSessionName,
  isSessionAlive: (leftover) =>
    isSessionAlive(leftover, { host: hostname(), isRunning: isProcessRunning, now: Date.now }),
};

process.exitCode = await runCli(context, process.argv.slice(2));
