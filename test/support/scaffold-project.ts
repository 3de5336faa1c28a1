import { applyEdits } from '../../src/core/base/text-edits.ts';
import { buildProject } from '../../src/core/model/build-project.ts';
import type { Project } from '../../src/core/model/project.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import type { ScaffoldPlan } from '../../src/scaffold/plan-service.ts';
import { planService } from '../../src/scaffold/plan-service.ts';
import type { Answers, ServiceId } from '../../src/scaffold/service-template.ts';
import { services } from '../../src/scaffold/services.data.ts';

export type Files = Readonly<Record<string, string>>;

export function toSnapshot(files: Files): Snapshot {
  return { files: new Map(Object.entries(files)), isPartial: false, environment: new Map() };
}

export function toProject(files: Files): Project {
  return buildProject(toSnapshot(files));
}

/** Plans a service; a refusal fails the test with its complaints. */
export function plan(id: ServiceId, files: Files, answers: Answers = {}): ScaffoldPlan {
  const template = services.find((service) => service.id === id);
  const result = planService(template!, toProject(files), answers);
  if (result.kind === 'refused') throw new Error(result.complaints.join(' '));
  return result.plan;
}

export function complaintsOf(
  id: ServiceId,
  files: Files,
  answers: Answers = {},
): readonly string[] {
  const template = services.find((service) => service.id === id);
  const result = planService(template!, toProject(files), answers);
  return result.kind === 'refused' ? result.complaints : [];
}

/** The project after a plan. */
export function apply(files: Files, { files: added, edits }: ScaffoldPlan): Files {
  const after: Record<string, string> = { ...files };
  for (const path of new Set(edits.map(({ at }) => at.file))) {
    after[path] = applyEdits(
      files[path] ?? '',
      edits.filter(({ at }) => at.file === path),
    );
  }
  for (const { path, text } of added) after[path] = text;
  return after;
}

/** Adds a service to a project. */
export function add(id: ServiceId, files: Files, answers: Answers = {}): Files {
  return apply(files, plan(id, files, answers));
}
