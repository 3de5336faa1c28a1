import {
  listQuestions,
  listServices,
  proposeService,
  type AddServiceProposal,
} from '../../app/scaffold/add-service.ts';
import { toAbsolute } from '../../app/declare-project.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { Answers, Question } from '../../scaffold/service-template.ts';
import type { WorkspaceProject } from '../projects/projects.ts';
import type { Command, CommandContext } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Puts a service with its Dockerfile into the project: shown first, then made in one step that can be undone. */
export const addService: Command = async (context, argument) => {
  const { l10n, prompts, editor } = context;
  const project = await findProject(context, argument);
  if (project === undefined) return;
  const { root } = project;
  const { snapshot } = project.project;
  const service = await pickService(context, snapshot);
  if (service === undefined) return;
  const answers = await askAnswers(context, service, snapshot);
  if (answers === undefined) return;
  const proposal = proposeService(service, snapshot, answers);
  if (proposal.kind === 'refused') {
    await prompts.tell(proposal.complaints.join(' '));
    return;
  }
  if (proposal.changes.length === 0) {
    await prompts.tell(l10n.t('There is nothing to do: the project has this service already.'));
    return;
  }
  const changes = proposal.changes.map(({ path, before, after }) => ({
    path: toAbsolute(root, path),
    before,
    after,
  }));
  const title = l10n.t('Add service: {0} files', changes.length);
  await editor.preview(title, changes);
  const isWanted = await prompts.pick(title, [
    { label: l10n.t('Make these changes'), icon: 'check', value: true },
    { label: l10n.t('Leave everything as it is'), icon: 'close', value: false },
  ]);
  await editor.closePreview();
  if (isWanted !== true) return;
  if (!(await editor.apply(l10n.t('Add service'), changes))) {
    throw new Error(l10n.t('The files could not be changed.'));
  }
  await show(context, root, proposal);
};

async function findProject(
  { l10n, prompts, projects, signal }: CommandContext,
  argument: unknown,
): Promise<WorkspaceProject | undefined> {
  const root = findTarget(argument, 'fileSet', 'service')?.root;
  const all = await projects.load(signal);
  const meant = all.find((project) => project.root === root);
  if (meant !== undefined) return meant;
  if (all.length === 0) {
    await prompts.tell(l10n.t('Open a folder first: a service needs a place for its files.'));
    return undefined;
  }
  if (all.length === 1) return all[0];
  return prompts.pick(
    l10n.t('Which folder shall get the service?'),
    all.map((project) => ({ label: project.root, icon: 'folder', value: project })),
  );
}

async function pickService(
  { l10n, prompts }: CommandContext,
  snapshot: Snapshot,
): Promise<string | undefined> {
  return prompts.pick(
    l10n.t('Which service shall be added?'),
    listServices(snapshot).map(({ id, title, summary, evidence }) => ({
      label: title,
      description: summary,
      detail: evidence.join(' '),
      icon: 'add',
      value: id,
    })),
  );
}

/** The answers that the project itself gives, unless the person wants to change some; undefined if the person leaves. */
async function askAnswers(
  context: CommandContext,
  service: string,
  snapshot: Snapshot,
): Promise<Answers | undefined> {
  const { l10n, prompts } = context;
  const defaults = await collect(service, snapshot, (question) =>
    Promise.resolve(question.default),
  );
  if (defaults === undefined || Object.keys(defaults).length === 0) return defaults;
  const list = Object.entries(defaults).map(([key, value]) => `${key}: ${value}`);
  const choice = await prompts.pick(l10n.t('How shall the service be set up?'), [
    {
      label: l10n.t('As the project suggests'),
      detail: list.join(' · '),
      icon: 'check',
      value: 'defaults',
    },
    { label: l10n.t('Answer each question'), icon: 'edit', value: 'ask' },
  ]);
  if (choice === undefined) return undefined;
  if (choice === 'defaults') return defaults;
  return collect(service, snapshot, (question) => ask(context, question));
}

/** Later questions depend on earlier answers, so they are asked one at a time. */
async function collect(
  service: string,
  snapshot: Snapshot,
  answer: (question: Question) => Promise<string | undefined>,
): Promise<Answers | undefined> {
  let answers: Answers = {};
  for (;;) {
    const [question] = listQuestions(service, snapshot, answers);
    if (question === undefined) return answers;
    const given = await answer(question);
    if (given === undefined) return undefined;
    answers = { ...answers, [question.key]: given };
  }
}

async function ask(
  { l10n, prompts }: CommandContext,
  question: Question,
): Promise<string | undefined> {
  const { label, evidence, choices = [] } = question;
  if (choices.length > 0) {
    const other = Symbol('another value');
    const picked = await prompts.pick<string | typeof other>(label, [
      ...choices.map((choice) => ({
        label: choice,
        ...(choice === question.default ? { description: evidence } : {}),
        value: choice,
      })),
      { label: l10n.t('Another value…'), icon: 'edit', value: other },
    ]);
    if (picked !== other) return picked;
  }
  return prompts.input({
    title: label,
    prompt: evidence,
    value: question.default,
    complain: (value) => question.complain(value),
  });
}

async function show(
  { editor, prompts }: CommandContext,
  root: string,
  proposal: Extract<AddServiceProposal, { kind: 'proposal' }>,
): Promise<void> {
  const compose = proposal.changes.find(({ path }) => /\.ya?ml$/.test(path));
  if (compose !== undefined) await editor.openFile(toAbsolute(root, compose.path));
  const { notes } = proposal.plan;
  if (notes.length > 0) void prompts.tell(notes.join(' '));
}
