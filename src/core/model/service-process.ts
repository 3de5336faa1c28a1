import { splitCommand, splitWords } from '../syntax/command-words.ts';
import type { CommandWord } from '../syntax/command-words.ts';
import type { Word } from '../syntax/dockerfile-tree.ts';
import { parseShell } from '../syntax/shell.ts';
import type { ShellScript } from '../syntax/shell-tree.ts';
import type { ListValue, MapValue, Value } from '../syntax/value.ts';
import type { Healthcheck, ProcessLine } from './project.ts';
import { findValue, isTrue } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';

/** `command:` or `entrypoint:`. */
export function readProcess(
  value: Value | undefined,
  context: ServiceContext,
): ProcessLine | undefined {
  if (value === undefined || value.kind === 'map') return undefined;
  if (value.kind === 'list') {
    const words = readWords(value, context);
    return { at: value.at, form: 'exec', words, script: findScript(words) };
  }
  if (value.data === null) return undefined;
  const { words, dropped } = splitCommand(context.mapText(value));
  return { at: value.at, form: 'split', words, script: findScript(words), dropped };
}

export function readHealthcheck(
  value: Value | undefined,
  context: ServiceContext,
): Healthcheck | undefined {
  if (value?.kind !== 'map') return undefined;
  const test = findValue(value, 'test');
  const isNone = test?.kind === 'list' && readMarker(test) === 'NONE';
  return {
    at: value.at,
    test: isNone ? undefined : readTest(test, context),
    isDisabled: isNone || isDisabled(value),
    value,
  };
}

function isDisabled(value: MapValue): boolean {
  return isTrue(findValue(value, 'disable'));
}

function readMarker(test: ListValue): string | undefined {
  const [first] = test.items;
  return first?.kind === 'scalar' ? first.text : undefined;
}

/** A string is for the shell; a list says with its first item what it is. */
function readTest(value: Value | undefined, context: ServiceContext): ProcessLine | undefined {
  if (value === undefined || value.kind === 'map') return undefined;
  if (value.kind === 'scalar') {
    if (value.data === null) return undefined;
    const mapped = context.mapText(value);
    const words = splitWords(mapped);
    return { at: value.at, form: 'shell', words, script: parseShell(mapped) };
  }
  const words = readWords(value, context).slice(1);
  const [script] = words;
  if (readMarker(value) !== 'CMD-SHELL' || script === undefined) {
    return { at: value.at, form: 'exec', words, script: findScript(words) };
  }
  return {
    at: value.at,
    form: 'shell',
    words: splitWords(script.body),
    script: parseShell(script.body),
  };
}

function readWords(list: ListValue, context: ServiceContext): CommandWord[] {
  return list.items.flatMap((item) => {
    if (item.kind !== 'scalar') return [];
    const body = context.mapText(item);
    return [{ text: body.text, at: item.at, body }];
  });
}

const shellPattern = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh$/;

/** A word of a Dockerfile does not say where its text lies. */
type ProcessWord = Word & Partial<Pick<CommandWord, 'body'>>;

/** The text that a shell runs in `sh -c …`, also where its parts come from two lines. */
export function findScript(words: readonly ProcessWord[]): ShellScript | undefined {
  if (!shellPattern.test(words[0]?.text ?? '')) return undefined;
  const option = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const script = option < 0 ? undefined : words[option + 1];
  return script?.body === undefined ? undefined : parseShell(script.body);
}
