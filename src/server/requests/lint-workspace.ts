import {
  LSPErrorCodes,
  NotificationType,
  RequestType0,
  ResponseError,
  type CancellationToken,
} from 'vscode-languageserver/node';
import {
  languageRequests,
  type LintCounts,
  type LintProgress,
} from '../../core/ide/language-requests.ts';
import type { ProjectRoot } from '../workspace/project-root.ts';
import type { Roots } from '../workspace/roots.ts';

export const lintWorkspaceRequest = new RequestType0<LintCounts, void>(
  languageRequests.lintWorkspace,
);

export const lintProgressNotification = new NotificationType<LintProgress>(
  languageRequests.lintProgress,
);

export interface LintWorkspaceOptions {
  readonly roots: Roots;
  readonly token: CancellationToken;
  /** Hands the findings over. */
  publish(root: ProjectRoot): Promise<void>;
  report(progress: LintProgress): void;
}

/** Reads every folder anew and lints it; a cancellation counts between two folders. */
export async function answerLintWorkspace(options: LintWorkspaceOptions): Promise<LintCounts> {
  const { roots, token } = options;
  const all = roots.all;
  let files = 0;
  const bySeverity = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const [done, root] of all.entries()) {
    if (token.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
    options.report({ done, total: all.length });
    root.reload();
    const { findings } = await root.lint();
    await options.publish(root);
    files += findings.size;
    for (const finding of [...findings.values()].flat()) bySeverity[finding.severity] += 1;
  }
  return {
    files,
    errors: bySeverity.error,
    warnings: bySeverity.warning,
    others: bySeverity.info + bySeverity.hint,
  };
}
