import type { Finding } from '../../src/core/base/finding.ts';
import type { LintParts } from '../../src/server/workspace/lint-parts.ts';

/** A linter that does just this each time. */
export function lintBy(lint: () => readonly Finding[]): Pick<LintParts, 'createLinter'> {
  return {
    createLinter: () => ({
      *lint() {
        yield;
        return lint();
      },
      fixAll: () => undefined,
      fixWorkspace: () => new Map(),
      listMentions: () => [],
      listPaths: () => [],
      findSuppressionLine: () => undefined,
    }),
  };
}
