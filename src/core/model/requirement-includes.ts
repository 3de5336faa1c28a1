import type { Span } from '../base/span.ts';
import type { ProjectImages } from './image-files.ts';
import type { Dockerfile, Stage, StageInstruction } from './project.ts';
import type { PythonModel } from './python-project.ts';
import { imageFolderOf, resolveInImage } from './python-image-files.ts';

/** A requirements file that another one reads with `-r` or `-c`, and that is not in the image. */
export interface MissingInclude {
  /** As written in the file that reads it. */
  readonly path: string;
  readonly at: Span;
}

export interface ImageMoment {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly item: StageInstruction;
  readonly images: ProjectImages;
  readonly python: PythonModel;
}

/** What a requirements file in the image reads in vain, directly or by a file that it reads. */
export function findMissingIncludes(
  imagePath: string,
  { dockerfile, stage, item, images, python }: ImageMoment,
): readonly MissingInclude[] {
  const missing: MissingInclude[] = [];
  const seen = new Set<string>([imagePath]);
  const visit = (place: string): void => {
    const found = images.findInStage(dockerfile, stage, place, item);
    if (found.kind !== 'file' || found.source === undefined) return;
    for (const { path, at } of python.findRequirements(found.source)?.includes ?? []) {
      if (/\$|:\/\//.test(path)) continue;
      const next = resolveInImage(imageFolderOf(place), path);
      if (seen.has(next)) continue;
      seen.add(next);
      if (images.findInStage(dockerfile, stage, next, item).kind === 'missing') {
        missing.push({ path, at });
      } else visit(next);
    }
  };
  visit(imagePath);
  return missing;
}
