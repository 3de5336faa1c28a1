import { nameOf } from '../base/project-path.ts';
import type { ProcessLine, Service, Stage } from '../model/project.ts';
import { findPrograms } from './shell-programs.ts';

export function usesWget(test: ProcessLine | undefined): boolean {
  const program =
    test?.script === undefined ? test?.words[0]?.text : findPrograms(test.script)[0]?.name;
  return nameOf(program ?? '') === 'wget';
}

/** True for Alpine without another wget. */
export function isBusyBox(stage: Stage | undefined, service: Service | undefined): boolean {
  const image = stage === undefined ? service?.image : stage.base;
  if (stage?.parent !== undefined) return isBusyBox(stage.parent, undefined) && !addsWget(stage);
  if (stage === undefined && service?.build !== undefined) return false;
  const isAlpine = image?.repository === 'alpine' || image?.tag?.includes('alpine') === true;
  return isAlpine && (stage === undefined || !addsWget(stage));
}

function addsWget({ instructions }: Stage): boolean {
  return instructions.some(({ script }) =>
    findPrograms(script).some(
      ({ name, arguments: words }) =>
        name === 'apk' && words.some(({ plain }) => plain.startsWith('wget')),
    ),
  );
}
