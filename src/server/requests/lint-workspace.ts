import { RequestType0 } from 'vscode-languageserver/node';
import { languageRequests, type LintCounts } from '../../core/ide/language-requests.ts';
import type { ProjectRoot } from '../workspace/project-root.ts';
import type { Roots } from '../workspace/roots.ts';

export const lintWorkspaceRequest = new RequestType0<LintCounts, void>(
  languageRequests.lintWorkspace,
);

/** Reads every folder anew and lints it; `publish` hands the findings over. */
export async function answerLintWorkspace(
  roots: Roots,
  publish: (root: ProjectRoot) => Promise<void>,
): Promise<LintCounts> {
  let files = 0;
  const bySeverity = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const root of roots.all) {
    root.reload();
    const { findings } = await root.lint();
    await publish(root);
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
