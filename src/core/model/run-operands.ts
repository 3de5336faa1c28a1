import { nameOf } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import { findCommandsTrace } from './image-files-shell.ts';
import { expandWord } from './dockerfile-variables.ts';
import type { StageInstruction } from './project.ts';
import { resolveInImage } from './python-image-files.ts';
import { skipWrappers } from './wrapper-programs.ts';

/** A file or folder that a command of a RUN cannot do without. */
export interface RunOperand {
  /** `started`: a script that is run; `read`: something that is copied, changed or looked at. */
  readonly kind: 'started' | 'read';
  readonly text: string;
  /** Absolute. */
  readonly path: string;
  readonly program: string;
  readonly at: Span;
}

/**
 * What the commands of a RUN take from the image, as far as nothing before them in the same RUN could have made it. Ends
 * where a test or an alternative decides what is run.
 */
export function findRunOperands(item: StageInstruction): readonly RunOperand[] {
  const { script, instruction, workdir, variables } = item;
  if (script === undefined || instruction.heredocs.length > 0) return [];
  const { commands } = script;
  const found: RunOperand[] = [];
  let folder = workdir;
  for (const [index, { words, isNested }] of commands.entries()) {
    const plain = words.map(({ plain: text }) => text);
    const start = skipWrappers(plain);
    const program = nameOf(plain[start] ?? '');
    if (isNested || /^(?:test|\[\[?|if|for|while|case)$/.test(program)) break;
    if (commands.slice(index).some(({ separator }) => separator === '||')) break;
    const rest = words.slice(start + 1);
    if (program === 'cd' || program === 'pushd') {
      const next = expand(rest[0]?.text ?? '/root');
      if (next === undefined) break;
      folder = resolveInImage(folder, next);
      continue;
    }
    const isDirect = /^\.{0,2}\/.*\.(?:sh|py)$/.test(plain[start] ?? '');
    const own = words[start];
    const operands =
      isDirect && own !== undefined
        ? [{ word: own, kind: 'started' as const }]
        : findOperands(program, rest);
    for (const { word, kind } of operands) {
      const text = expand(word.text);
      if (text === undefined || text === '' || /[*?[\]{}<>|]|^-|:\/\//.test(text)) continue;
      if (folder === undefined && !text.startsWith('/')) continue;
      const path = resolveInImage(folder, text);
      if (findCommandsTrace(item, index, path) !== undefined) continue;
      found.push({ kind, text, path, program: isDirect ? text : program, at: word.at });
    }
  }
  return found;

  function expand(text: string): string | undefined {
    const expansion = expandWord(text, '\\', (name) => variables.get(name)?.value);
    return expansion.isKnown && !/\$\(|`/.test(text) ? expansion.text : undefined;
  }
}

type Word = NonNullable<StageInstruction['script']>['commands'][number]['words'][number];

interface Operand {
  readonly word: Word;
  readonly kind: RunOperand['kind'];
}

function findOperands(program: string, words: readonly Word[]): readonly Operand[] {
  const operands = words.filter(({ plain }) => !plain.startsWith('-'));
  const toRead = (list: readonly Word[]): readonly Operand[] =>
    list.map((word) => ({ word, kind: 'read' }));
  if (/^(?:python[\d.]*|(?:ba|da)?sh)$/.test(program)) return findScript(program, words);
  switch (program) {
    case 'chmod':
    case 'chown':
    case 'chgrp':
      return words.some(({ plain }) => plain.startsWith('--reference'))
        ? []
        : toRead(operands.slice(1));
    case 'dos2unix':
    case 'cat':
      return toRead(operands);
    case 'cp':
    case 'mv':
      return words.some(({ plain }) => /^(?:-t|--target-directory)/.test(plain))
        ? []
        : toRead(operands.slice(0, -1));
    case 'unzip':
      return toRead(operands.slice(0, 1));
    default:
      return [];
  }
}

/** `python a.py` and `bash a.sh`; options before the script may change what it is. */
function findScript(program: string, words: readonly Word[]): readonly Operand[] {
  const at = words.findIndex(({ plain }) => !/^-[a-zA-Z]$/.test(plain));
  const word = words[at];
  if (word === undefined || words.slice(0, at).some(({ plain }) => /^-[mcis]$/.test(plain)))
    return [];
  const pattern = program.startsWith('python') ? /\.py$/ : /\.sh$/;
  return pattern.test(word.plain) ? [{ word, kind: 'started' }] : [];
}
