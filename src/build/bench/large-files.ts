import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageSession } from './language-session.ts';
import type { Measure } from './measure.ts';
import { createComposeText, createDockerfileText } from './sample-texts.ts';

/** Milliseconds within which any request is answered, whatever is linted. */
const budget = 250;

/** Linted in the server's own thread, in another one, and above the limit not at all. */
const sizes = [100_000, 300_000, 500_000, 600_000, 5_000_000, 20_000_000] as const;
const changes = 5;

/** How long a request waits at most while a large file is opened and changed. */
export async function measureLargeFiles(
  session: LanguageSession,
  folder: string,
): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const size of sizes) {
    for (const kind of ['Dockerfile', 'compose.yaml'] as const) {
      const value = await measureOne(
        session,
        pathToFileURL(join(folder, kind)).href,
        toText(kind, size),
      );
      const name = `${kind} of ${(size / 1000).toFixed(0)} kB, longest wait of a hover while it is linted`;
      measures.push({ name, value, unit: 'ms', budget });
    }
  }
  return measures;
}

function toText(kind: 'Dockerfile' | 'compose.yaml', size: number): string {
  const create = kind === 'Dockerfile' ? createDockerfileText : createComposeText;
  const sample = create(2000);
  // Names of services and stages may not repeat, so the text is made as long as it has to be.
  const lines = Math.ceil((size / sample.length) * 2000);
  return create(lines).slice(0, size);
}

async function measureOne(session: LanguageSession, uri: string, text: string): Promise<number> {
  const languageId = uri.endsWith('yaml') ? 'yaml' : 'dockerfile';
  let version = 1;
  const linted = (): Promise<unknown> =>
    session.nextPublished((one) => one.uri === uri && (one.version ?? 0) >= version);
  let longest = 0;
  const ask = async (): Promise<'asked'> => {
    const started = performance.now();
    const position = { line: 6, character: 2 };
    await session.request('textDocument/hover', { textDocument: { uri }, position });
    longest = Math.max(longest, performance.now() - started);
    return 'asked';
  };
  const wait = async (done: Promise<unknown>): Promise<void> => {
    const end = done.then(() => 'done' as const);
    while ((await Promise.race([end, ask()])) === 'asked');
  };
  const first = linted();
  session.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  await wait(first);
  for (let change = 0; change < changes; change += 1) {
    version += 1;
    const next = linted();
    const at = { line: 10, character: 0 };
    session.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: '# x\n' }],
    });
    await wait(next);
  }
  session.notify('textDocument/didClose', { textDocument: { uri } });
  return longest;
}
