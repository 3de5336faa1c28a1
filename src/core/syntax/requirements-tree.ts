import type { Span } from '../base/span.ts';
import type { MapValue, SyntaxProblem } from './value.ts';

/** A package that somebody asks for, whatever kind of file or command says so. */
export interface Requirement {
  /** Normalized: lower case, `-` for every run of `-`, `_` and `.`. */
  readonly name: string;
  readonly nameAt: Span;
  /** Normalized. */
  readonly extras: readonly string[];
  /** What limits the version, as written; empty where nothing does. */
  readonly constraint: string;
  /** Empty and behind name and extras where there is no constraint: a pin could be written there. */
  readonly constraintAt: Span;
  /** All of them hold together. Poetry's `^` and `~` and conda's forms are rewritten. */
  readonly specifiers: readonly VersionSpecifier[];
  /** False where the specifiers do not say all that the constraint says, such as an "or". */
  readonly isConstraintRead: boolean;
  /** The condition behind `;`, as written. */
  readonly marker: string | undefined;
  /** A direct reference: an archive, a repository such as `git+https://…`, or a path. */
  readonly url: string | undefined;
  readonly at: Span;
}

export type VersionOperator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=' | '===';

export interface VersionSpecifier {
  readonly operator: VersionOperator;
  /** With `.*` where that was written. */
  readonly version: string;
}

/** A path, archive or repository that is installed without saying which package it holds. */
export interface UnnamedSource {
  /** Such as `.`, `./libs/signals[dev]` or `git+https://…`; without the extras. */
  readonly text: string;
  readonly extras: readonly string[];
  readonly isEditable: boolean;
  readonly at: Span;
}

/** An option of pip, such as `--index-url`, in a file or on a command line. */
export interface RequirementOption {
  /** The long name with its dashes, also where the short one was written. */
  readonly name: string;
  readonly nameAt: Span;
  readonly value: string | undefined;
  readonly valueAt: Span;
  /** The requirement that stands before it on the same line. */
  readonly requirement: Requirement | undefined;
}

/** Another file that a requirements file reads. */
export interface RequirementInclude {
  readonly kind: 'requirement' | 'constraint';
  /** As written: relative to the folder of the file that says it. */
  readonly path: string;
  readonly at: Span;
}

/** Packages that are installed together. */
export interface DependencyGroup {
  /** Empty for the main group. */
  readonly name: string;
  readonly nameAt: Span | undefined;
  /** `group` is a dependency group of PEP 735, of Poetry or of Pipenv; `build` is `build-system.requires`. */
  readonly kind: 'main' | 'extra' | 'group' | 'build' | 'constraint';
  readonly requirements: readonly Requirement[];
  readonly sources: readonly UnnamedSource[];
  /** Other groups that it takes in, by name. */
  readonly includes: readonly string[];
  /** Installed only where somebody asks for it. */
  readonly isOptional: boolean;
}

/** What a range of Python versions is written as. */
export interface PythonConstraint {
  readonly key: 'requires-python' | 'poetry' | 'pipenv' | 'conda';
  readonly text: string;
  readonly at: Span;
  readonly specifiers: readonly VersionSpecifier[];
  readonly isConstraintRead: boolean;
}

/** A file in which people write which packages they want. */
export interface DependencyList {
  readonly kind: 'requirements' | 'pyproject' | 'pipfile' | 'conda';
  readonly file: string;
  readonly groups: readonly DependencyGroup[];
  /** Only requirements files have them. */
  readonly includes: readonly RequirementInclude[];
  readonly options: readonly RequirementOption[];
  readonly python: readonly PythonConstraint[];
  /** What a `pyproject.toml` says about the project itself. */
  readonly project: ProjectTable | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** The project that a `pyproject.toml` describes. */
export interface ProjectTable {
  readonly name: string | undefined;
  /** Undefined where it is worked out when the package is built, or not given. */
  readonly version: string | undefined;
  /** Names of `project.dynamic`. */
  readonly dynamic: readonly string[];
  /** Files that building the package reads, such as the readme. */
  readonly files: readonly NamedFile[];
  readonly buildBackend: string | undefined;
  /** What the file says: `package-mode` of Poetry, `package` of uv; undefined where it says nothing. */
  readonly isPackage: boolean | undefined;
  readonly hasProjectTable: boolean;
  readonly hasPoetryTable: boolean;
  /** Where packages come from instead of an index, by normalized name: `tool.uv.sources`. */
  readonly sources: ReadonlyMap<string, PackageSource>;
  /** The whole document, for what is asked for rarely. */
  readonly root: MapValue;
}

export interface NamedFile {
  /** Such as `project.readme`. */
  readonly key: string;
  readonly path: string;
  readonly at: Span;
}

export interface PackageSource {
  readonly kind: 'git' | 'url' | 'path' | 'workspace' | 'index';
  readonly text: string;
  readonly at: Span;
}

/** A file that a program wrote: every package with its one version. */
export interface LockFile {
  readonly kind: 'uv-lock' | 'poetry-lock' | 'pipfile-lock' | 'pylock';
  readonly file: string;
  readonly packages: readonly LockedPackage[];
  readonly python: readonly PythonConstraint[];
  readonly problems: readonly SyntaxProblem[];
}

export interface LockedPackage {
  readonly name: string;
  readonly nameAt: Span;
  /** Undefined for the project itself and for repositories without a version. */
  readonly version: string | undefined;
  readonly versionAt: Span;
  /** The groups that need it, where the file says so: `main`, `dev`, …. */
  readonly groups: readonly string[];
  readonly dependencies: readonly LockedDependency[];
  /** What its extras need in addition, by the extra's name. */
  readonly extras: ReadonlyMap<string, readonly LockedDependency[]>;
  /** What the dependency groups of a local project need, by the group's name. */
  readonly groupDependencies: ReadonlyMap<string, readonly LockedDependency[]>;
  /** True for the project itself and members of its workspace. */
  readonly isLocal: boolean;
}

export interface LockedDependency {
  /** Normalized. */
  readonly name: string;
  readonly extras: readonly string[];
}

export type DependencyFile = DependencyList | LockFile;
