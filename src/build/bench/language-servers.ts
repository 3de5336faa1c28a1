import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { composeSchema } from '../../core/model/compose-schema.data.ts';
import { repositoryRoot } from '../repository.ts';
import type { Measure } from './measure.ts';
import { measureKeystrokes, measureTypingMemory } from './keystrokes.ts';
import { LanguageSession } from './language-session.ts';
import { measureLargeFiles } from './large-files.ts';
import { ensurePeers, type Peers } from './peers.ts';
import { createComposeText, createDockerfileText } from './sample-texts.ts';
import { toJsonSchema } from './to-json-schema.ts';

const keystrokes = 120;

/** Milliseconds after the last keystroke at which memory is read: what a server keeps, not what it just used. */
const memoryQuiet = 3000;

/** Milliseconds for compose files of so many lines. */
const composeBudgets = [
  { lines: 400, budget: 25 },
  { lines: 4000, budget: 120 },
] as const;

/** Our language server beside those for Dockerfiles and YAML, each keystroke in turn, in one project. */
export async function measureLanguageServers(): Promise<readonly Measure[]> {
  const peers = await ensurePeers();
  const folder = await mkdtemp(join(tmpdir(), 'drydock-bench-'));
  try {
    await writeFile(join(folder, 'requirements.txt'), 'mlflow==3.1.0\npandas==2.3.0\n');
    await writeFile(join(folder, 'schema.json'), JSON.stringify(toJsonSchema(composeSchema)));
    const args = [join(repositoryRoot, 'dist', 'cli.js'), 'server', '--stdio'];
    const typing = await measureTyping(args, folder);
    const ours = await LanguageSession.start({ args, folder });
    try {
      const typed = [
        ...(await measureDockerfiles(ours, folder, peers)),
        ...(await measureCompose(ours, folder, peers)),
      ];
      await delay(memoryQuiet);
      const memory = { name: 'memory of our server for both', value: await ours.readMemory() };
      const large = await measureLargeFiles(ours, folder);
      return [...typed, ...typing, { ...memory, unit: 'MB', budget: 100 }, ...large];
    } finally {
      await ours.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a server that was just started holds at most while a person types, in files of a usual size and in very large ones. */
async function measureTyping(args: readonly string[], folder: string): Promise<readonly Measure[]> {
  const ours = await LanguageSession.start({ args, folder });
  try {
    const measures: Measure[] = [];
    for (const [size, factor] of [
      ['usual', 1],
      ['ten times as large', 10],
    ] as const) {
      const files = [
        { name: 'Dockerfile', languageId: 'dockerfile', text: createDockerfileText(300 * factor) },
        { name: 'compose.yaml', languageId: 'yaml', text: createComposeText(400 * factor) },
      ];
      let value = 0;
      for (const file of files) {
        value = Math.max(value, await measureTypingMemory(ours, { folder, ...file }, 40));
      }
      const name = `memory of our server while a person types, files ${size}`;
      measures.push({ name, value, unit: 'MB' });
    }
    return measures;
  } finally {
    await ours.stop();
  }
}

async function measureDockerfiles(
  ours: LanguageSession,
  folder: string,
  { dockerfile: args }: Peers,
): Promise<readonly Measure[]> {
  const peer = await LanguageSession.start({ args, folder });
  try {
    const measures: Measure[] = [];
    for (const lines of [300, 3000]) {
      const text = createDockerfileText(lines);
      const file = { folder, name: 'Dockerfile', languageId: 'dockerfile', text };
      const [theirs, own] = await measureKeystrokes([peer, ours], file, keystrokes);
      if (theirs === undefined || own === undefined) throw new Error('nothing was measured');
      const name = `Dockerfile of ${lines} lines, keystroke to findings`;
      measures.push(
        { name: `${name}, p50`, value: own.p50, unit: 'ms', budget: 0.8 * theirs.p50 },
        { name: `${name}, p95`, value: own.p95, unit: 'ms' },
        { name: '  dockerfile-language-server-nodejs, p50', value: theirs.p50, unit: 'ms' },
        { name: '  dockerfile-language-server-nodejs, p95', value: theirs.p95, unit: 'ms' },
      );
    }
    await delay(memoryQuiet);
    const value = await peer.readMemory();
    return [
      ...measures,
      { name: '  dockerfile-language-server-nodejs, memory', value, unit: 'MB' },
    ];
  } finally {
    await peer.stop();
  }
}

async function measureCompose(
  ours: LanguageSession,
  folder: string,
  { yaml: args }: Peers,
): Promise<readonly Measure[]> {
  const schemas = { [pathToFileURL(join(folder, 'schema.json')).href]: 'compose.yaml' };
  const configure = (section: string): unknown =>
    section === 'yaml' ? { validate: true, schemaStore: { enable: false }, schemas } : null;
  const peer = await LanguageSession.start({ args, folder, configure });
  try {
    const measures: Measure[] = [];
    for (const { lines, budget } of composeBudgets) {
      const text = createComposeText(lines);
      const file = { folder, name: 'compose.yaml', languageId: 'yaml', text };
      const [theirs, own] = await measureKeystrokes([peer, ours], file, keystrokes);
      if (theirs === undefined || own === undefined) throw new Error('nothing was measured');
      const name = `compose file of ${lines} lines, keystroke to findings`;
      measures.push(
        { name: `${name}, p50`, value: own.p50, unit: 'ms', budget },
        { name: `${name}, p95`, value: own.p95, unit: 'ms' },
        {
          name: '  yaml-language-server with the schema (it waits 200 ms), p50',
          value: theirs.p50,
          unit: 'ms',
        },
        {
          name: '  yaml-language-server with the schema (it waits 200 ms), p95',
          value: theirs.p95,
          unit: 'ms',
        },
      );
    }
    await delay(memoryQuiet);
    const value = await peer.readMemory();
    return [...measures, { name: '  yaml-language-server, memory', value, unit: 'MB' }];
  } finally {
    await peer.stop();
  }
}
