import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { repositoryRoot } from './repository.ts';
import { findDesktopCode } from './services/desktop-code.ts';
import { MissingPieceError } from './services/missing-piece.ts';
import { copySampleProject } from './services/sample-project.ts';
import { toFlags } from './services/to-flags.ts';
import { startVscodeServer } from './services/vscode-server.ts';
import { checkWindow } from './start/check-window.ts';
import { formatFindings, listMessages, listServices } from './start/lint-sample.ts';

// `npm start [-- --web | --check]`: opens the sample project in a real VS Code with Drydock loaded.

const { values: flags } = parseArgs({
  options: {
    web: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

/** Resolves at Ctrl+C, so that everything that was started is also stopped. */
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

async function main(): Promise<number> {
  await bundle();
  const sample = await copySampleProject();
  try {
    console.log(`${await formatFindings(sample.folder)}\n`);
    const desktop = flags.web || flags.check ? undefined : await findDesktopCode();
    if (desktop === undefined) return await openInBrowser(sample.folder);
    await openOnDesktop(desktop, sample.folder);
    return 0;
  } finally {
    await sample.remove();
  }
}

async function openOnDesktop(executable: string, folder: string): Promise<void> {
  const profile = await mkdtemp(path.join(tmpdir(), 'drydock-profile-'));
  console.log(
    'Opening the sample project in VS Code; close its window, or press Ctrl+C here, to end.',
  );
  const args = toFlags({
    extensionDevelopmentPath: repositoryRoot,
    'user-data-dir': path.join(profile, 'data'),
    'extensions-dir': path.join(profile, 'extensions'),
    'disable-workspace-trust': true,
    'skip-welcome': true,
    'skip-release-notes': true,
    wait: true,
  });
  const window = spawn(executable, [...args, folder], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  const closed = new Promise<void>((resolve) => {
    window.once('close', () => resolve()).once('error', () => resolve());
  });
  await Promise.race([closed, interrupted]);
  window.kill();
  await closed;
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}

async function openInBrowser(folder: string): Promise<number> {
  const server = await startVscodeServer({ asksForTrust: false });
  try {
    const url = server.windowUrl({ folder, developmentFolders: [repositoryRoot] });
    if (flags.check) return await check(url, folder);
    console.log(`VS Code shows the sample project at\n\n  ${url}\n\nPress Ctrl+C to end.`);
    await interrupted;
    return 0;
  } finally {
    await server.stop();
  }
}

async function check(url: string, folder: string): Promise<number> {
  const services = await listServices(folder);
  const messages = await listMessages(folder);
  const complaints = await Promise.race([
    checkWindow(url, { services, messages }),
    interrupted.then(() => ['The check was interrupted.']),
  ]);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length === 0) {
    console.log(
      `The views show ${services.length} services, and Problems ${messages.length} findings.`,
    );
  }
  return complaints.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MissingPieceError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
