import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { resultMark } from '../../src/build/services/result-mark.ts';
import { openPage } from './support/page.ts';

/** What a suite's window writes into `DRYDOCK_RESULTS`. */
export interface JourneyResults {
  readonly passed: number;
  readonly failed: number;
  /** Milliseconds by the journey's title; what activation took where this window had not activated yet. */
  readonly times: Readonly<Record<string, number>>;
}

/** Called by the extension host: runs the journeys named in `DRYDOCK_JOURNEYS` and fails when one of them does. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: TerminalReporter });
  for (const file of JSON.parse(process.env['DRYDOCK_JOURNEYS'] ?? '[]') as string[])
    mocha.addFile(file);
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      const test = this.currentTest;
      if (test?.state === 'failed')
        await openPage()
          .screenshot(`failed ${test.title}`)
          .catch(() => '');
    },
  });
  await mocha.loadFilesAsync();
  const times = await measureActivation();
  const results = { passed: 0, failed: 0, times };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => {
        results.passed += 1;
        times[test.fullTitle()] = test.duration ?? 0;
      })
      .on('fail', () => (results.failed += 1));
  });
  const file = process.env['DRYDOCK_RESULTS'];
  if (file !== undefined) await writeFile(file, JSON.stringify(results satisfies JourneyResults));
  if (results.failed > 0) throw new Error(`${results.failed} journeys failed`);
}

/** Loading included; nothing where a view or a document has activated the extension already. */
async function measureActivation(): Promise<Record<string, number>> {
  const extension = vscode.extensions.getExtension('drydock.drydock');
  if (extension === undefined || extension.isActive) return {};
  const started = performance.now();
  await extension.activate();
  return { 'load and activate the extension': performance.now() - started };
}

/** One line for each journey, marked so that the host shows it among all that the window prints. */
class TerminalReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('suite', ({ title }) => print(title === '' ? [] : [`  ${title}`]));
    runner.on('pass', ({ title, duration }) => print([`    ✔ ${title} (${duration ?? 0} ms)`]));
    runner.on('fail', ({ title }, error) => {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      print([`    ✘ ${title}`, ...said.split('\n').map((line) => `        ${line}`)]);
    });
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log('%s', `${resultMark}${line}`);
}
