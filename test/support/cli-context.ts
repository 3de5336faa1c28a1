import { loadSnapshotSync } from '../../src/adapters/node/project-files.ts';
import { DiskFileWriter } from '../../src/adapters/node/disk-file-writer.ts';
import type { CliContext } from '../../src/cli/command.ts';

export interface CapturedContext extends CliContext {
  /** What was written to standard output. */
  output(): string;
  /** The lines of standard error. */
  errors(): readonly string[];
}

/** A context without a terminal, an engine or a store; a command that asks for one of these fails. */
export function createCliContext(cwd: string, parts: Partial<CliContext> = {}): CapturedContext {
  const written: string[] = [];
  const lines: string[] = [];
  const { signal } = new AbortController();
  const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'));
  return {
    cwd,
    env: {},
    stdin: process.stdin,
    signal,
    out: (text) => void written.push(text),
    outBytes: (_, bytes) => void written.push(Buffer.from(bytes).toString('utf8')),
    err: (text) => void lines.push(text),
    terminalSize: () => undefined,
    onResize: () => () => undefined,
    openEngine: refuse,
    openCompose: refuse,
    trackingStores: { open: refuse },
    loadSnapshot: (folder, options) => Promise.resolve(loadSnapshotSync(folder, signal, options)),
    fileWriter: new DiskFileWriter(),
    loadProjects: refuse,
    now: () => 0,
    createSessionName: () => 'cli/here/1/id',
    isSessionAlive: () => false,
    ...parts,
    output: () => written.join(''),
    errors: () => lines,
  };
}
