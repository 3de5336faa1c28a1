import { findProcessTargets } from './process-targets.ts';
import { findStartScripts } from './process-scripts.ts';
import type { ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import { findScriptCommands } from './started-commands.ts';

/**
 * What the scripts start that containers begin with: a view of the script's own commands, seen by all processes that
 * run it. What stands in conditions, loops and functions is left out.
 */
export function findScriptViews(project: Project): readonly ProcessView[] {
  const users = new Map<string, ProcessView[]>();
  const found = new Map<string, ProcessView>();
  for (const view of project.views.processes) {
    for (const { path, text, script } of findStartScripts(view, project)) {
      if (script === undefined || text.includes('\r\n')) continue;
      const others = users.get(path) ?? [];
      users.set(path, [...others, view]);
      // A `cd` that may not happen leaves the folder open.
      if (found.has(path) || script.commands.some(isConditionalMove)) continue;
      const plain = script.commands.filter(({ isNested }) => !isNested);
      const commands = findScriptCommands({ ...script, commands: plain });
      const targets = findProcessTargets(commands, view.workdir);
      const find: ProcessView['find'] = (wanted) => {
        const places = (users.get(path) ?? []).map((user) => user.find(wanted));
        return places.find(({ kind }) => kind !== 'missing') ?? view.find(wanted);
      };
      found.set(path, { ...view, file: path, commands, targets, find });
    }
  }
  return [...found.values()];
}

function isConditionalMove({
  isNested,
  words,
}: {
  readonly isNested: boolean;
  readonly words: readonly { readonly plain: string }[];
}): boolean {
  return isNested && /^(?:cd|pushd)$/.test(words[0]?.plain ?? '');
}
