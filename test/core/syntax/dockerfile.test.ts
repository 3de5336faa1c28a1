import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/core/syntax/dockerfile.ts';
import type { DockerfileTree } from '../../../src/core/syntax/dockerfile-tree.ts';

const parse = (text: string): DockerfileTree => parseDockerfile('Dockerfile', text);
const only = (text: string): DockerfileTree['instructions'][number] => parse(text).instructions[0]!;
const cut = (text: string, at: { start: number; end: number }): string =>
  text.slice(at.start, at.end);

describe('parseDockerfile', () => {
  it('reads keywords in any case, with flags and words at their places', () => {
    const text = 'from --platform=linux/amd64 python:3.12 AS base\n';
    const from = only(text);
    expect(from.keyword).toBe('FROM');
    expect(from.flags.map(({ name, value }) => [name, value])).toEqual([
      ['platform', 'linux/amd64'],
    ]);
    expect(from.words.map(({ at }) => cut(text, at))).toEqual(['python:3.12', 'AS', 'base']);
    expect(cut(text, from.flags[0]!.valueAt!)).toBe('linux/amd64');
  });

  it('joins continued lines, with comments and blank lines between', () => {
    const text =
      'RUN apt-get update && \\\n  # why\n\n    apt-get install \\  \n    curl\nUSER app\n';
    const tree = parse(text);
    const [run] = tree.instructions;
    expect(run?.argument.text).toBe('apt-get update &&     apt-get install     curl');
    expect(run?.words.map(({ at }) => cut(text, at)).at(-1)).toBe('curl');
    expect(run?.emptyLines).toHaveLength(1);
    expect(tree.comments.map((comment) => comment.text)).toEqual(['# why']);
    expect(tree.instructions.map(({ keyword }) => keyword)).toEqual(['RUN', 'USER']);
  });

  it('maps a word that is continued in its middle', () => {
    const text = 'RUN apt-\\\nget update\n';
    const [word] = only(text).words;
    expect(word?.text).toBe('apt-get');
    expect(cut(text, word!.at)).toBe('apt-\\\nget');
  });

  it('continues with a backtick where a directive says so', () => {
    const tree = parse('# escape=`\nFROM x\nRUN a `\n b\nCOPY c:\\a d\\\n');
    expect(tree.escape).toBe('`');
    expect(tree.instructions.map(({ argument }) => argument.text)).toEqual([
      'x',
      'a  b',
      'c:\\a d\\',
    ]);
  });

  it('takes directives only before everything else', () => {
    const tree = parse('# a comment\n# escape=`\nFROM x\n');
    expect(tree.directives).toEqual([]);
    expect(tree.comments).toHaveLength(2);
  });

  it('reads directives that Docker refuses too, with the place of their names', () => {
    const text = '#  ESCAPE =x\n# escape=`\nFROM x\n';
    const tree = parse(text);
    expect(
      tree.directives.map(({ name, value, nameAt }) => [
        name,
        value,
        text.slice(nameAt.start, nameAt.end),
      ]),
    ).toEqual([
      ['escape', 'x', 'ESCAPE'],
      ['escape', '`', 'escape'],
    ]);
    expect(tree.escape).toBe('`');
  });

  it('reads CRLF lines and a byte order mark', () => {
    const text = '\ufeffFROM x\r\nRUN a \\\r\n  b\r\n';
    const tree = parse(text);
    expect(tree.instructions.map(({ argument }) => argument.text)).toEqual(['x', 'a   b']);
    expect(cut(text, tree.instructions[0]!.keywordAt)).toBe('FROM');
  });

  it('decodes the exec form and keeps the places of its strings', () => {
    const text = 'CMD [ "python" , "a \\"b\\".py" ]\n';
    const command = only(text);
    expect(command.exec?.map((word) => word.text)).toEqual(['python', 'a "b".py']);
    expect(cut(text, command.exec![1]!.at)).toBe('"a \\"b\\".py"');
    expect(command.words).toEqual([]);
  });

  it.each(['CMD ["a" "b"]', "CMD ['a']", 'CMD ["a",]', 'CMD ["a"] x', 'CMD ["a'])(
    'takes broken JSON as shell text: %s',
    (text) => {
      expect(only(text).exec).toBeUndefined();
      expect(only(text).words.length).toBeGreaterThan(0);
    },
  );

  it('reads several heredocs, chomped and quoted', () => {
    const text = 'COPY <<-"A" <<B /dest/\n\thello $X\n\tA\nx\nB\nUSER app\n';
    const tree = parse(text);
    const [copy, user] = tree.instructions;
    expect(
      copy?.heredocs.map((doc) => [doc.name, doc.isChomped, doc.isExpanded, doc.body.text]),
    ).toEqual([
      ['A', true, false, 'hello $X\n'],
      ['B', false, true, 'x\n'],
    ]);
    expect(user?.keyword).toBe('USER');
    expect(cut(text, copy!.at).endsWith('\nB')).toBe(true);
    expect(cut(text, copy!.heredocs[0]!.body.spanOf(0, 5))).toBe('hello');
  });

  it('reports a heredoc that is never closed', () => {
    expect(parse('RUN <<EOF\necho a\n').problems).toHaveLength(1);
  });

  it('reads what stands behind ONBUILD and HEALTHCHECK', () => {
    const tree = parse(
      'ONBUILD RUN make\nHEALTHCHECK --interval=5s CMD ["true"]\nHEALTHCHECK NONE\n',
    );
    expect(tree.instructions.map(({ inner }) => inner?.keyword)).toEqual(['RUN', 'CMD', undefined]);
    expect(tree.instructions[1]?.inner?.exec?.map((word) => word.text)).toEqual(['true']);
  });

  it('sees that the last line asks for one more', () => {
    expect(only('RUN a \\\n').isOpen).toBe(true);
    expect(only('RUN a \\\n b').isOpen).toBe(false);
  });

  it('keeps words that are no instruction', () => {
    expect(only('COPPY a b').keyword).toBe('COPPY');
  });

  it('takes two backslashes at a line end as text', () => {
    expect(parse('RUN a \\\\\nUSER b\n').instructions).toHaveLength(2);
  });
});
