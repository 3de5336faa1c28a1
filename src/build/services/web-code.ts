#!/usr/bin/env node
// Takes the flags of VS Code's own executable and opens that window in a headless Chromium, so that `runTests` can drive it.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { launchChromium } from './chromium.ts';
import { startPageDriver, takeScreenshot } from './page-driver.ts';
import { resultMark } from './result-mark.ts';
import { startVscodeServer } from './vscode-server.ts';

const HALF_AN_HOUR = 30 * 60_000;

interface Flags {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly folder: string | undefined;
}

function parseFlags(args: readonly string[]): Flags {
  const values = new Map<string, string[]>();
  let folder: string | undefined;
  for (const arg of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (match === null) folder = arg;
    else values.set(match[1] ?? '', [...(values.get(match[1] ?? '') ?? []), match[2] ?? '']);
  }
  return { values, folder };
}

/** Opens the window, waits until its test run has ended, and returns the exit code of that run. */
async function main(args: readonly string[]): Promise<number> {
  const { values, folder } = parseFlags(args);
  const [testsPath] = values.get('extensionTestsPath') ?? [];
  const [dataFolder] = values.get('user-data-dir') ?? [];
  const [extensionsFolder] = values.get('extensions-dir') ?? [];
  const screenshotFolder =
    process.env['DRYDOCK_SCREENSHOTS'] ?? path.join(tmpdir(), 'drydock-screenshots');
  await mkdir(screenshotFolder, { recursive: true });
  const log = createWriteStream(path.join(screenshotFolder, 'window.log'));
  const driver = await startPageDriver(screenshotFolder);
  const server = await startVscodeServer({
    // `runTests` always says --disable-workspace-trust, so this flag of ours has the last word.
    asksForTrust: values.has('ask-for-workspace-trust') || !values.has('disable-workspace-trust'),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(extensionsFolder === undefined ? {} : { extensionsFolder }),
    env: { ...process.env, DRYDOCK_PAGE: driver.address },
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const { promise: ended, resolve: end } = Promise.withResolvers<number>();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(130));
    setTimeout(() => end(124), HALF_AN_HOUR).unref();
    page.once('crash', () => end(70));
    await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
    await page.exposeFunction('codeAutomationLog', (type: string, parts: readonly unknown[]) => {
      const text = format(...parts).replace(/\s+$/, '');
      // The workbench talks a lot about itself; only a suite's own lines are for the terminal.
      if (text.startsWith(resultMark)) process.stdout.write(`${text.slice(resultMark.length)}\n`);
      else log.write(`[${type}] ${text}\n`);
    });
    driver.attach(page);
    await page.goto(
      server.windowUrl({
        folder,
        developmentFolders: values.get('extensionDevelopmentPath') ?? [],
        ...(testsPath === undefined ? {} : { testsPath }),
      }),
    );
    const code = await ended;
    if (code === 124) await takeScreenshot(page, screenshotFolder, { name: 'took-too-long' });
    return code;
  } finally {
    await browser.close();
    await server.stop();
    await driver.close();
    log.end();
  }
}

process.exitCode = await main(process.argv.slice(2));
