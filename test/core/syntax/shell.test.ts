import { describe, expect, it } from 'vitest';
import { joinPieces } from '../../../src/core/syntax/mapped-text.ts';
import { parseShell } from '../../../src/core/syntax/shell.ts';
import type { ShellCommand } from '../../../src/core/syntax/shell-tree.ts';

const parse = (text: string): readonly ShellCommand[] =>
  parseShell(joinPieces('Dockerfile', text, [[0, text.length]], 0)).commands;
const plain = (text: string): readonly string[] =>
  parse(text).map(({ words }) => words.map((word) => word.plain).join(' '));

describe('parseShell', () => {
  it('splits at operators and keeps them', () => {
    const commands = parse('a && b || c; d | e & f\ng');
    expect(commands.map(({ separator }) => separator)).toEqual([
      '&&',
      '||',
      ';',
      '|',
      '&',
      '\n',
      '',
    ]);
  });

  it('removes quotes and escapes from words', () => {
    expect(plain(`echo "a b" 'c "d"' e\\ f "x\\"y"`)).toEqual(['echo a b c "d" e f x"y']);
  });

  it('knows which words hold variables', () => {
    const [command] = parse(`pip install "$A" '$B' \\$C c$`);
    expect(command?.words.map((word) => word.isLiteral)).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('reads assignments, redirections and comments', () => {
    const [command] = parse('A=1 B="x y" run > /dev/null 2>&1 # done && not');
    expect(command?.assignments.map((word) => word.text)).toEqual(['A=1', 'B="x y"']);
    expect(command?.words.map((word) => word.plain)).toEqual(['run']);
    expect(command?.redirections.map(({ operator, target }) => [operator, target?.plain])).toEqual([
      ['>', '/dev/null'],
      ['2>&', '1'],
    ]);
    expect(parse('A=1 run # x')).toHaveLength(1);
  });

  it('takes a bare > of a requirement for the redirection that it is', () => {
    const [command] = parse('pip install numpy>1.20');
    expect(command?.redirections[0]?.target?.plain).toBe('1.20');
  });

  it('finds commands in subshells, substitutions and conditions', () => {
    const commands = parse('(cd /x && make) && if [ -f a ]; then b; fi; echo "$(id -u)" `date`');
    const nested = commands.filter(({ isNested }) => isNested).map(({ words }) => words[0]?.plain);
    expect(nested).toEqual(['cd', 'make', '[', 'b', 'id', 'date']);
  });

  it('leaves out headers of loops and patterns of cases', () => {
    expect(
      plain('for i in a b; do echo $i; done; case "$1" in x|y) go;; *) stop;; esac; end'),
    ).toEqual(['echo $i', 'go', 'stop', 'end']);
  });

  it('takes what stands in a function as nested', () => {
    expect(parse('f() { a; }; f').map(({ isNested }) => isNested)).toEqual([true, false]);
  });

  it('skips the bodies of heredocs', () => {
    expect(plain('cat <<EOF > x\nnot && this\nEOF\nafter')).toEqual(['cat', 'after']);
  });

  it('gives the places of words', () => {
    const text = 'a && pip install "x y"';
    const word = parse(text)[1]!.words[2]!;
    expect(text.slice(word.at.start, word.at.end)).toBe('"x y"');
  });

  it.each([
    '$('.repeat(20_000),
    '"$('.repeat(20_000),
    '('.repeat(20_000),
    '`'.repeat(9999),
    'case x in '.repeat(9999),
  ])('reads hostile text in little time', (text) => {
    const start = performance.now();
    parse(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
