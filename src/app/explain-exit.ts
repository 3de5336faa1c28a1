import { exitCodes, signals } from './exit-codes.data.ts';

/** What is needed to say in one sentence why a container stopped. */
export interface ExitFacts {
  readonly state: string;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why the engine could not start it; empty where it could. */
  readonly error: string;
  readonly health?: string;
  readonly hasStarted: boolean;
}

export interface ExitExplanation {
  /** One sentence. */
  readonly verdict: string;
  /** Name such as `SIGKILL`; absent where no signal ended it. */
  readonly signal?: string;
}

export function explainExit(facts: ExitFacts): ExitExplanation {
  if (facts.state === 'running' || facts.state === 'paused') return explainLiving(facts);
  if (facts.error !== '') return { verdict: `It could not be started: ${facts.error}` };
  if (!facts.hasStarted) return { verdict: 'It was created and never started.' };
  const signal =
    facts.exitCode > 128 && facts.exitCode < 160 ? signals[facts.exitCode - 128] : undefined;
  const name = signal === undefined ? {} : { signal: signal.name };
  if (facts.oomKilled) {
    return { verdict: 'It ran out of memory, and the kernel killed it.', ...name };
  }
  const ending = facts.state === 'restarting' ? ' It is being restarted.' : '';
  return { verdict: `${sentenceFor(facts.exitCode, signal)}${ending}`, ...name };
}

function explainLiving(facts: ExitFacts): ExitExplanation {
  if (facts.health === 'unhealthy') return { verdict: 'It runs, but its health check fails.' };
  return { verdict: facts.state === 'paused' ? 'It is paused.' : 'It is running.' };
}

function sentenceFor(code: number, signal: { name: string; meaning: string } | undefined): string {
  if (code === 0) return 'It ended by itself, without an error.';
  if (signal !== undefined) return `It was ended by ${signal.name}: ${signal.meaning}.`;
  const known = exitCodes[code];
  return known === undefined
    ? `The program failed with the exit code ${code}.`
    : `${known.slice(0, -1)} (exit code ${code}).`;
}
