import { exitCodes, signals } from './exit-codes.data.ts';
import type { SignalMeaning } from './exit-codes.data.ts';

/** What is needed to say in one sentence why a container stopped. */
export interface ExitFacts {
  readonly state: string;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why the engine could not start it; empty where it could. */
  readonly error: string;
  readonly health?: string;
  readonly hasStarted: boolean;
  readonly restartCount?: number;
  /** What the log shows, as a clause without capital letter and full stop. */
  readonly cause?: string;
}

export interface ExitExplanation {
  /** One sentence. */
  readonly verdict: string;
  /** Name such as `SIGKILL`; absent where no signal ended it. */
  readonly signal?: string;
  /** Rules of the linter whose findings explain such an exit. */
  readonly rules: readonly string[];
}

export function explainExit(facts: ExitFacts): ExitExplanation {
  const { exitCode, error, cause } = facts;
  if (facts.state === 'running' || facts.state === 'paused') return explainLiving(facts);
  const rules = exitCodes[exitCode]?.rules ?? [];
  if (error !== '') {
    return { verdict: `It could not be started: ${toClause(cause ?? shortError(error))}.`, rules };
  }
  if (!facts.hasStarted) return { verdict: 'It was created and never started.', rules: [] };
  const signal = exitCode > 128 && exitCode < 160 ? signals[exitCode - 128] : undefined;
  const name = signal === undefined ? {} : { signal: signal.name };
  return { verdict: `${sentenceFor(facts, signal)}${afterwards(facts)}`, ...name, rules };
}

function explainLiving({ health, state, cause }: ExitFacts): ExitExplanation {
  if (health === 'unhealthy') {
    const why = cause === undefined ? '' : `: ${cause}`;
    return { verdict: `It runs, but its health check fails${why}.`, rules: [] };
  }
  return { verdict: state === 'paused' ? 'It is paused.' : 'It is running.', rules: [] };
}

function sentenceFor(facts: ExitFacts, signal: SignalMeaning | undefined): string {
  const { exitCode: code, oomKilled, cause } = facts;
  if (oomKilled) return explainShortage(code);
  if (code === 0) return 'It ended by itself, without an error.';
  if (signal !== undefined) {
    const why = signal.isOwnFault === true ? (cause ?? signal.meaning) : signal.meaning;
    return `It was ended by ${signal.name} (exit code ${code}): ${why}.`;
  }
  const known = exitCodes[code];
  const why = cause ?? known?.usually;
  const brief = `${known?.brief ?? 'The program failed'} (exit code ${code})`;
  return why === undefined ? `${brief}.` : `${brief}: ${why}.`;
}

/** The engine also says "out of memory" where the kernel killed a child of the program and the program went on. */
function explainShortage(code: number): string {
  if (code === 137) return 'It ran out of memory, and the kernel killed it (exit code 137).';
  const ending = code === 0 ? 'it ended without an error' : `it failed (exit code ${code})`;
  return `It ran out of memory: the kernel killed one of its processes, and ${ending}.`;
}

function afterwards({ state, restartCount = 0 }: ExitFacts): string {
  if (state === 'dead') return ' The engine could not remove what is left of it.';
  if (state !== 'restarting') return '';
  return restartCount > 0
    ? ` It is being restarted, ${restartCount} times so far.`
    : ' It is being restarted.';
}

/** An engine's reason without the layers that passed it on. */
function shortError(error: string): string {
  const layers =
    /^.*?(?:unable to start container process|container_linux\.go:\d+: starting container process caused): /;
  return error
    .replace(layers, '')
    .replace(/^(?:failed to create task for container|OCI runtime create failed): /, '')
    .replace(/^error during container init: /, '')
    .replace(/: unknown$/, '');
}

function toClause(text: string): string {
  return text.replace(/\.$/, '');
}
