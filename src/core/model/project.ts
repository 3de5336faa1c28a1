import type { Span } from '../base/span.ts';
import type { DockerfileTree, Instruction, Word } from '../syntax/dockerfile-tree.ts';
import type { ShellScript } from '../syntax/shell-tree.ts';
import type { Entry, MapValue, ScalarValue, SyntaxProblem, Value } from '../syntax/value.ts';
import type { MlflowModel } from './mlflow-services.ts';
import type { ProjectCache } from './project-cache.ts';
import type { ProjectViews } from './project-views.ts';
import type { PathIndex } from './path-index.ts';
import type { PythonModel } from './python-project.ts';
import type { ShapeProblem } from './compose-shape-problems.ts';
import type { Snapshot } from './snapshot.ts';

/** One project root, parsed once. Rules, tree, hover and scaffolding all ask this model; none of them parses. */
export interface Project {
  readonly snapshot: Snapshot;
  readonly composeFiles: readonly ComposeFile[];
  readonly fileSets: readonly FileSet[];
  readonly dockerfiles: readonly Dockerfile[];
  /** `.env` files by path. */
  readonly dotenvFiles: ReadonlyMap<string, DotenvFile>;
  /** Which files and folders are there. */
  readonly paths: PathIndex;
  /** Dependency files and scanned sources. */
  readonly python: PythonModel;
  /** Which services are MLflow servers and their clients. */
  readonly mlflow: MlflowModel;
  readonly views: ProjectViews;
  /** What outlives this state of the project. */
  readonly cache: ProjectCache;
}

/** One compose file by itself. */
export interface ComposeFile {
  readonly path: string;
  readonly text: string;
  /** Undefined where the text holds no mapping. */
  readonly root: MapValue | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Every `${…}` and `$NAME` of the file, in values and outside comments. */
  readonly variables: readonly VariableUse[];
  /** True where every service names an image or a build by itself. */
  readonly isComplete: boolean;
  /** What Compose refuses in the form of the file, found when it is first asked for. */
  readonly shapeProblems: readonly ShapeProblem[];
}

/**
 * The compose files that are used together, merged by Compose's rules.
 * `default`: the base with its override; `environment`: what COMPOSE_FILE lists; `standalone`: a complete
 * file of another name; `overlay`: a file laid over the base beside it, since it is incomplete or refers to what only
 * the base has.
 */
export interface FileSet {
  /** The paths joined by `+`: stable, and unique within the project. */
  readonly id: string;
  readonly kind: 'default' | 'environment' | 'standalone' | 'overlay';
  readonly files: readonly ComposeFile[];
  /** Files that these take in by `include` and `extends`. */
  readonly includedFiles: readonly ComposeFile[];
  /** What goes wrong only when the files are put together: cycles, missing files, values that do not merge. */
  readonly problems: readonly SyntaxProblem[];
  /** Folder of the first file, '' for the root: what Compose calls the project directory. */
  readonly folder: string;
  /** `name:`, else undefined: then Compose takes the folder's name. */
  readonly name: string | undefined;
  /** The merged document. */
  readonly root: MapValue;
  readonly services: readonly Service[];
  readonly volumes: readonly NamedResource[];
  readonly networks: readonly NamedResource[];
  readonly configs: readonly NamedResource[];
  readonly secrets: readonly NamedResource[];
  /** What COMPOSE_PROFILES turns on; `*` stands for all. */
  readonly activeProfiles: ReadonlySet<string>;
  /** Values for interpolation: the shell's, then `.env`. */
  readonly variables: ReadonlyMap<string, VariableOrigin>;
  /** What Compose refuses in the form of the files, and of what is taken from included ones. */
  readonly shapeProblems: readonly ShapeProblem[];
}

/** A top-level volume, network, config or secret. */
export interface NamedResource {
  readonly name: string;
  readonly entry: Entry;
  readonly isExternal: boolean;
}

export interface Service {
  readonly name: string;
  readonly nameAt: Span;
  readonly entry: Entry;
  /** The service's mapping; empty where something else was written. */
  readonly value: MapValue;
  readonly image: ImageReference | undefined;
  readonly build: Build | undefined;
  readonly command: ProcessLine | undefined;
  readonly entrypoint: ProcessLine | undefined;
  readonly containerName: ScalarText | undefined;
  readonly hostname: ScalarText | undefined;
  readonly environment: readonly EnvironmentItem[];
  readonly envFiles: readonly EnvFile[];
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly ServiceNetwork[];
  readonly networkMode: ScalarText | undefined;
  readonly dependsOn: readonly Dependency[];
  readonly healthcheck: Healthcheck | undefined;
  readonly restart: ScalarText | undefined;
  readonly profiles: readonly string[];
}

/** A scalar after interpolation. */
export interface ScalarText {
  /** With variables replaced where their value is known; `undefined` values leave the text as written. */
  readonly text: string;
  readonly source: ScalarValue;
  readonly at: Span;
  /** False where a variable without a known value is in it, so that `text` is not what Compose will use. */
  readonly isKnown: boolean;
}

export interface ImageReference extends ScalarTextLike {
  readonly registry: string | undefined;
  /** Without registry, tag and digest, such as `library/python` written as `python`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** What image references of compose files and of FROM have in common. */
export interface ScalarTextLike {
  readonly text: string;
  readonly at: Span;
  readonly isKnown: boolean;
}

export interface Build {
  readonly at: Span;
  /** Relative to the project root, '' for the root; undefined for a remote or an unknown one. */
  readonly context: string | undefined;
  readonly contextAt: Span;
  /** Path of the Dockerfile relative to the project root; undefined for a remote context or an inline one. */
  readonly dockerfile: string | undefined;
  readonly dockerfileAt: Span;
  readonly isInline: boolean;
  /** The text of `dockerfile_inline`. */
  readonly inline: ScalarValue | undefined;
  readonly target: ScalarText | undefined;
  readonly args: ReadonlyMap<string, ScalarText | undefined>;
  /** Linked by `buildProject`; undefined where the file is not there. */
  readonly file: Dockerfile | undefined;
}

/** `command:`, `entrypoint:` or CMD and ENTRYPOINT: a list is an exec form, a string is split like a shell does. */
export interface ProcessLine {
  readonly at: Span;
  readonly form: 'exec' | 'shell' | 'split';
  /**
   * What the process gets: without quotes, and after interpolation where it came from a compose file. The marker
   * of a health check (`CMD`, `CMD-SHELL`) is left out. The shell form has its words as written.
   */
  readonly words: readonly Word[];
  /** Parsed as shell text where a shell will run it: the shell form, and `sh -c …`. */
  readonly script: ShellScript | undefined;
  /** In the split form: an operator of a shell, such as `&&`, and all behind it. Compose drops that in silence. */
  readonly dropped?: Span | undefined;
}

export interface EnvironmentItem {
  readonly name: string;
  readonly nameAt: Span;
  /** Undefined for a name without a value, which passes the shell's value through. */
  readonly value: ScalarTextLike | undefined;
  /** The value before variables were replaced; undefined for what an env file says. */
  readonly template?: string | undefined;
  /** `environment:` itself, or the env file it was read from. */
  readonly origin: 'environment' | 'envFile';
}

export interface EnvFile {
  readonly at: Span;
  /** Relative to the project root; undefined where it is outside or unknown. */
  readonly path: string | undefined;
  readonly isRequired: boolean;
  readonly file: DotenvFile | undefined;
}

export interface DotenvFile {
  readonly path: string;
  /** True where Compose reads it: beside a file set, or by `env_file`. */
  readonly isUsed: boolean;
  readonly items: readonly DotenvItem[];
  readonly problems: readonly SyntaxProblem[];
}

export interface DotenvItem {
  readonly name: string;
  readonly nameAt: Span;
  readonly value: string | undefined;
  readonly valueAt: Span;
  /** The value before variables were replaced; undefined in single quotes, which keep every `$`. */
  readonly template?: string | undefined;
}

export interface PublishedPort {
  readonly at: Span;
  readonly hostIp: string | undefined;
  /** First and last port on the host; undefined where the engine chooses or a variable is unknown. */
  readonly published: PortRange | undefined;
  readonly target: PortRange | undefined;
  readonly protocol: 'tcp' | 'udp';
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export interface Mount {
  readonly at: Span;
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** A host path as written (after interpolation) or a volume's name; undefined for anonymous ones. */
  readonly source: string | undefined;
  readonly sourceAt: Span;
  /** For a bind inside the project: the path relative to the project root. */
  readonly sourcePath: string | undefined;
  readonly target: string;
  readonly targetAt: Span;
  readonly isReadOnly: boolean;
  readonly isKnown: boolean;
}

export interface ServiceNetwork {
  readonly name: string;
  readonly at: Span;
  readonly aliases: readonly string[];
}

export interface Dependency {
  readonly service: string;
  readonly at: Span;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly isRequired: boolean;
  /** True for the list form, which has no condition of its own. */
  readonly isShort: boolean;
}

export interface Healthcheck {
  readonly at: Span;
  readonly test: ProcessLine | undefined;
  readonly isDisabled: boolean;
  readonly value: Value | undefined;
}

/** One `${…}` or `$NAME` in a compose file. */
export interface VariableUse {
  readonly name: string;
  readonly at: Span;
  /** `-`, `:-`, `?`, `:?`, `+`, `:+`, or '' for a plain use. */
  readonly operator: string;
  readonly argument: string | undefined;
  /** Keys from the document's root to the scalar, list items as their number. */
  readonly path: readonly string[];
}

export interface VariableOrigin {
  readonly value: string;
  /** The `.env` item it came from; undefined for the shell. */
  readonly item: DotenvItem | undefined;
}

export interface Dockerfile {
  /** Of the compose file where the Dockerfile stands in one. */
  readonly path: string;
  /** The text of `dockerfile_inline`; undefined for a file of its own. */
  readonly inline: InlineText | undefined;
  readonly tree: DockerfileTree;
  readonly stages: readonly Stage[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly Variable[];
  /** Instructions before the first FROM; only ARG is allowed there. */
  readonly globalInstructions: readonly StageInstruction[];
  /** The builds of the project's services that name this file. */
  readonly uses: readonly DockerfileUse[];
  /** Contexts it is built with, relative to the project root; its own folder where nothing names it. */
  readonly contexts: readonly BuildContext[];
}

/** Where a Dockerfile stands in a compose file. Its places are places of that file. */
export interface InlineText {
  readonly at: Span;
  /** True for a `|` block, into which lines can be written. */
  readonly isLiteral: boolean;
}

export interface DockerfileUse {
  readonly fileSet: FileSet;
  readonly service: Service;
}

/** A folder that `docker build` sends, after its `.dockerignore`. */
export interface BuildContext {
  /** Relative to the project root, '' for the root. */
  readonly folder: string;
  /** True where no service names the Dockerfile, so that the folder is a guess. */
  readonly isGuessed: boolean;
  /** The ignore file that rules here: `<Dockerfile>.dockerignore` or `.dockerignore`. */
  readonly ignoreFile: IgnoreFile | undefined;
}

export interface IgnoreFile {
  readonly path: string;
  readonly patterns: readonly IgnorePattern[];
  /** The pattern that keeps a path (relative to the file's context) out of the context; undefined where it is sent. */
  findMatch(path: string): IgnorePattern | undefined;
}

export interface IgnorePattern {
  readonly text: string;
  readonly isNegated: boolean;
  readonly at: Span;
}

export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** Variables replaced by defaults of global ARGs. */
  readonly base: ImageReference | undefined;
  /** The earlier stage that the base names. */
  readonly parent: Stage | undefined;
  readonly instructions: readonly StageInstruction[];
  /** What the image starts, its parents' where the stage sets nothing; undefined where the base decides. */
  readonly entrypoint: ProcessLine | undefined;
  readonly command: ProcessLine | undefined;
  /** ARG and ENV in scope at the stage's end. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** From FROM to the stage's last instruction. */
  readonly at: Span;
}

/** An instruction with what Docker knows when it runs it. */
export interface StageInstruction {
  readonly stage: Stage | undefined;
  readonly instruction: Instruction;
  /** Absolute working directory before the instruction; undefined where a variable or an unknown base decides. */
  readonly workdir: string | undefined;
  /** False where only the base image says where that is. */
  readonly isWorkdirWritten: boolean;
  /** Set by USER up to here in this stage or its parents; undefined where the base decides. */
  readonly user: string | undefined;
  /** ARG and ENV in scope before the instruction. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** RUN, and CMD or ENTRYPOINT in shell form, also behind ONBUILD or HEALTHCHECK: the parsed shell text. */
  readonly script: ShellScript | undefined;
  /** COPY and ADD. */
  readonly copy: Copy | undefined;
  /** True for what ONBUILD keeps for later, where it is looked at like an instruction of the stage. */
  readonly isTrigger?: true;
}

export interface Variable {
  readonly name: string;
  readonly kind: 'arg' | 'env';
  readonly value: string | undefined;
  readonly at: Span;
}

export interface Copy {
  readonly sources: readonly Word[];
  readonly destination: Word;
  /** `--from`: a stage's name, a number or an image. */
  readonly from: string | undefined;
}
