import { basePrograms, programPackages } from '../model/base-programs.data.ts';
import type { ImageReference, Stage, StageInstruction } from '../model/project.ts';

/** The base image of a stage and what it certainly lacks; undefined for one that nobody knows. */
export function findLacking(
  stage: Stage,
): { readonly image: string; readonly programs: ReadonlySet<string> } | undefined {
  let at = stage;
  while (at.parent !== undefined) at = at.parent;
  return at.base === undefined ? undefined : findImageLacking(at.base);
}

/** The same of an image by its name. */
export function findImageLacking(image: ImageReference): ReturnType<typeof findLacking> {
  const programs = image.isKnown ? findMissing(image) : undefined;
  return programs === undefined ? undefined : { image: image.text, programs };
}

function findMissing({
  repository,
  tag,
  digest,
  registry,
}: ImageReference): ReadonlySet<string> | undefined {
  if (digest !== undefined && tag === undefined) return undefined;
  if (
    registry !== undefined &&
    !/^(?:docker\.io|public\.ecr\.aws|nvcr\.io|ghcr\.io)$/.test(registry)
  )
    return undefined;
  const name = `${repository}:${tag ?? 'latest'}`;
  return basePrograms.find(({ image }) => image.test(name))?.missing;
}

/** True where something before a command, or in the whole stage, may have put the program into the image. */
export function mayHave(
  program: string,
  stage: Stage,
  place?: { readonly before: StageInstruction; readonly index: number },
): boolean {
  const before = place?.before;
  const names = programPackages.get(program);
  // The name of Python is a part of the names of most of its packages.
  const isPart = program === 'python';
  const brings = (text: string): boolean =>
    (!isPart && text.includes(program)) || names?.test(text) === true;
  const earlier = (before?.script?.commands ?? []).slice(0, place?.index);
  if (
    earlier.some(
      ({ words }) =>
        words.slice(1).some(({ text }) => brings(text)) || isUnknown(words[0]?.plain ?? ''),
    )
  )
    return true;
  if (before?.instruction.flags.some(({ value = '' }) => value.includes('from=')) === true)
    return true;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const end = before === undefined ? -1 : at.instructions.indexOf(before);
    for (const item of at.instructions.slice(0, end === -1 ? undefined : end)) {
      const { instruction, copy } = item;
      const isNamed = instruction.keyword === 'RUN' || copy?.from !== undefined;
      if (bringsPrograms(item) || (isNamed && brings(instruction.argument.text))) return true;
    }
  }
  return false;
}

function bringsPrograms({ instruction, copy, script }: StageInstruction): boolean {
  const { keyword, argument, heredocs } = instruction;
  if (keyword === 'RUN') {
    if (heredocs.length > 0 || script === undefined) return true;
    // Lists of packages may stand in files or variables.
    if (/\bxargs\b|apt-get[^&|;]*\s\$/.test(argument.text)) return true;
    return script.commands.some(({ words }) => isUnknown(words[0]?.plain ?? ''));
  }
  if (keyword === 'ENV') return /^PATH\b/.test(argument.text) && /conda|venv/.test(argument.text);
  if (copy?.from === undefined) return keyword === 'ADD';
  return copy.sources.some(({ text }) =>
    // What a variable stands for may be any of these.
    /\$|^\/?$|(?:^|\/)s?bin(?:\/|$)|\/usr(?:\/local)?\/?$|\/opt|venv|conda/.test(text),
  );
}

/** A script, which may install anything. */
function isUnknown(program: string): boolean {
  return /\.(?:sh|py)$|^(?:ba|da)?sh$|^make$|^\.|^source$/.test(program);
}
