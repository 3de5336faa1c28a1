import { runsCommand } from '../../src/cli/commands/runs.ts';
import type { CliContext } from '../../src/cli/command.ts';
import type { TrackingStoreOpener } from '../../src/ports/tracking-store.ts';
import { createTestOpener } from './tracking-opener.ts';

export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `drydock runs` in this process. */
export async function runRuns(
  args: readonly string[],
  trackingStores: TrackingStoreOpener = createTestOpener(),
): Promise<CommandOutcome> {
  let out = '';
  let err = '';
  const context: Pick<CliContext, 'cwd' | 'out' | 'err' | 'signal' | 'trackingStores'> = {
    cwd: process.cwd(),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += `${text}\n`;
    },
    signal: new AbortController().signal,
    trackingStores,
  };
  // The command reaches for nothing else.
  const code = await runsCommand(context as CliContext, args);
  return { code, out, err };
}
