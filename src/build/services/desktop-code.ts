import { SilentReporter, downloadAndUnzipVSCode } from '@vscode/test-electron';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { findProgram } from './run-command.ts';

/** How long the download may be silent; where it cannot be reached, this is what asking costs. */
const PATIENCE_MILLISECONDS = 5000;

/** The executable of a desktop VS Code: an installed one, else the download; `undefined` where neither is possible. */
export async function findDesktopCode(): Promise<string | undefined> {
  if (!hasDisplay()) return undefined;
  const installed = await findProgram(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (installed !== undefined) return installed;
  return downloadAndUnzipVSCode({
    cachePath: path.join(cacheFolder(), 'vscode-desktop'),
    timeout: PATIENCE_MILLISECONDS,
    reporter: new SilentReporter(),
  }).catch(() => undefined);
}

/** On Linux a window needs a display server, and Electron refuses to start as root. */
function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return (DISPLAY ?? WAYLAND_DISPLAY ?? '') !== '' && process.getuid?.() !== 0;
}
