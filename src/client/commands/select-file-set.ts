import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Chooses the compose files that the view and its actions work with. */
export const selectFileSet: Command = async (context, argument) => {
  const { l10n, prompts, projects, signal } = context;
  const root = findTarget(argument, 'fileSet')?.root;
  const loaded = (await projects.load(signal)).filter(
    (project) => root === undefined || project.root === root,
  );
  const choices = loaded.flatMap(({ root, project, active }) =>
    project.fileSets.map((fileSet) => ({
      label: fileSet.files.map(({ path }) => path).join(' + '),
      description: describe(fileSet.kind) + (fileSet.id === active?.id ? l10n.t(' · active') : ''),
      icon: fileSet.id === active?.id ? 'check' : 'files',
      value: { root, fileSet: fileSet.id },
    })),
  );
  if (choices.length === 0) {
    await prompts.tell(l10n.t('There is no compose file in this workspace.'));
    return;
  }
  const chosen = await prompts.pick(l10n.t('Which compose files shall be used?'), choices);
  if (chosen !== undefined) await projects.choose(chosen.root, chosen.fileSet);

  function describe(kind: 'default' | 'environment' | 'standalone' | 'overlay'): string {
    switch (kind) {
      case 'default':
        return l10n.t('what Compose takes by itself');
      case 'environment':
        return l10n.t('named by COMPOSE_FILE');
      case 'overlay':
        return l10n.t('laid over the base');
      case 'standalone':
      default:
        return l10n.t('complete on its own');
    }
  }
};
