import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import type { Journeys } from '../journeys.ts';
import { repositoryRoot } from '../repository.ts';
import { findDesktopCode } from './desktop-code.ts';
import { installVsix, withNode24 } from './vscode-server.ts';

export type HostKind = 'desktop' | 'web';

export interface SuiteOptions {
  readonly host: HostKind;
  readonly journeys: Journeys;
  /** The folder that the window opens; none opens an empty window. */
  readonly folder?: string;
  /** The VSIX to install; without it the extension is loaded from the repository. */
  readonly vsix?: string;
  /** The window asks whether the folder is trusted; only in the web host. */
  readonly asksForTrust?: boolean;
  /** Where `screenshot` puts its pictures. */
  readonly screenshotFolder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one suite in a window of its own; true when VS Code says that all of it passed. */
export async function runInVscode(options: SuiteOptions): Promise<boolean> {
  const profile = await mkdtemp(path.join(tmpdir(), 'drydock-profile-'));
  const dataFolder = path.join(profile, 'data');
  const extensionsFolder = path.join(profile, 'extensions');
  try {
    if (options.vsix !== undefined)
      await installVsix(options.vsix, { dataFolder, extensionsFolder });
    await runTests({
      vscodeExecutablePath: await findExecutable(options.host),
      extensionDevelopmentPath:
        options.vsix === undefined ? repositoryRoot : options.journeys.folder,
      extensionTestsPath: options.journeys.testsPath,
      extensionTestsEnv: {
        ...withNode24({ ...process.env, ...options.env }),
        DRYDOCK_SCREENSHOTS: options.screenshotFolder,
      },
      launchArgs: [
        ...(options.folder === undefined ? [] : [options.folder]),
        ...(options.asksForTrust === true ? ['--ask-for-workspace-trust'] : []),
        `--user-data-dir=${dataFolder}`,
        `--extensions-dir=${extensionsFolder}`,
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof TestRunFailedError) return false;
    throw error;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function findExecutable(host: HostKind): Promise<string> {
  if (host === 'web') return fileURLToPath(new URL('web-code.ts', import.meta.url));
  const found = await findDesktopCode();
  if (found === undefined) throw new Error('No desktop VS Code can be had here: use --web.');
  return found;
}
