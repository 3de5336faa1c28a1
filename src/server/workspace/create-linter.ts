import { findSuppressionLine } from '../../core/engine/find-suppression-line.ts';
import type { LintSettings } from '../../core/engine/lint-settings.ts';
import { fixProject } from '../../core/engine/fix-project.ts';
import { lintInSteps } from '../../core/engine/lint-project.ts';
import { listMentions, listPaths } from '../../core/ide/find-mentions.ts';
import { buildProject } from '../../core/model/build-project.ts';
import { createProjectCache } from '../../core/model/project-cache.ts';
import type { Project } from '../../core/model/project.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { EditorSettings, RootLinter } from './lint-parts.ts';

/** The core as one root of the server uses it. */
export function createLinter(): RootLinter {
  const cache = createProjectCache();
  // Questions about a state come after it was linted, so one model is enough.
  let last: Project | undefined;
  const read = (snapshot: Snapshot): Project => {
    if (last?.snapshot !== snapshot) last = buildProject(snapshot, cache);
    return last;
  };
  return {
    *lint(snapshot, settings) {
      const project = read(snapshot);
      yield;
      return yield* lintInSteps(project, toCore(settings));
    },
    fixAll: (snapshot, settings, file) =>
      fixProject(snapshot, toCore(settings), (path) => path === file).changed.get(file),
    fixWorkspace: (snapshot, settings) => fixProject(snapshot, toCore(settings)).changed,
    listPaths: (snapshot, file) => listPaths(read(snapshot), file),
    listMentions: (snapshot, file) => listMentions(read(snapshot), file),
    findSuppressionLine: (snapshot, finding) => findSuppressionLine(read(snapshot), finding),
  };
}

function toCore({ preset, severities, ignored }: EditorSettings): LintSettings {
  return { preset, severities, ignored };
}
