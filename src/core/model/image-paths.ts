import { nameOf } from '../base/project-path.ts';
import type { Stage, StageInstruction } from './project.ts';
import { resolveInImage } from './python-image-files.ts';

/** Paths that WORKDIR and COPY name before an instruction, in its stage and in those that it is built on. */
export function collectImagePaths(stage: Stage, before: StageInstruction): readonly string[] {
  const places = new Set<string>();
  if (before.workdir !== undefined) places.add(before.workdir);
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const end = at.instructions.indexOf(before);
    for (const item of at.instructions.slice(0, end === -1 ? undefined : end)) {
      if (item.workdir !== undefined) places.add(item.workdir);
      for (const place of readCopyPlaces(item)) places.add(place);
    }
  }
  places.delete('/');
  return [...places];
}

/** The destination of a COPY, and what lies in it by the names of the sources. */
function readCopyPlaces({ copy, workdir }: StageInstruction): readonly string[] {
  if (copy === undefined || copy.destination.text.includes('$')) return [];
  const target = resolveInImage(workdir, copy.destination.text);
  const names = copy.sources.map(({ text }) => nameOf(text)).filter((name) => !/[*?$]/.test(name));
  return [target, ...names.map((name) => resolveInImage(target, name))];
}
