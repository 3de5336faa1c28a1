import { parseArgs } from 'node:util';
import { explainStop } from '../../app/post-mortem.ts';
import type { PostMortem } from '../../app/post-mortem.ts';
import type { CliCommand } from '../command.ts';
import { findContainer } from '../find-container.ts';

/** Changed files that the text names; JSON has all of them. */
const shownFiles = 20;

/** `drydock why`: why a container stopped, and what it left. */
export const whyCommand: CliCommand = async (context, args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' } },
  });
  const [word, ...rest] = positionals;
  if (word === undefined || rest.length > 0 || !['text', 'json'].includes(values.format)) {
    context.err('Usage: drydock why CONTAINER|SERVICE [--format json]');
    return 2;
  }
  const engine = await context.openEngine();
  try {
    const id = await findContainer(context, engine, word);
    const postMortem = await explainStop(engine, id, context.signal);
    context.out(
      values.format === 'json' ? `${JSON.stringify(postMortem, null, 2)}\n` : toText(postMortem),
    );
    return 0;
  } finally {
    engine.dispose();
  }
};

function toText(postMortem: PostMortem): string {
  const { container, verdict, evidence, changedFiles } = postMortem;
  const facts = evidence.filter(({ kind }) => kind !== 'log').map(({ text }) => `  ${text}`);
  const log = evidence.filter(({ kind }) => kind === 'log').map(({ text }) => `  ${text}`);
  const files = changedFiles.slice(0, shownFiles).map(({ kind, path }) => `  ${kind} ${path}`);
  const hidden = changedFiles.length - files.length;
  return [
    `${container.name} (${container.image})`,
    verdict,
    ...facts,
    ...(log.length > 0 ? ['', 'Last lines:', ...log] : []),
    ...(files.length > 0 ? ['', 'Only in this container:', ...files] : []),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    '',
  ].join('\n');
}
