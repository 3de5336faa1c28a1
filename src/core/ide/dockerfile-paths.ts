import { joinPath } from '../base/project-path.ts';
import { startOf } from '../base/span.ts';
import { findCopySources } from '../model/copy-sources.ts';
import type { Dockerfile, Project } from '../model/project.ts';
import type { Mention } from './mention.ts';

/** Files that COPY and ADD take from the build context. */
export function* listCopySources(project: Project, dockerfile: Dockerfile): Generator<Mention> {
  for (const { word, path, isOutside } of findCopySources(dockerfile)) {
    if (isOutside) continue;
    const files = dockerfile.contexts.flatMap(({ folder }) => {
      const file = joinPath(folder, path);
      return file !== undefined && project.paths.hasFile(file) ? [startOf(file)] : [];
    });
    if (files.length > 0) yield { kind: 'file', at: word.at, text: () => '', targets: files };
  }
}
