import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSnapshot } from '../../../src/adapters/node/project-files.ts';
import { DiskFileWriter } from '../../../src/adapters/node/disk-file-writer.ts';
import { applyChanges, proposeService } from '../../../src/app/scaffold/add-service.ts';
import { runCommand, tryCommand } from '../../../src/build/services/run-command.ts';
import type { CommandResult } from '../../../src/build/services/run-command.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Answers, ServiceId } from '../../../src/scaffold/service-template.ts';

const { signal } = new AbortController();

/** A folder that becomes a Compose project of the test, with a name that nothing else has. */
export class ComposeProject {
  readonly folder: string;
  readonly name = `drydock-test-${randomUUID().slice(0, 8)}`;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, engine: TestEngine) {
    this.folder = folder;
    this.#env = { ...process.env, ...engine.env };
  }

  /** An empty folder, or a copy of another. */
  static async create(engine: TestEngine, source?: string): Promise<ComposeProject> {
    const folder = await mkdtemp(path.join(tmpdir(), 'drydock-compose-'));
    if (source !== undefined) await cp(source, folder, { recursive: true });
    return new ComposeProject(folder, engine);
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  read(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /** Scaffolds a service as the editor and the command line do. */
  async add(service: ServiceId, answers: Answers): Promise<void> {
    const proposal = proposeService(service, await loadSnapshot(this.folder, signal), answers);
    if (proposal.kind === 'refused') throw new Error(proposal.complaints.join(' '));
    const toAbsolute = (file: string): string => path.join(this.folder, file);
    await applyChanges(proposal.changes, new DiskFileWriter(), toAbsolute, signal);
  }

  compose(...args: readonly string[]): Promise<CommandResult> {
    return runCommand('docker', ['compose', '--project-name', this.name, ...args], {
      cwd: this.folder,
      env: this.#env,
    });
  }

  docker(...args: readonly string[]): Promise<CommandResult> {
    return runCommand('docker', args, { cwd: this.folder, env: this.#env });
  }

  /** Milliseconds from SIGTERM until the service's container has ended, and its exit code. */
  async terminate(
    container: string,
  ): Promise<{ readonly time: number; readonly exitCode: number }> {
    const started = performance.now();
    await this.docker('kill', '--signal', 'TERM', container);
    const { stdout } = await this.docker('wait', container);
    return { time: performance.now() - started, exitCode: Number(stdout.trim()) };
  }

  async containerOf(service: string): Promise<string> {
    const { stdout } = await this.compose('ps', '--all', '--quiet', service);
    return stdout.trim();
  }

  /** What the engine still has of the project, one line each. */
  async leftovers(): Promise<string> {
    const filter = ['--filter', `label=com.docker.compose.project=${this.name}`];
    const lists = await Promise.all([
      this.docker('ps', '--all', '--quiet', ...filter),
      this.docker('volume', 'ls', '--quiet', ...filter),
      this.docker('network', 'ls', '--quiet', ...filter),
    ]);
    return lists.map(({ stdout }) => stdout).join('');
  }

  async remove(): Promise<void> {
    // A compose file that was never written is no reason to fail.
    await tryCommand(
      'docker',
      [
        'compose',
        '--project-name',
        this.name,
        '--profile',
        '*',
        'down',
        '--remove-orphans',
        '--volumes',
        '--rmi',
        'local',
        '--timeout',
        '1',
      ],
      { cwd: this.folder, env: this.#env },
    );
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A port of this machine that nobody listened on a moment ago. */
export function findFreePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : '')));
    });
  });
}
