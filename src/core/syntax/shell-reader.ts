import type { MappedText } from './dockerfile-tree.ts';
import type { Redirection, ShellCommand, ShellWord } from './shell-tree.ts';
import {
  findShellWordEnd,
  findSubstitutions,
  toShellWord,
  type Substitution,
} from './shell-word.ts';

type Separator = ShellCommand['separator'];

/** One pass over shell text. */
export class ShellReader {
  readonly commands: ShellCommand[] = [];
  readonly substitutions: Substitution[] = [];
  /** Names that loops give a value. */
  readonly loopVariables: string[] = [];
  readonly #source: MappedText;
  readonly #text: string;
  /** Open `(`, loops, conditions and functions. */
  #level: number;
  /** Open `case … in` whose next word is a pattern. */
  #isPattern = false;
  #cases = 0;
  #words: ShellWord[] = [];
  #assignments: ShellWord[] = [];
  #redirections: Redirection[] = [];
  /** Offsets of the command's first and last character. */
  #start = -1;
  #end = -1;
  #at = 0;
  /** Per open `{`: whether it is the body of a function. */
  readonly #braces: boolean[] = [];
  #isFunctionNext = false;
  /** Heredocs whose bodies begin at the next line. */
  #heredocs: string[] = [];

  constructor(source: MappedText, isNested: boolean) {
    this.#source = source;
    this.#text = source.text;
    this.#level = isNested ? 1 : 0;
  }

  read(): void {
    while (this.#at < this.#text.length) this.#readNext();
    this.#finish('');
  }

  #readNext(): void {
    const text = this.#text;
    const code = text.charCodeAt(this.#at);
    if (code === 10) this.#newline();
    else if (code <= 32) this.#at += 1;
    else if (code === 35) this.#skipComment();
    else if (code === 59) this.#semicolon();
    else if (code === 38) this.#ampersand();
    else if (code === 124) this.#pipe();
    else if (code === 40) this.#open();
    else if (code === 41) this.#close();
    else if (code === 60 || code === 62) this.#redirection(this.#at);
    else this.#word();
  }

  #newline(): void {
    this.#operator('\n', 1);
    const names = this.#heredocs;
    this.#heredocs = [];
    for (const name of names) {
      let isBody = true;
      while (isBody && this.#at < this.#text.length) {
        const feed = this.#text.indexOf('\n', this.#at);
        const end = feed === -1 ? this.#text.length : feed;
        isBody = this.#text.slice(this.#at, end).trim() !== name;
        this.#at = feed === -1 ? end : feed + 1;
      }
    }
  }

  #skipComment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #semicolon(): void {
    if (this.#text.startsWith(';;', this.#at)) {
      this.#operator(';', 2);
      this.#isPattern = this.#cases > 0;
    } else this.#operator(';', 1);
  }

  #ampersand(): void {
    const next = this.#text[this.#at + 1];
    if (next === '&') this.#operator('&&', 2);
    else if (next === '>') this.#redirection(this.#at);
    else this.#operator('&', 1);
  }

  #pipe(): void {
    const next = this.#text[this.#at + 1];
    if (next === '|') this.#operator('||', 2);
    else this.#operator('|', next === '&' ? 2 : 1);
  }

  #open(): void {
    // `name()` begins a function, whose body runs later; a bare `(` a subshell.
    if (this.#words.length === 1 && this.#text[this.#at + 1] === ')') {
      this.#reset();
      this.#isFunctionNext = true;
      this.#at += 2;
      return;
    }
    if (this.#isPattern) {
      this.#at += 1;
      return;
    }
    this.#finish('');
    this.#level += 1;
    this.#at += 1;
  }

  #close(): void {
    if (this.#isPattern) {
      this.#reset();
      this.#isPattern = false;
    } else {
      this.#finish('');
      this.#level = Math.max(0, this.#level - 1);
    }
    this.#at += 1;
  }

  #operator(separator: Separator, length: number): void {
    this.#finish(separator);
    this.#at += length;
  }

  #redirection(start: number): void {
    const operator = /[<>&|-]*/y;
    operator.lastIndex = this.#at;
    const sign = operator.exec(this.#text)?.[0] ?? '';
    let at = this.#at + Math.max(1, sign.length);
    if (this.#text[at] === '(' && sign.length === 1) {
      // Process substitution: its inside is commands.
      this.#at = at;
      return;
    }
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at += 1;
    const end = findShellWordEnd(this.#text, at);
    this.#redirections.push({
      operator: this.#text.slice(start, this.#at + Math.max(1, sign.length)),
      at: this.#source.spanOf(start, end),
      target: end > at ? toShellWord(this.#source, at, end) : undefined,
    });
    if (sign.startsWith('<<') && sign !== '<<<' && end > at) {
      this.#heredocs.push(this.#text.slice(at, end).replaceAll(/["'\\]/g, ''));
    }
    this.#touch(start, end);
    this.#at = Math.max(end, this.#at + 1);
  }

  #word(): void {
    const start = this.#at;
    const end = Math.max(findShellWordEnd(this.#text, start), start + 1);
    const following = this.#text[end];
    if ((following === '<' || following === '>') && isNumber(this.#text, start, end)) {
      this.#at = end;
      this.#redirection(start);
      return;
    }
    this.#at = end;
    const word = toShellWord(this.#source, start, end);
    if (!word.isLiteral) this.substitutions.push(...findSubstitutions(this.#text, start, end));
    if (this.#words.length === 0 && this.#keyword(word.text)) return;
    this.#touch(start, end);
    if (this.#words.length === 0 && assignmentPattern.test(word.text)) this.#assignments.push(word);
    else this.#words.push(word);
  }

  /** Words that shape the script and are no command; true where the word is used up. */
  #keyword(word: string): boolean {
    if (this.#isPattern && word !== 'esac') return false;
    const change = levelChanges.get(word);
    if (change === undefined) return false;
    this.#level = Math.max(0, this.#level + change);
    if (word === 'for' || word === 'select') {
      const [, name] = /^\s+([A-Za-z_]\w*)/.exec(this.#text.slice(this.#at, this.#at + 80)) ?? [];
      if (name !== undefined) this.loopVariables.push(name);
      this.#skipHeader();
    } else if (word === 'case') this.#beginCase();
    else if (word === 'esac') {
      this.#cases = Math.max(0, this.#cases - 1);
      this.#isPattern = false;
    } else if (word === 'function') {
      this.#skipHeader();
      this.#isFunctionNext = true;
    } else if (word === '{' || word === '}') this.#brace(word);
    return true;
  }

  #brace(word: string): void {
    if (word === '{') {
      this.#braces.push(this.#isFunctionNext);
      if (this.#isFunctionNext) this.#level += 1;
      this.#isFunctionNext = false;
    } else if (this.#braces.pop() === true) this.#level = Math.max(0, this.#level - 1);
  }

  /** `for x in …` up to its `do`, `function name` up to its body. */
  #skipHeader(): void {
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10 || code === 59 || code === 123 || code === 41) return;
      if (code <= 32 || code === 40 || code === 38 || code === 124 || code === 60 || code === 62) {
        this.#at += 1;
      } else {
        const start = this.#at;
        this.#at = Math.max(findShellWordEnd(this.#text, start), start + 1);
        this.substitutions.push(...findSubstitutions(this.#text, start, this.#at));
      }
    }
  }

  #beginCase(): void {
    const match = /\s+in(?=\s)/g;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (found === null) return;
    this.substitutions.push(...findSubstitutions(this.#text, this.#at, found.index));
    this.#at = match.lastIndex;
    this.#cases += 1;
    this.#isPattern = true;
  }

  #touch(start: number, end: number): void {
    if (this.#start === -1) this.#start = start;
    this.#end = end;
  }

  #finish(separator: Separator): void {
    if (this.#start !== -1 && !this.#isPattern) {
      this.commands.push({
        at: this.#source.spanOf(this.#start, this.#end),
        assignments: this.#assignments,
        words: this.#words,
        redirections: this.#redirections,
        separator,
        isNested: this.#level > 0,
      });
    } else if (separator !== '') this.#separateLast(separator);
    this.#reset();
  }

  /** Behind `)`, `fi` and the like, an operator belongs to the command before. */
  #separateLast(separator: Separator): void {
    const last = this.commands.at(-1);
    if (last?.separator === '') this.commands[this.commands.length - 1] = { ...last, separator };
  }

  #reset(): void {
    this.#words = [];
    this.#assignments = [];
    this.#redirections = [];
    this.#start = -1;
    this.#end = -1;
  }
}

const assignmentPattern = /^[A-Za-z_]\w*\+?=/;

const levelChanges: ReadonlyMap<string, number> = new Map([
  ['if', 1],
  ['then', 0],
  ['elif', 0],
  ['else', 0],
  ['fi', -1],
  ['for', 1],
  ['select', 1],
  ['while', 1],
  ['until', 1],
  ['do', 0],
  ['done', -1],
  ['case', 1],
  ['esac', -1],
  ['function', 0],
  ['{', 0],
  ['}', 0],
  ['!', 0],
  ['time', 0],
]);

function isNumber(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return end > start;
}
