import type { Span } from '../base/span.ts';
import type { Instruction, MappedText, Word } from '../syntax/dockerfile-tree.ts';
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
    return keyword === 'RUN' ? readExec(instruction.exec, instruction.argument) : undefined;
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
    return { at: argument.at, form: 'exec', words: exec, script: readExec(exec, argument) };
  }
  return { at: argument.at, form: 'shell', words, script: parseShell(argument) };
}

/** `sh -c "…"` in exec form. A string with escapes of other characters has no exact places inside, so it stays unread. */
function readExec(words: readonly Word[], argument: MappedText): ShellScript | undefined {
  const [shell, option, script] = words;
  if (shell === undefined || option === undefined || script === undefined) return undefined;
  if (!shellPattern.test(shell.text) || !/^-\w*c$/.test(option.text)) return undefined;
  const written = [...argument.text.matchAll(/"(?:[^"\\]|\\.)*"/g)][2];
  if (written === undefined) return undefined;
  /** Where each character of the script stands in the argument. */
  const offsets: number[] = [];
  for (let at = 1; at < written[0].length - 1; at += 1) {
    if (written[0][at] === '\\') at += 1;
    offsets.push(written.index + at);
  }
  const end = written.index + written[0].length - 1;
  if (offsets.length !== script.text.length) return undefined;
  if (offsets.some((offset, index) => argument.text[offset] !== script.text[index]))
    return undefined;
  const spanOf = (from: number, to: number): Span =>
    argument.spanOf(
      offsets[from] ?? end,
      to > from ? (offsets[to - 1] ?? end) + 1 : (offsets[from] ?? end),
    );
  return parseShell({ text: script.text, at: spanOf(0, script.text.length), spanOf });
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
