import type { Dockerfile, Stage, StageInstruction } from '../model/project.ts';

/** Instructions that run one after another: those of a stage, or those before the first FROM. */
export interface StepGroup {
  readonly stage: Stage | undefined;
  /** What ONBUILD keeps for later stands here like the same instruction now. */
  readonly steps: readonly StageInstruction[];
}

export function findStepGroups({ globalInstructions, stages }: Dockerfile): readonly StepGroup[] {
  return [
    { stage: undefined, steps: globalInstructions.map(unwrapTrigger) },
    ...stages.map((stage) => ({ stage, steps: stage.instructions.map(unwrapTrigger) })),
  ];
}

function unwrapTrigger(item: StageInstruction): StageInstruction {
  const { keyword, inner } = item.instruction;
  return keyword === 'ONBUILD' && inner !== undefined
    ? { ...item, instruction: inner, isTrigger: true }
    : item;
}

/** True where the layers of the instruction are part of an image, not of a stage that others only copy from. */
export function isShipped(
  { stage, isTrigger }: StageInstruction,
  dockerfile: Dockerfile | undefined,
): boolean {
  if (stage === undefined || dockerfile === undefined) return true;
  // Who builds on this image runs the trigger in an image of their own.
  return isTrigger === true || findShippedStages(dockerfile).has(stage);
}

/** The last stage, those that services name as their target, and what these build on. */
function findShippedStages({ stages, uses }: Dockerfile): ReadonlySet<Stage> {
  const targets = uses.map(({ service }) => service.build?.target?.text.toLowerCase());
  const shipped = new Set<Stage>();
  for (const stage of stages) {
    const isTarget = stage.name !== undefined && targets.includes(stage.name.toLowerCase());
    if (!isTarget && stage !== stages.at(-1)) continue;
    for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) shipped.add(at);
  }
  return shipped;
}

/** True where a cache or temporary file system is mounted over the folder, so that it stays out of the image. */
export function isMounted({ instruction }: StageInstruction, folder: string): boolean {
  return instruction.flags.some(({ name, value = '' }) => {
    if (name !== 'mount' || !/\btype=(?:cache|tmpfs)\b/.test(value)) return false;
    const target = /\b(?:target|dst|destination)=([^,]+)/.exec(value)?.[1]?.replace(/\/$/, '');
    return target !== undefined && (folder === target || folder.startsWith(`${target}/`));
  });
}
