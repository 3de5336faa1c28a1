import { ComposeError } from '../../ports/compose-runner.ts';
import type {
  ComposeActionOptions,
  ComposeProject,
  ComposeReport,
  ComposeRunner,
  UpOptions,
} from '../../ports/compose-runner.ts';
import { configCheckArgs, downArgs, stopArgs, upArgs, versionArgs } from './argv.ts';
import { explainFailure } from './explain-failure.ts';
import { runProgram } from './run-program.ts';
import type { ProgramEnd } from './run-program.ts';

export interface ComposeProgramOptions {
  /** Absolute path of the docker program; absent where there is none. */
  readonly program: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The engine to act on, as the docker program takes it, so that it is the one that the trees show. */
  readonly engineAddress?: string;
  readonly cwd: string;
}

const minute = 60_000;
const deadlines = { question: 30_000, action: 5 * minute, up: 60 * minute } as const;
const graceTime = 10_000;

/** Compose as the docker program runs it. */
export class ComposeProgram implements ComposeRunner {
  readonly #options: ComposeProgramOptions;

  constructor(options: ComposeProgramOptions) {
    this.#options = options;
  }

  async version(signal: AbortSignal): Promise<string> {
    const lines: string[] = [];
    await this.#run(versionArgs(), {
      cwd: this.#options.cwd,
      deadline: deadlines.question,
      onLine: (line) => lines.push(line),
      signal,
    });
    return (lines[0] ?? '').trim().replace(/^v/, '');
  }

  async up(
    project: ComposeProject,
    options: UpOptions,
    report: ComposeReport,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#act(project, upArgs(project, options), {
      deadline: deadlines.up,
      report,
      signal,
    });
  }

  async stop(
    project: ComposeProject,
    options: ComposeActionOptions,
    report: ComposeReport,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#act(project, stopArgs(project, options), {
      deadline: deadlines.action,
      report,
      signal,
    });
  }

  async down(project: ComposeProject, report: ComposeReport, signal: AbortSignal): Promise<void> {
    await this.#act(project, downArgs(project), { deadline: deadlines.action, report, signal });
  }

  async check(project: ComposeProject, signal: AbortSignal): Promise<void> {
    await this.#act(project, configCheckArgs(project), {
      deadline: deadlines.question,
      report: () => undefined,
      signal,
    });
  }

  async #act(
    project: ComposeProject,
    args: readonly string[],
    limits: {
      readonly deadline: number;
      readonly report: ComposeReport;
      readonly signal: AbortSignal;
    },
  ): Promise<void> {
    await this.#run(args, {
      cwd: project.directory,
      deadline: limits.deadline,
      onLine: (line) => limits.report({ text: withoutEscapes(line) }),
      signal: limits.signal,
    });
  }

  async #run(args: readonly string[], how: RunOptions): Promise<void> {
    const { program, engineAddress } = this.#options;
    if (program === undefined) {
      throw new ComposeError('not-installed', 'The docker program is not installed.', '');
    }
    const env = {
      ...this.#options.env,
      ...(engineAddress === undefined
        ? {}
        : { DOCKER_HOST: engineAddress, DOCKER_CONTEXT: undefined }),
    };
    let end: ProgramEnd;
    try {
      end = await runProgram({ program, args, env, graceTime, ...how }, how.signal);
    } catch (cause) {
      throw new ComposeError(
        'not-installed',
        'The docker program could not be started.',
        '',
        cause,
      );
    }
    refuseFailure(end, how.deadline);
  }
}

interface RunOptions {
  readonly cwd: string;
  readonly deadline: number;
  readonly signal: AbortSignal;
  onLine(line: string): void;
}

function refuseFailure(end: ProgramEnd, deadline: number): void {
  if (end.ending === 'aborted') throw new ComposeError('aborted', 'Compose was stopped.', end.log);
  if (end.ending === 'deadline') {
    const sentence = `Compose did not end within ${Math.round(deadline / 1000)} seconds.`;
    throw new ComposeError('deadline', sentence, end.log);
  }
  if (end.exitCode !== 0) throw explainFailure(end.exitCode, withoutEscapes(end.log));
}

/** Compose is told to send none, but what it runs may. */
function withoutEscapes(text: string): string {
  // eslint-disable-next-line no-control-regex -- Escape sequences begin with a control character.
  return text.replaceAll(/\u001b\[[0-?]*[ -/]*[@-~]/g, '');
}
