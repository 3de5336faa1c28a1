import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { measureKeystrokes } from '../../src/build/bench/keystrokes.ts';
import { LanguageSession } from '../../src/build/bench/language-session.ts';
import { createComposeText, createDockerfileText } from '../../src/build/bench/sample-texts.ts';
import { repositoryRoot } from '../../src/build/repository.ts';

// Bounds that only a change of the order of magnitude breaks; `npm run bench` has the real ones.

let folder = '';
let session: LanguageSession;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-speed-'));
  const args = [join(repositoryRoot, 'src/cli/main.ts'), 'server', '--stdio'];
  session = await LanguageSession.start({ args, folder });
});

afterEach(async () => {
  await session.stop();
  await rm(folder, { recursive: true, force: true });
});

it.each([
  { name: 'Dockerfile', languageId: 'dockerfile', text: createDockerfileText(3000) },
  { name: 'compose.yaml', languageId: 'yaml', text: createComposeText(4000) },
])(
  'a keystroke in a large $name has its findings soon, each version of its own',
  async (file) => {
    const [times] = await measureKeystrokes([session], { folder, ...file }, 8);
    expect(times?.p50).toBeLessThan(1000);
  },
  120_000,
);

it.each([
  { name: 'Dockerfile', languageId: 'dockerfile', text: createDockerfileText(30_000) },
  { name: 'compose.yaml', languageId: 'yaml', text: createComposeText(30_000) },
])('a $name above the limit is said to be too large, and nothing else', async (file) => {
  const uri = pathToFileURL(join(folder, file.name)).href;
  const published = session.nextPublished((one) => one.uri === uri && one.version === 1);
  const textDocument = { uri, languageId: file.languageId, version: 1, text: file.text };
  session.notify('textDocument/didOpen', { textDocument });
  expect(file.text.length).toBeGreaterThan(512 * 1024);
  expect((await published).diagnostics.map(({ message }) => message)).toEqual([
    'This file is too large to be checked.',
  ]);
});
