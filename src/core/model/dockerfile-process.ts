import type { Instruction, Word } from '../syntax/dockerfile-tree.ts';
import { parseShell } from '../syntax/shell.ts';
import type { ShellScript } from '../syntax/shell-tree.ts';
import type { ProcessLine } from './project.ts';

/** The shell text that an instruction runs, with the heredocs that it feeds to a shell. */
export function readScript(instruction: Instruction): ShellScript | undefined {
  const { keyword, inner } = instruction;
  if (keyword === 'ONBUILD' || keyword === 'HEALTHCHECK') {
    return inner === undefined ? undefined : readScript(inner);
  }
  if (keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return undefined;
  if (instruction.exec !== undefined)
    return keyword === 'RUN' ? readExec(instruction.exec) : undefined;
  const script = parseShell(instruction.argument);
  const bodies = instruction.heredocs.filter(
    ({ body }, index) => index === 0 && readsHeredoc(script, body.text),
  );
  if (bodies.length === 0) return script;
  return {
    commands: script.commands
      .filter((command) => command.words.length > 0)
      .concat(bodies.flatMap(({ body }) => parseShell(body).commands)),
  };
}

/** CMD or ENTRYPOINT as what it starts. */
export function toProcessLine(instruction: Instruction): ProcessLine {
  const { exec, argument, words } = instruction;
  if (exec !== undefined) {
    return { at: argument.at, form: 'exec', words: exec, script: readExec(exec) };
  }
  return { at: argument.at, form: 'shell', words, script: parseShell(argument) };
}

/** `sh -c "…"` in exec form. A string with escapes has no exact places inside, so it stays unread. */
function readExec(words: readonly Word[]): ShellScript | undefined {
  const [shell, option, script] = words;
  if (shell === undefined || option === undefined || script === undefined) return undefined;
  if (!shellPattern.test(shell.text) || !/^-\w*c$/.test(option.text)) return undefined;
  const { file, start, end } = script.at;
  if (end - start !== script.text.length + 2) return undefined;
  const offset = start + 1;
  return parseShell({
    text: script.text,
    at: { file, start: offset, end: end - 1 },
    spanOf: (from, to) => ({ file, start: offset + from, end: offset + to }),
  });
}

const shellPattern = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh$/;

/** True for `RUN <<EOF` without a foreign interpreter, and for `RUN bash <<EOF`. */
function readsHeredoc(script: ShellScript, body: string): boolean {
  const [first] = script.commands;
  if (first === undefined || script.commands.length > 1) return false;
  const [name] = first.words;
  if (name !== undefined) return shellPattern.test(name.plain);
  return !body.startsWith('#!') || /^#!.*\b(?:ba|da|a|z|k)?sh\b/.test(body);
}
