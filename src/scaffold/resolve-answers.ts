import type { ProjectFacts } from './facts.ts';
import type { Answers, ServiceTemplate } from './service-template.ts';

export interface ResolvedAnswers {
  readonly answers: Answers;
  readonly complaints: readonly string[];
}

/** Fills defaults in, question by question, since later defaults follow from earlier answers. */
export function resolveAnswers(
  template: ServiceTemplate,
  facts: ProjectFacts,
  given: Answers,
): ResolvedAnswers {
  const keys = template.questions(facts, given).map(({ key }) => key);
  const unknown = Object.keys(given).filter((key) => !keys.includes(key));
  const complaints = unknown.map(
    (key) => `"${key}" is no setting of ${template.id}; it has: ${keys.join(', ')}.`,
  );
  let answers: Answers = {};
  for (const key of keys) {
    const question = template.questions(facts, answers).find((one) => one.key === key);
    const value = given[key] ?? question?.default ?? '';
    const complaint = question?.complain(value);
    if (complaint !== undefined) complaints.push(complaint);
    answers = { ...answers, [key]: value };
  }
  return { answers, complaints };
}
