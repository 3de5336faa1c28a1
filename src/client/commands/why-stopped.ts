import { explainStop } from '../../app/post-mortem.ts';
import type { WorkspaceOfContainer } from '../../app/post-mortem-findings.ts';
import { findServiceOfContainer } from '../../app/post-mortem-workspace.ts';
import type { Container } from '../../ports/engine-objects.ts';
import { toPostMortemPage } from '../documents/post-mortem-page.ts';
import type { Command, CommandContext } from './command-context.ts';
import { pickStopped } from './pick-stopped.ts';

/** Shows why a container stopped and what it left, as a page; nothing is made or started for it. */
export const whyStopped: Command = async (context, argument) => {
  const { l10n, prompts, editor, signal } = context;
  const engine = await context.openEngine(signal);
  try {
    const container = await pickStopped(context, {
      engine,
      argument,
      question: l10n.t('Why did which container stop?'),
      isWanted: ({ state, health }) => state !== 'running' || health === 'unhealthy',
    });
    if (container === undefined) return;
    const workspace = await findWorkspace(context, container);
    const postMortem = await prompts.progress(
      l10n.t('Looking at what {0} left', container.name),
      (_report, cancelled) =>
        explainStop(engine, container.id, AbortSignal.any([signal, cancelled]), workspace),
    );
    await editor.openText({
      name: `why ${container.name}.txt`,
      text: toPostMortemPage(postMortem),
    });
  } finally {
    engine.dispose();
  }
};

/** What the open folders know about a container; undefined where none of their services made it. */
async function findWorkspace(
  { projects, language, signal }: CommandContext,
  container: Container,
): Promise<WorkspaceOfContainer | undefined> {
  for (const { root, project } of await projects.load(signal)) {
    const found = findServiceOfContainer(root, project, container);
    if (found === undefined) continue;
    return { project, ...found, findings: language.listFindings(root, project.snapshot.files) };
  }
  return undefined;
}
