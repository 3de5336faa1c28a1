/** Questions to a person. The real ones are dialogs of VS Code; tests answer by script. */
export interface Prompts {
  /** Undefined when the person leaves without an answer. */
  pick<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** A line of text, prefilled; undefined when the person leaves. `complain` says why a text will not do. */
  input(options: InputOptions): Promise<string | undefined>;
  /** True only if the person chooses `action`. */
  confirm(message: string, detail: string, action: string): Promise<boolean>;
  /** Says something; gives the button that was chosen. */
  tell(message: string, ...buttons: readonly string[]): Promise<string | undefined>;
  /** Shows that something is going on, with a way to cancel it. */
  progress<T>(title: string, work: ProgressWork<T>): Promise<T>;
}

export type ProgressWork<T> = (
  report: (message: string) => void,
  signal: AbortSignal,
) => Promise<T>;

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A codicon's name. */
  readonly icon?: string;
  readonly value: T;
}

export interface InputOptions {
  readonly title: string;
  readonly prompt?: string;
  readonly value: string;
  /** Shown as dots while it is typed. */
  readonly isSecret?: boolean;
  complain?(text: string): string | undefined;
}
