import type { MessagePort } from 'node:worker_threads';
import type { Finding } from '../../core/base/finding.ts';
import { findMentions } from '../../core/ide/find-mentions.ts';
import type { Mention } from '../../core/ide/mention.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { EditorSettings, RootLinter } from './lint-parts.ts';
import type {
  LintQuestion,
  LintQuestions,
  LintThreadRequest,
  LintThreadResponse,
  SentFinding,
  SentMention,
} from './lint-thread-protocol.ts';

/** Milliseconds of work after which a word to stop is listened for. */
const turn = 50;

/** The thread's side: lints for one root, and answers questions about what it linted last. */
export function runLintThread(port: MessagePort, linter: RootLinter): void {
  const thread = new LintThreadWork(linter);
  port.on('message', ({ id, question }: LintThreadRequest) => {
    if (question === undefined) {
      thread.stop();
      return;
    }
    thread.answer(question).then(
      (answer) => send(port, { id, answer }),
      (error: unknown) => {
        send(port, { id, failure: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}

function send(port: MessagePort, response: LintThreadResponse): void {
  port.postMessage(response, []);
}

class LintThreadWork {
  readonly #linter: RootLinter;
  #linted: { readonly snapshot: Snapshot; readonly settings: EditorSettings } | undefined;
  /** Grows with every word to stop. */
  #stops = 0;

  constructor(linter: RootLinter) {
    this.#linter = linter;
  }

  stop(): void {
    this.#stops += 1;
  }

  async answer(question: LintQuestion): Promise<LintQuestions[keyof LintQuestions]['answer']> {
    if (question.name === 'lint') return this.#lint(question.snapshot, question.settings);
    if (this.#linted === undefined) return undefined;
    const { snapshot, settings } = this.#linted;
    const linter = this.#linter;
    switch (question.name) {
      case 'fixAll':
        return linter.fixAll(snapshot, settings, question.file);
      case 'fixWorkspace':
        return linter.fixWorkspace(snapshot, settings);
      case 'listPaths':
        return [...linter.listPaths(snapshot, question.file)].map(toSentMention);
      case 'findMentions': {
        const mentions = linter.listMentions(snapshot, question.file);
        return findMentions(mentions, question.offset).map(toSentMention);
      }
      case 'findSuppressionLine':
        return linter.findSuppressionLine(snapshot, { ...question.finding, fixes: [] });
    }
  }

  async #lint(
    snapshot: Snapshot,
    settings: EditorSettings,
  ): Promise<readonly SentFinding[] | undefined> {
    const stops = this.#stops;
    this.#linted = undefined;
    const steps = this.#linter.lint(snapshot, settings);
    let resumed = performance.now();
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        this.#linted = { snapshot, settings };
        return step.value.map(toSentFinding);
      }
      if (performance.now() - resumed < turn) continue;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      if (stops !== this.#stops) return undefined;
      resumed = performance.now();
    }
  }
}

function toSentFinding(finding: Finding): SentFinding {
  return {
    ...finding,
    fixes: finding.fixes.map(({ title, kind, ...fix }) => ({ title, kind, edits: fix.edits() })),
  };
}

function toSentMention({ kind, at, targets, ...mention }: Mention): SentMention {
  return { kind, at, targets, text: mention.text() };
}
