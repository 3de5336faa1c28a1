import { nameOf } from '../base/project-path.ts';
import type { ProcessTarget } from './process-targets.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/** What a program with options of its own starts or reads first of all. */
export interface NamedTarget {
  readonly kind: 'script' | 'app' | 'file';
  /** The path, or the module without the name behind the colon. */
  readonly text: string;
  readonly word: StartedWord;
}

/** Options that name the module of an application, by program. */
const appOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['celery', ['-A', '--app']],
  ['faust', ['-A', '--app']],
  ['flask', ['-A', '--app']],
]);

/** Options that name a file without which the program does not start. */
const fileOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['alembic', ['-c', '--config']],
  ['gunicorn', ['-c', '--config']],
  ['locust', ['-f', '--locustfile']],
  ['supervisord', ['-c', '--configuration']],
  ['uvicorn', ['--log-config']],
]);

/** Programs whose first operand of a kind is a file. */
const operands: ReadonlyMap<string, RegExp> = new Map([
  ['accelerate', /\.py$/],
  ['chainlit', /\.py$/],
  ['deepspeed', /\.py$/],
  ['papermill', /\.ipynb$/],
  ['solara', /\.py$/],
  ['torchrun', /\.py$/],
  ['voila', /\.ipynb$/],
]);

export function findNamedTargets(words: readonly StartedWord[]): readonly NamedTarget[] {
  const [program, ...given] = words;
  const isPython = /^python[\d.]*$/.test(nameOf(program?.text ?? ''));
  const isModule = isPython && given[0]?.text === '-m';
  const name = isModule ? (given[1]?.text ?? '') : nameOf(program?.text ?? '');
  const rest = isModule ? given.slice(2) : given;
  const found: NamedTarget[] = [];
  const app = findOption(rest, appOptions.get(name));
  if (app !== undefined) found.push(...toAppTarget(app, name));
  const file = findOption(rest, fileOptions.get(name));
  if (file !== undefined && isPath(file.text) && !file.text.includes(':'))
    found.push({ kind: 'file', ...file });
  const pattern = operands.get(name);
  const operand = pattern === undefined ? undefined : rest.find(({ text }) => pattern.test(text));
  if (operand !== undefined && isPath(operand.text) && !operand.text.includes('://')) {
    const kind = operand.text.endsWith('.py') ? 'script' : 'file';
    found.push({ kind, text: operand.text, word: operand });
  }
  return found;
}

/** The application that `flask run` takes from FLASK_APP. */
export function findVariableTargets(
  commands: readonly StartedCommand[],
  folder: string | undefined,
  word: StartedWord | undefined,
): readonly ProcessTarget[] {
  const isAsked = commands.some(({ words }) => {
    const texts = words.map(({ text }) => nameOf(text));
    const at = texts.indexOf('flask');
    return at !== -1 && texts[at + 1] === 'run';
  });
  if (word === undefined || !isAsked) return [];
  const found = toAppTarget({ text: word.text, word }, 'flask');
  const parts = { program: 'flask', folder, appFolder: undefined, rest: [] };
  return found.map((target) => ({ ...target, ...parts }));
}

/** Flask takes a path too, which Celery does not. */
function toAppTarget(
  { text, word }: { readonly text: string; readonly word: StartedWord },
  program: string,
): readonly NamedTarget[] {
  const [path = '', attribute] = text.split(':');
  if (program === 'flask' && path.endsWith('.py') && isPath(path)) {
    return attribute === undefined ? [{ kind: 'script', text: path, word }] : [];
  }
  const isModule = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(path) && !path.endsWith('.py');
  const isPlain = attribute === undefined || /^[A-Za-z_]\w*$/.test(attribute);
  return isModule && isPlain ? [{ kind: 'app', text: path, word }] : [];
}

function findOption(
  words: readonly StartedWord[],
  names: readonly string[] | undefined,
): { readonly text: string; readonly word: StartedWord } | undefined {
  for (const [index, word] of words.entries()) {
    const [option = '', value] = word.text.split('=', 2);
    if (names?.includes(option) !== true) continue;
    const next = words[index + 1];
    if (value !== undefined) return { text: value, word };
    return next === undefined ? undefined : { text: next.text, word: next };
  }
  return undefined;
}

function isPath(text: string): boolean {
  return /^[\w./@+-]+$/.test(text);
}
