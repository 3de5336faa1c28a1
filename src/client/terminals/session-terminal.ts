import * as vscode from 'vscode';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalSession } from '../../ports/terminal-session.ts';
import { paceOutput } from './pace-output.ts';

/** Shows a session in a terminal of VS Code; closing either closes both. */
export function openSessionTerminal(session: TerminalSession, clock: Clock): void {
  const terminal = vscode.window.createTerminal({
    name: session.title,
    pty: new SessionTerminal(session, clock),
    iconPath: new vscode.ThemeIcon('debug-console'),
    isTransient: true,
  });
  terminal.show();
}

class SessionTerminal implements vscode.Pseudoterminal {
  readonly #session: TerminalSession;
  readonly #clock: Clock;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly #ending = new AbortController();
  readonly #encoder = new TextEncoder();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  /** The last write, so that keys arrive in the order in which they were typed. */
  #writing: Promise<void> = Promise.resolve();

  constructor(session: TerminalSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    if (size !== undefined) this.setDimensions(size);
    void this.#show();
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    this.#session.resize(columns, rows);
  }

  handleInput(text: string): void {
    const bytes = this.#encoder.encode(text);
    this.#writing = this.#writing
      .then(() => this.#session.write(bytes))
      // The session has ended meanwhile; its end is told by `exit`.
      .catch(() => undefined);
  }

  close(): void {
    this.#ending.abort();
    void this.#session.close();
  }

  async #show(): Promise<void> {
    try {
      const pieces = paceOutput(this.#session.output, this.#clock, this.#ending.signal);
      for await (const text of pieces) this.#written.fire(text);
    } catch {
      // The connection was cut, or the terminal closed: how it ended is in the exit code.
    }
    const code = await this.#session.exit;
    this.#closed.fire(code);
    this.#written.dispose();
    this.#closed.dispose();
  }
}
