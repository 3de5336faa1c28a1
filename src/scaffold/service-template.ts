import type { ProjectFacts } from './facts.ts';

/** Ids of services that can be put into a project; a contract with scripts, so they never change. */
export type ServiceId = 'training-job' | 'mlflow' | 'fastapi-api';

/** One thing to ask before a service is written; the default is good where the evidence is. */
export interface Question {
  readonly key: string;
  /** A short question for a person. */
  readonly label: string;
  readonly default: string;
  /** Where the default comes from. */
  readonly evidence: string;
  /** Values worth offering; others are allowed. */
  readonly choices?: readonly string[];
  /** Why a value cannot be taken; undefined for a good one. */
  complain(value: string): string | undefined;
}

export type Answers = Readonly<Record<string, string>>;

/** A file that did not exist before, whole. */
export interface GeneratedFile {
  /** Relative to the project root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What a template makes: files, and the service as YAML. */
export interface RenderedService {
  readonly files: readonly GeneratedFile[];
  /** Folder whose code is copied into the image, relative to the project root: its `.dockerignore` is made or completed. */
  readonly ignoreFolder?: string;
  /** The service's mapping without its name: two blanks an indentation level, lines end with LF. */
  readonly service: string;
  /** The named volume that the service keeps its data in. */
  readonly volume?: string;
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

/** One kind of service. Everything about it is in its file; the catalogue lists it. */
export interface ServiceTemplate {
  readonly id: ServiceId;
  readonly title: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** What in the project speaks for it, one sentence each. */
  evidence(facts: ProjectFacts): readonly string[];
  /** The questions in their order; defaults of later ones follow from `given`. */
  questions(facts: ProjectFacts, given: Answers): readonly Question[];
  /** The service of the project that already is what the answers ask for. */
  findExisting(facts: ProjectFacts, answers: Answers): string | undefined;
  render(facts: ProjectFacts, answers: Answers): RenderedService;
}
