import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the scripted engine does with a request once its head has arrived. */
export type Script = (socket: Socket, head: string) => void;

/** A socket on which something answers by script: what no healthy engine does. */
export class ScriptedEngine {
  readonly path: string;
  /** First lines of the requests that came. */
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();

  static async listen(script: Script): Promise<ScriptedEngine> {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-scripted-'));
    const engine = new ScriptedEngine(folder, script);
    await new Promise<void>((resolve) => engine.#server.listen(engine.path, resolve));
    return engine;
  }

  private constructor(folder: string, script: Script) {
    this.#folder = folder;
    this.path = join(folder, 'engine.sock');
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = text.slice(0, end);
        text = '';
        this.requests.push(head.split('\r\n')[0] ?? '');
        script(socket, head);
      });
    });
  }

  get openConnections(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export function httpAnswer(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const lines = Object.entries({ 'Content-Length': String(Buffer.byteLength(body)), ...headers });
  return `HTTP/1.1 ${status}\r\n${lines.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n${body}`;
}

export function jsonAnswer(value: unknown): string {
  return httpAnswer('200 OK', { 'Content-Type': 'application/json' }, JSON.stringify(value));
}
