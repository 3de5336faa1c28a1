import type { Span } from '../base/span.ts';

/** What a light scan of a Python file tells: nothing is executed, and no other file is looked at. */
export interface PythonFacts {
  readonly file: string;
  readonly imports: readonly PythonImport[];
  /** Every call, in the order of the text: one before its arguments, and behind what it is a method of. */
  readonly calls: readonly PythonCall[];
  readonly environment: readonly EnvironmentRead[];
  /** Variables that the program sets for itself and its children. */
  readonly environmentWrites: readonly EnvironmentWrite[];
  readonly connections: readonly ClientConnection[];
  readonly mlflow: readonly MlflowCall[];
  readonly servers: readonly ServerStart[];
  readonly apps: readonly WebApp[];
  readonly routes: readonly WebRoute[];
  readonly routers: readonly RouterMount[];
  /** String literals that look like paths of files or folders. */
  readonly paths: readonly PathLiteral[];
  /** Names of the classes and functions on the top level, and of the variables assigned there. */
  readonly names: ReadonlySet<string>;
  /** True where the file ends in `if __name__ == "__main__"` or has one somewhere. */
  readonly hasMainGuard: boolean;
}

export interface PythonImport {
  /** Dotted, without the leading dots; empty in `from . import x`. */
  readonly module: string;
  readonly moduleAt: Span;
  /** How many leading dots: 0 for an absolute import. */
  readonly level: number;
  /** What is taken out of the module; `*` for everything; undefined for `import module`. */
  readonly name: string | undefined;
  /** The name that it has in this file. */
  readonly alias: string;
  readonly at: Span;
  /** In a `try`, or below `if TYPE_CHECKING`: the program may do without it. */
  readonly isOptional: boolean;
  /** False inside of a function or class. */
  readonly isTopLevel: boolean;
}

/** An expression, as far as anybody asks. Names are as written. */
export type PythonValue =
  | PythonLiteral
  | PythonTemplate
  | PythonNumber
  | PythonName
  | PythonAttribute
  | PythonSubscript
  | PythonCall
  | PythonList
  | PythonMap
  | PythonOperation
  | PythonOther;

/** A string, also one of several pieces. */
export interface PythonLiteral {
  readonly kind: 'text';
  readonly text: string;
  readonly isBytes: boolean;
  /** With prefix and quotes. */
  readonly at: Span;
  /** Between the quotes; the same as `at` where there are several pieces. */
  readonly bodyAt: Span;
}

/** An f-string with at least one field. */
interface PythonTemplate {
  readonly kind: 'template';
  /** Strings and the values of the fields, in order. */
  readonly parts: readonly (string | PythonValue)[];
  readonly at: Span;
}

interface PythonNumber {
  readonly kind: 'number';
  readonly text: string;
  readonly at: Span;
}

/** A name or a dotted path of names, also `None`, `True` and `False`. */
interface PythonName {
  readonly kind: 'name';
  readonly path: string;
  readonly at: Span;
}

/** `.name` of something that is not just a name, such as a call. */
interface PythonAttribute {
  readonly kind: 'attribute';
  readonly base: PythonValue;
  readonly name: string;
  readonly at: Span;
}

interface PythonSubscript {
  readonly kind: 'subscript';
  readonly base: PythonValue;
  readonly index: PythonValue | undefined;
  readonly at: Span;
}

export interface PythonCall {
  readonly kind: 'call';
  readonly callee: PythonValue;
  /**
   * The full name with the file's imports and assignments followed, such as `mlflow.set_tracking_uri` for
   * `ml.set_tracking_uri`, and `redis.Redis().get` for a method of what that call gave.
   */
  readonly name: string;
  readonly args: readonly PythonValue[];
  readonly keywords: readonly PythonKeyword[];
  /** True for `f(*args)` and `f(**options)`: there are arguments that nobody sees. */
  readonly hasSpread: boolean;
  readonly at: Span;
}

export interface PythonKeyword {
  readonly name: string;
  readonly nameAt: Span;
  readonly value: PythonValue;
}

/** A list, tuple or set; also the inside of a comprehension. */
interface PythonList {
  readonly kind: 'list';
  readonly items: readonly PythonValue[];
  readonly at: Span;
}

interface PythonMap {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: PythonValue; readonly value: PythonValue }[];
  readonly at: Span;
}

/** Operands side by side, whatever binds tighter. */
interface PythonOperation {
  readonly kind: 'operation';
  /** The operators between the operands, such as `+` or `or`. */
  readonly operators: readonly string[];
  readonly operands: readonly PythonValue[];
  readonly at: Span;
}

interface PythonOther {
  readonly kind: 'other';
  readonly items: readonly PythonValue[];
  readonly at: Span;
}

/** What a value is as text, as far as this file says. */
export interface PythonText {
  /** Fields that nobody knows stay as `{…}`. Undefined where nothing is known at all. */
  readonly text: string | undefined;
  /** True where `text` is all of it. A default of an environment variable is not. */
  readonly isKnown: boolean;
  /** The environment variable that decides; `text` is its default then. */
  readonly variable: string | undefined;
  /** Where the text is written: the literal, also when a variable stands in between. */
  readonly at: Span;
}

export interface EnvironmentRead {
  readonly name: string;
  readonly nameAt: Span;
  readonly at: Span;
  /** What the program takes where the variable is not set. */
  readonly fallback: PythonText | undefined;
  /** True where the program fails without the variable: `os.environ["NAME"]`. */
  readonly isRequired: boolean;
}

export interface EnvironmentWrite {
  readonly name: string;
  readonly nameAt: Span;
  readonly value: PythonText;
  /** False for `setdefault`. */
  readonly isForced: boolean;
}

/** A client that connects somewhere. */
export interface ClientConnection {
  /** Such as `redis.Redis`. */
  readonly client: string;
  readonly url: PythonText | undefined;
  readonly host: PythonText | undefined;
  readonly port: PythonText | undefined;
  /** Where the client connects to when neither URL nor host is given. */
  readonly defaultHost: string | undefined;
  readonly defaultPort: number | undefined;
  readonly at: Span;
}

export type MlflowAction =
  | 'set-tracking-uri'
  | 'set-registry-uri'
  | 'set-experiment'
  | 'create-experiment'
  | 'log-model'
  | 'save-model'
  | 'register-model'
  | 'load-model'
  | 'log-artifact'
  | 'download-artifact'
  | 'search'
  | 'start-run'
  | 'create-client'
  | 'registry';

export interface MlflowCall {
  readonly action: MlflowAction;
  /** The whole name, such as `mlflow.sklearn.log_model`. */
  readonly name: string;
  readonly at: Span;
  /** The arguments that matter, by their name in MLflow, such as `uri` or `registered_model_name`. */
  readonly values: ReadonlyMap<string, PythonText>;
}

/** A server that the program starts by itself. */
export interface ServerStart {
  readonly server:
    'flask' | 'dash' | 'uvicorn' | 'waitress' | 'gradio' | 'aiohttp' | 'prometheus' | 'other';
  readonly host: PythonText | undefined;
  readonly port: PythonText | undefined;
  /** What it listens on where nothing is said. */
  readonly defaultHost: string;
  readonly defaultPort: number | undefined;
  /** `main:app` where the app is named by a string. */
  readonly target: PythonText | undefined;
  readonly at: Span;
}

export interface WebApp {
  readonly framework: string;
  /** The variable that holds it. */
  readonly name: string;
  readonly at: Span;
  /** `prefix` of a router, `url_prefix` of a blueprint. */
  readonly prefix: PythonText | undefined;
}

export interface WebRoute {
  /** The variable that it hangs on, such as `app`. */
  readonly owner: string;
  readonly path: PythonText;
  /** Upper case; empty where the framework's default rules. */
  readonly methods: readonly string[];
  readonly at: Span;
}

/** `app.include_router(router, prefix="/v1")` and the like. */
export interface RouterMount {
  readonly owner: string;
  /** The router as written, such as `users.router`. */
  readonly router: string;
  readonly prefix: PythonText | undefined;
  readonly at: Span;
}

export interface PathLiteral {
  readonly text: string;
  readonly at: Span;
  /** The call that it is an argument of, such as `open` or `pandas.read_csv`. */
  readonly call: string | undefined;
}
