import { nameOf } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import type { ProjectImages } from '../model/image-files.ts';
import { collectImagePaths } from '../model/image-paths.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../model/project.ts';
import { imageFolderOf, resolveInImage } from '../model/python-image-files.ts';
import { findRunOperands } from '../model/run-operands.ts';
import { findNearName, measureDistance } from './near-name.ts';

/** Where a RUN stands, and what knows the files there. */
interface RunPlace {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly images: ProjectImages;
  readonly project: Project;
}

/** A script or file that a RUN needs and that is certainly not in the image. */
interface MissingOperand {
  readonly at: Span;
  /** As written. */
  readonly text: string;
  /** A path of the image that differs in a letter or two. */
  readonly near: string | undefined;
}

export function findMissingOperands(
  item: StageInstruction,
  place: RunPlace,
): readonly MissingOperand[] {
  const { dockerfile, stage, images, project } = place;
  const told = new Set<string>();
  return findRunOperands(item).flatMap(({ kind, text, path, at }): readonly MissingOperand[] => {
    // Programs make homes and temporary folders that no instruction names.
    if (told.has(path) || /^\/(?:home|root|tmp|run)(?:\/|$)/.test(path)) return [];
    if (images.findInStage(dockerfile, stage, path, item).kind !== 'missing') return [];
    told.add(path);
    const near = findJoined(path, item) ?? findNear(path, place, item);
    const isSure = near !== undefined || kind === 'started' || isOfProject(path, project);
    return isSure ? [{ at, text, near }] : [];
  });
}

/** `mkdir "$CACHE"/out`, where a blank is missing and `/out` is what is used. */
function findJoined(path: string, { script }: StageInstruction): string | undefined {
  for (const { words } of script?.commands ?? []) {
    if (words[0]?.plain !== 'mkdir') continue;
    const word = words.find(({ text }) => /["'}]$|\$\w+$/.test(cutEnd(text, path)));
    if (word !== undefined) return word.plain;
  }
  return undefined;
}

function cutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : '';
}

/** A folder that an instruction names, or a file beside the path. */
function findNear(
  path: string,
  { dockerfile, stage, images, project }: RunPlace,
  before: StageInstruction,
): string | undefined {
  const places = collectImagePaths(stage, before);
  const near = places.filter((place) => place.length > 3 && measureDistance(place, path, 2) <= 2);
  if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  const names = new Set([...project.snapshot.files.keys()].map((file) => nameOf(file)));
  const name = findNearName(nameOf(path), names);
  if (name === undefined) return undefined;
  const file = resolveInImage(imageFolderOf(path), name);
  return images.findInStage(dockerfile, stage, file, before).kind === 'file' ? file : undefined;
}

/** True where the project has a file of that name, which was probably meant. */
function isOfProject(path: string, { snapshot }: Project): boolean {
  const name = nameOf(path);
  if (!name.includes('.')) return false;
  return [...snapshot.files.keys()].some((file) => nameOf(file) === name);
}
