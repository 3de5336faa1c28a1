import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { formatSize } from '../../app/format-size.ts';
import { findLeftovers, removeLeftovers } from '../../app/leftovers.ts';
import type { Leftover } from '../../app/leftovers.ts';
import { plainText } from '../../app/plain-text.ts';
import type { CliCommand, CliContext } from '../command.ts';

/** `drydock clean`: lists what a crash left in the engine, and removes it after a question. */
export const cleanCommand: CliCommand = async (context, args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { yes: { type: 'boolean', default: false } },
  });
  const engine = await context.openEngine();
  try {
    const all = await findLeftovers(engine, new Set(), context.signal);
    const leftovers = all.filter((leftover) => !context.isSessionAlive(leftover));
    if (leftovers.length === 0) {
      context.out('Nothing is left behind.\n');
      return 0;
    }
    context.out(leftovers.map(toLine).join(''));
    if (!values.yes && !(await isConfirmed(context))) return 0;
    const stayed = await removeLeftovers(engine, leftovers, context.signal);
    for (const leftover of stayed) {
      context.err(`The ${leftover.kind} ${plainText(leftover.name)} could not be removed.`);
    }
    context.out(`Removed ${leftovers.length - stayed.length} of ${leftovers.length}.\n`);
    return stayed.length === 0 ? 0 : 1;
  } finally {
    engine.dispose();
  }
};

function toLine(leftover: Leftover): string {
  const size = leftover.size === undefined ? '' : `  ${formatSize(leftover.size)}`;
  const words = `${plainText(leftover.name)}  ${plainText(leftover.created)}`;
  return `${leftover.kind.padEnd(9)}  ${words}${size}\n`;
}

/** Without a person to ask, the answer is no: `--yes` is for scripts. */
async function isConfirmed(context: CliContext): Promise<boolean> {
  if (!context.stdin.isTTY) {
    context.err('Nothing was removed: say --yes to remove it.');
    return false;
  }
  context.out('Remove all of it? [y/N] ');
  const lines = createInterface({ input: context.stdin, signal: context.signal });
  // An input that ends without an answer is a no.
  let answer = '';
  for await (answer of lines) break;
  context.signal.throwIfAborted();
  return /^y(?:es)?$/i.test(answer.trim());
}
