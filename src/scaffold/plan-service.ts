import type { Edit } from '../core/base/span.ts';
import type { Project } from '../core/model/project.ts';
import { detectFacts } from './detect/detect-facts.ts';
import { pathIn } from './detect/file-texts.ts';
import { completeIgnore, letsOnlySomeIn, renderIgnore } from './dockerfile/complete-ignore.ts';
import { insertService } from './compose/insert-service.ts';
import type { ProjectFacts } from './facts.ts';
import { resolveAnswers } from './resolve-answers.ts';
import type {
  Answers,
  GeneratedFile,
  RenderedService,
  ServiceTemplate,
} from './service-template.ts';

/** Everything that adding a service changes. Applying it twice is the same as applying it once. */
export interface ScaffoldPlan {
  readonly service: string;
  /** Name in the compose file. */
  readonly name: string;
  /** Files that are not there yet, whole. */
  readonly files: readonly GeneratedFile[];
  /** Changes of files that are there; the spans are those of the project's texts. */
  readonly edits: readonly Edit[];
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: ScaffoldPlan }
  /** Answers that cannot be taken, or a file that is in the way; one sentence each. */
  | { readonly kind: 'refused'; readonly complaints: readonly string[] };

/** Plans one service for a project. `given` answers what the caller knows; all else takes its default. */
export function planService(
  template: ServiceTemplate,
  project: Project,
  given: Answers,
): PlanResult {
  const facts = detectFacts(project);
  const { answers, complaints } = resolveAnswers(template, facts, given);
  if (complaints.length > 0) return { kind: 'refused', complaints };
  const name = answers['name'] ?? template.id;
  if (template.findExisting(facts, answers) === name) {
    const notes = [`Service "${name}" does this already, so there is nothing to change.`];
    return { kind: 'plan', plan: { service: template.id, name, files: [], edits: [], notes } };
  }
  return assemble(template, name, facts, template.render(facts, answers));
}

function assemble(
  template: ServiceTemplate,
  name: string,
  facts: ProjectFacts,
  rendered: RenderedService,
): PlanResult {
  const compose = insertService(facts, name, rendered);
  const ignore = planIgnore(facts, rendered);
  const wanted = [...rendered.files, ...ignore.files, ...compose.files];
  const blocked = wanted.filter(({ path, text }) => {
    return facts.paths.has(path) && facts.textOf(path) !== text;
  });
  if (blocked.length > 0) {
    const complaints = blocked.map(
      ({ path }) => `"${path}" is there already and holds something else.`,
    );
    return { kind: 'refused', complaints: [...complaints, ...compose.complaints] };
  }
  if (compose.complaints.length > 0) return { kind: 'refused', complaints: compose.complaints };
  const files = wanted.filter(({ path }) => !facts.paths.has(path));
  const edits = [...compose.edits, ...ignore.edits];
  const notes = [...rendered.notes, ...noteIgnore(facts, rendered)];
  return {
    kind: 'plan',
    plan: { service: template.id, name, files, edits, notes },
  };
}

interface Changes {
  readonly files: readonly GeneratedFile[];
  readonly edits: readonly Edit[];
}

function planIgnore(facts: ProjectFacts, { ignoreFolder }: RenderedService): Changes {
  if (ignoreFolder === undefined) return { files: [], edits: [] };
  const path = pathIn(ignoreFolder, '.dockerignore');
  const copied = facts.copiedFrom(ignoreFolder);
  const text = facts.textOf(path);
  if (text === undefined) {
    return facts.paths.has(path)
      ? { files: [], edits: [] }
      : { files: [{ path, text: renderIgnore(copied) }], edits: [] };
  }
  const insert = completeIgnore(text, copied);
  if (insert === '') return { files: [], edits: [] };
  const at = { file: path, start: text.length, end: text.length };
  return { files: [], edits: [{ at, insert }] };
}

/** What such a file has to let in depends on the code, so a person decides. */
function noteIgnore(
  facts: ProjectFacts,
  { ignoreFolder = '' }: RenderedService,
): readonly string[] {
  const path = pathIn(ignoreFolder, '.dockerignore');
  return letsOnlySomeIn(facts.textOf(path) ?? '')
    ? [`${path} sends only what it names: add what the new image needs.`]
    : [];
}
