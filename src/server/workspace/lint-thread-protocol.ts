import type { Finding, Fix } from '../../core/base/finding.ts';
import type { Edit } from '../../core/base/span.ts';
import type { Mention } from '../../core/ide/mention.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { EditorSettings } from './lint-parts.ts';

/** What `main.ts` is started with as a thread that lints. */
export const lintThreadMark = 'drydock-lint-thread';

/** What crosses the border between the threads: plain data, so functions are called before. */
export interface SentFinding extends Omit<Finding, 'fixes'> {
  readonly fixes: readonly SentFix[];
}

interface SentFix extends Omit<Fix, 'edits'> {
  readonly edits: readonly Edit[];
}

export interface SentMention extends Omit<Mention, 'text'> {
  readonly text: string;
}

/** By name: what is asked, and what comes back. Everything but `lint` is about the state that was linted last. */
export interface LintQuestions {
  lint: {
    asked: { readonly snapshot: Snapshot; readonly settings: EditorSettings };
    /** Undefined where it was told to stop. */
    answer: readonly SentFinding[] | undefined;
  };
  fixAll: { asked: { readonly file: string }; answer: string | undefined };
  fixWorkspace: { asked: object; answer: ReadonlyMap<string, string> };
  listPaths: { asked: { readonly file: string }; answer: readonly SentMention[] };
  findMentions: {
    asked: { readonly file: string; readonly offset: number };
    answer: readonly SentMention[];
  };
  findSuppressionLine: { asked: { readonly finding: SentFinding }; answer: number | undefined };
}

export type LintQuestion = {
  [Name in keyof LintQuestions]: { readonly name: Name } & LintQuestions[Name]['asked'];
}[keyof LintQuestions];

/** Without a question it asks to stop linting. */
export interface LintThreadRequest {
  readonly id: number;
  readonly question?: LintQuestion;
}

export type LintThreadResponse =
  | { readonly id: number; readonly answer: LintQuestions[keyof LintQuestions]['answer'] }
  | { readonly id: number; readonly failure: string };
