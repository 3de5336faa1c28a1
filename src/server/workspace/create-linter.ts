import { findSuppressionLine } from '../../core/engine/find-suppression-line.ts';
import { fixProject } from '../../core/engine/fix-project.ts';
import { lintProject } from '../../core/engine/lint-project.ts';
import { buildProject } from '../../core/model/build-project.ts';
import { createProjectCache } from '../../core/model/project-cache.ts';
import type { EditorSettings, RootLinter } from './lint-parts.ts';

/** The core as one root of the server uses it. */
export function createLinter(): RootLinter {
  const cache = createProjectCache();
  return {
    lint: (snapshot, settings) => lintProject(buildProject(snapshot, cache), toCore(settings)),
    fixAll: (snapshot, settings, file) =>
      fixProject(snapshot, toCore(settings), (path) => path === file).changed.get(file),
    findSuppressionLine: (snapshot, finding) =>
      findSuppressionLine(buildProject(snapshot, cache), finding),
  };
}

function toCore({ preset }: EditorSettings): { readonly preset: EditorSettings['preset'] } {
  return { preset };
}
