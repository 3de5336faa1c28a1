import type { Fix, RelatedPlace, Severity } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type {
  ComposeFile,
  Dockerfile,
  FileSet,
  Project,
  Service,
  Stage,
  StageInstruction,
  VariableUse,
} from '../model/project.ts';

export type Family = 'dockerfile' | 'compose' | 'project' | 'mlflow' | 'python' | 'gpu' | 'secrets';
export type Preset = 'essential' | 'recommended' | 'strict';
export type NonEmpty<T> = readonly [T, ...T[]];

/** What a rule can listen to, by the name of its listener. One walk of the model serves all rules. */
export interface NodeKinds {
  readonly project: Project;
  readonly composeFile: ComposeFile;
  /** Each set of compose files that are used together. */
  readonly fileSet: FileSet;
  /** Each service of each file set, merged. */
  readonly service: Service;
  /** Each `${…}` of each compose file. */
  readonly variable: VariableUse;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  /** Each instruction of each Dockerfile. */
  readonly instruction: StageInstruction;
}

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;

/** What a report can carry besides its place and its words. */
export interface Extra {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
  /** Those of the rule's equivalents that this finding stands for; all of them unless said. */
  readonly equivalents?: readonly string[];
}

/** One method per message, so that a wrong id or a missing slot fails at the call. */
export type Report<Messages extends Readonly<Record<string, string>>> = {
  readonly [Id in keyof Messages]: [Slots<Messages[Id]>] extends [never]
    ? (at: Span, extra?: Extra) => void
    : (at: Span, data: Readonly<Record<Slots<Messages[Id]>, string>>, extra?: Extra) => void;
};

/** Where the node stands. */
export interface RuleContext<Options> {
  readonly project: Project;
  /** The file set of a `service` or `fileSet` node, the file's own of `variable`. */
  readonly fileSet: FileSet | undefined;
  readonly dockerfile: Dockerfile | undefined;
  /** `variable` only: the compose file it is in. */
  readonly composeFile: ComposeFile | undefined;
  readonly options: Options;
}

export interface OptionSpec<T> {
  readonly description: string;
  readonly default: T;
}

export type OptionsSpec<Options> = { readonly [Key in keyof Options]: OptionSpec<Options[Key]> };

export interface RuleSpec<
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Options = object,
> {
  readonly id: `${Family}/${string}`;
  /** Former ids, still accepted in configuration. */
  readonly aliases?: readonly string[];
  /** Names of the same check elsewhere: hadolint `DL…`, BuildKit's CamelCase, dclint's kebab names, dockerfile-utils codes. */
  readonly equivalents?: readonly string[];
  /** Begins with Require, Disallow or Prefer; no full stop. */
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  /** The first version of Drydock that had it. */
  readonly since: string;
  readonly messages: Messages;
  readonly options?: OptionsSpec<Options>;
  readonly on: {
    readonly [Kind in keyof NodeKinds]?: (
      node: NodeKinds[Kind],
      report: Report<Messages>,
      context: RuleContext<Options>,
    ) => void;
  };
}

/** A project of few files: path → text. */
export type ExampleFiles = Readonly<Record<string, string>>;

export interface BadExample {
  readonly title: string;
  readonly files: ExampleFiles;
  /** The files after the first fix of each finding, where the rule has fixes. */
  readonly fixed?: ExampleFiles;
  /** Rules other than this one that are right to speak here too. */
  readonly alsoReports?: readonly string[];
}

export interface GoodExample {
  readonly title: string;
  readonly files: ExampleFiles;
}

/** The prose of a rule. A second export of the rule's file, so that bundles can leave it out. */
export interface RulePage {
  /** One paragraph: what goes wrong for the user, and when. */
  readonly rationale: string;
  /** When not to use the rule. */
  readonly exceptions?: string;
  readonly references?: readonly string[];
  readonly bad: NonEmpty<BadExample>;
  readonly good: NonEmpty<GoodExample>;
}
