import type { DeclaredProject } from '../../app/declared-project.ts';
import { joinServices } from '../../app/join-services.ts';
import type { Target } from '../../app/view-node.ts';
import type { ComposeProject } from '../../ports/compose-runner.ts';
import type { CommandContext } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** A project, and the services of it that are meant; none means all of them. */
export interface ServiceChoice {
  readonly project: DeclaredProject;
  readonly services: readonly string[];
}

/** The services that a command is about: those of its row, else those that a person picks. */
export async function findServices(
  context: CommandContext,
  argument: unknown,
  question: string,
): Promise<ServiceChoice | undefined> {
  const projects = await loadDeclared(context);
  const target = findTarget(argument, 'service', 'fileSet');
  if (target !== undefined) return findMeant(projects, target);
  const { l10n, prompts } = context;
  if (projects.length === 0) {
    await prompts.tell(l10n.t('There is no compose file in this workspace.'));
    return undefined;
  }
  return prompts.pick(
    question,
    projects.flatMap((project) => [
      {
        label: l10n.t('All services'),
        description: project.projectName,
        icon: 'layers',
        value: { project, services: [] },
      },
      ...project.services.map(({ name, image }) => ({
        label: name,
        description: image ?? project.projectName,
        icon: 'symbol-method',
        value: { project, services: [name] },
      })),
    ]),
  );
}

export async function loadDeclared(context: CommandContext): Promise<readonly DeclaredProject[]> {
  const projects = await context.projects.load(context.signal);
  return projects.map(({ declared }) => declared).filter((declared) => declared !== undefined);
}

/** The project as Compose has to be told of it: under the name that it runs by, which `-p` may have made another one. */
export async function findComposeProject(
  context: CommandContext,
  { root, fileSet, projectName, directory, files }: DeclaredProject,
): Promise<ComposeProject> {
  const engine = await context.openEngine(context.signal);
  try {
    const containers = await engine.listContainers({}, context.signal);
    const { declared } = joinServices(await loadDeclared(context), containers);
    const joined = declared.find(
      ({ project }) => project.root === root && project.fileSet === fileSet,
    );
    return { name: joined?.runningName ?? projectName, directory, files };
  } finally {
    engine.dispose();
  }
}

function findMeant(
  projects: readonly DeclaredProject[],
  target: Extract<Target, { kind: 'service' | 'fileSet' }>,
): ServiceChoice | undefined {
  const project = projects.find(
    ({ root, fileSet }) => root === target.root && fileSet === target.fileSet,
  );
  if (project === undefined) return undefined;
  return { project, services: target.kind === 'service' ? [target.service] : [] };
}
