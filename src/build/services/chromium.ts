import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { ensurePrograms } from './debian-packages.ts';
import { MissingPieceError } from './missing-piece.ts';
import { findProgram } from './run-command.ts';

/** Nothing here may ask the network for anything but the page. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The full path of a Chromium; Debian's package is installed when there is none and we may. */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  await ensurePrograms({ chromium: 'chromium' }, 'VS Code in a browser');
  const installed = await findChromium();
  if (installed !== undefined) return installed;
  throw new MissingPieceError(
    'chromium',
    'VS Code in a browser needs Chromium',
    'install it and try again.',
  );
}

/** A headless Chromium with an empty profile. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: flags,
    headless: true,
    // The caller ends it with everything else that it started.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

async function findChromium(): Promise<string | undefined> {
  for (const name of programs) {
    const file = await findProgram(name);
    if (file !== undefined) return file;
  }
  for (const file of applications) {
    const found = await findProgram(file.slice(file.lastIndexOf('/') + 1), {
      PATH: file.slice(0, file.lastIndexOf('/')),
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
