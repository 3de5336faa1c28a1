import { createTwoFilesPatch } from 'diff';
import { applyEdits } from '../../core/base/text-edits.ts';
import { buildProject } from '../../core/model/build-project.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { FileToWrite, FileWriter } from '../../ports/file-writer.ts';
import { detectFacts } from '../../scaffold/detect/detect-facts.ts';
import { planService } from '../../scaffold/plan-service.ts';
import type { ScaffoldPlan } from '../../scaffold/plan-service.ts';
import { services } from '../../scaffold/services.data.ts';
import type { Answers, Question, ServiceTemplate } from '../../scaffold/service-template.ts';

/** One service that can be added, and what in the project speaks for it. */
export interface ServiceOffer {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly evidence: readonly string[];
}

/** A file before and after; undefined before where it is new. */
export interface FileChange {
  /** Relative to the project root, with `/`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

export type AddServiceProposal =
  | {
      readonly kind: 'proposal';
      /** Edits and files for an editor, which applies them as one step that can be undone. */
      readonly plan: ScaffoldPlan;
      /** The same as whole texts; empty where nothing is to do. */
      readonly changes: readonly FileChange[];
      /** Unified diff of all changes; '' where nothing is to do. */
      readonly diff: string;
    }
  | { readonly kind: 'refused'; readonly complaints: readonly string[] };

export function listServices(snapshot: Snapshot): readonly ServiceOffer[] {
  const facts = detectFacts(buildProject(snapshot));
  return services.map((service) => ({
    id: service.id,
    title: service.title,
    summary: service.summary,
    evidence: service.evidence(facts),
  }));
}

/** What is left to ask when some answers are known; ask one, and call again with its answer. */
export function listQuestions(
  service: string,
  snapshot: Snapshot,
  given: Answers,
): readonly Question[] {
  const template = findService(service);
  const facts = detectFacts(buildProject(snapshot));
  return template?.questions(facts, given).filter(({ key }) => given[key] === undefined) ?? [];
}

export function proposeService(
  service: string,
  snapshot: Snapshot,
  given: Answers,
): AddServiceProposal {
  const template = findService(service);
  if (template === undefined) {
    const ids = services.map(({ id }) => id).join(', ');
    return {
      kind: 'refused',
      complaints: [`There is no service "${service}"; there are: ${ids}.`],
    };
  }
  const result = planService(template, buildProject(snapshot), given);
  if (result.kind === 'refused') return result;
  const changes = toFileChanges(result.plan, snapshot);
  return { kind: 'proposal', plan: result.plan, changes, diff: renderDiff(changes) };
}

/** Writes a proposal's changes; rejects with a `FileWriteError` where a file is not what it was. */
export async function applyChanges(
  changes: readonly FileChange[],
  writer: FileWriter,
  toAbsolute: (path: string) => string,
  signal: AbortSignal,
): Promise<void> {
  const files = changes.map(({ path, before, after }): FileToWrite => {
    return { path: toAbsolute(path), text: after, expected: before };
  });
  await writer.writeAll(files, signal);
}

function findService(id: string): ServiceTemplate | undefined {
  return services.find((service) => service.id === id);
}

function toFileChanges(plan: ScaffoldPlan, snapshot: Snapshot): readonly FileChange[] {
  const edited = [...new Set(plan.edits.map(({ at }) => at.file))].map((path): FileChange => {
    const before = snapshot.files.get(path) ?? '';
    const edits = plan.edits.filter(({ at }) => at.file === path);
    return { path, before, after: applyEdits(before, edits) };
  });
  const added = plan.files.map(({ path, text }) => ({ path, before: undefined, after: text }));
  return [...edited, ...added].filter(({ before, after }) => before !== after);
}

function renderDiff(changes: readonly FileChange[]): string {
  return changes
    .map(({ path, before, after }) => {
      const old = before === undefined ? '/dev/null' : `a/${path}`;
      const patch = createTwoFilesPatch(old, `b/${path}`, before ?? '', after, '', '', {
        context: 3,
      });
      // The first line is a ruler for mails and nothing that tools expect.
      return patch.replace(/^=+\n/, '').replaceAll(/^(---|\+\+\+) (.*?)\t$/gm, '$1 $2');
    })
    .join('');
}
