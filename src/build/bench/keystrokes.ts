import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { LanguageSession } from './language-session.ts';

export interface TypedFile {
  readonly folder: string;
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
}

export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** Letters that are typed one by one and then deleted, so that the text is broken at times and whole at others. */
const typed = ' --x="a b" ';

/** Types in one document of several servers in turn, and measures each time until its findings are there. */
export async function measureKeystrokes(
  sessions: readonly LanguageSession[],
  file: TypedFile,
  count: number,
): Promise<readonly Times[]> {
  const uri = pathToFileURL(join(file.folder, file.name)).href;
  const hands = sessions.map((session) => new Hand(session, uri, findPlace(file.text)));
  for (const hand of hands) await hand.open(file);
  // Both get warm before anything counts.
  for (let step = 0; step < 2 * typed.length; step += 1) {
    for (const hand of hands) await hand.type();
  }
  const times: number[][] = hands.map(() => []);
  for (let step = 0; step < count; step += 1) {
    for (const [index, hand] of hands.entries()) times[index]?.push(await hand.type());
  }
  for (const hand of hands) hand.close();
  return times.map((all) => ({ p50: quantile(all, 0.5), p95: quantile(all, 0.95) }));
}

/** Milliseconds between two keystrokes of a person who types fast. */
const rhythm = 150;

/** Types in one document as fast as a person does, and gives the megabytes that the server held at most. */
export async function measureTypingMemory(
  session: LanguageSession,
  file: TypedFile,
  count: number,
): Promise<number> {
  const uri = pathToFileURL(join(file.folder, file.name)).href;
  const hand = new Hand(session, uri, findPlace(file.text));
  await hand.open(file);
  let most = await session.readMemory();
  for (let step = 0; step < count; step += 1) {
    const time = await hand.type();
    most = Math.max(most, await session.readMemory());
    await delay(Math.max(0, rhythm - time));
  }
  hand.close();
  return most;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** The end of the first command in the second half of the text. */
function findPlace(text: string): Position {
  const lines = text.split('\n');
  const middle = Math.floor(lines.length / 2);
  const line = lines.findIndex(
    (one, index) => index >= middle && /^(?:RUN pip|CMD|\s+image:|\s+command:)/.test(one),
  );
  return { line, character: lines[line]?.length ?? 0 };
}

class Hand {
  readonly #session: LanguageSession;
  readonly #uri: string;
  readonly #start: Position;
  #version = 1;
  #written = 0;
  #isDeleting = false;

  constructor(session: LanguageSession, uri: string, start: Position) {
    this.#session = session;
    this.#uri = uri;
    this.#start = start;
  }

  async open({ languageId, text }: TypedFile): Promise<void> {
    const first = this.#nextFindings();
    const textDocument = { uri: this.#uri, languageId, version: this.#version, text };
    this.#session.notify('textDocument/didOpen', { textDocument });
    await first;
  }

  /** Milliseconds from one keystroke to the findings of the text that it made. */
  async type(): Promise<number> {
    if (this.#written === typed.length) this.#isDeleting = true;
    if (this.#written === 0) this.#isDeleting = false;
    const { line, character } = this.#start;
    const at = character + this.#written - (this.#isDeleting ? 1 : 0);
    const range = {
      start: { line, character: at },
      end: { line, character: character + this.#written },
    };
    const text = this.#isDeleting ? '' : (typed[this.#written] ?? '');
    this.#written += this.#isDeleting ? -1 : 1;
    this.#version += 1;
    const findings = this.#nextFindings();
    const started = performance.now();
    this.#session.notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
    await findings;
    return performance.now() - started;
  }

  close(): void {
    this.#session.notify('textDocument/didClose', { textDocument: { uri: this.#uri } });
  }

  /** A server that names no version answers one change at a time, since no other is on its way. */
  #nextFindings(): Promise<unknown> {
    const wanted = this.#version;
    return this.#session.nextPublished(
      ({ uri, version }) => sameFile(uri, this.#uri) && (version ?? wanted) >= wanted,
    );
  }
}

/** Servers escape characters of a URI in their own ways. */
function sameFile(a: string, b: string): boolean {
  return decodeURIComponent(a) === decodeURIComponent(b);
}
