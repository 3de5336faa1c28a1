import { describe, expect, it } from 'vitest';
import { defineRule } from '../../../src/core/rulekit/define-rule.ts';
import { fixFiles, lintFiles, type Files } from '../../support/lint-files.ts';

const fix = (at: Parameters<typeof insert>[0], text: string) => ({
  fixes: [{ title: 'Change it', kind: 'safe' as const, edits: () => [insert(at, text)] }],
});
const insert = (at: { file: string; start: number; end: number }, text: string) => ({
  at,
  insert: text,
});

/** Reports the word "bad", and mends it with a new line and a variable. */
const bad = defineRule({
  id: 'dockerfile/no-bad',
  equivalents: ['DL9999', 'BadWord'],
  summary: 'Disallow bad',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: { bad: 'Bad: {line}' },
  on: {
    instruction({ instruction }, report) {
      for (const word of [...instruction.words, ...(instruction.exec ?? [])]) {
        if (!word.text.includes('bad')) continue;
        report.bad(word.at, { line: instruction.argument.text }, fix(word.at, 'good\n$HOME'));
      }
    },
  },
});

function toFiles(block: string): Files {
  const lines = block.split('\n').map((line) => (line === '' ? line : `        ${line}`));
  return {
    'compose.yaml': `services:\n  a:\n    build:\n      dockerfile_inline: |\n${lines.join('\n')}\n    tty: true\n`,
    '.env': 'TAG=bad\n',
  };
}

function show(files: Files): readonly string[] {
  return lintFiles(files, [bad]).map(({ at, message }) => {
    const text = files['compose.yaml'] ?? '';
    const before = text.slice(0, at.start).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${text.slice(at.start, at.end)} | ${message}`;
  });
}

describe('a Dockerfile in a compose file', () => {
  it('is read with the places of the compose file', () => {
    expect(show(toFiles('FROM x\nRUN ok && \\\n    # bad\n      bad two\nCMD ["bad"]'))).toEqual([
      '8:15 bad | Bad: ok &&       bad two',
      '9:14 "bad" | Bad: ["bad"]',
    ]);
  });

  it('is read after Compose: variables replaced, two dollars for one', () => {
    expect(show(toFiles('FROM x:${TAG}\nRUN bad $$HOME ${NONE:-later}'))).toEqual([
      '5:14 x:${TAG} | Bad: x:bad',
      '6:13 bad | Bad: bad $HOME later',
    ]);
  });

  it.each([
    ['folded', '>\n        FROM x\n\n        RUN a\n        bad', '8:9 bad | Bad: a bad'],
    ['chomped and indented', '|2-\n          FROM x\n          RUN bad', '6:15 bad | Bad: bad'],
    ['in double quotes', '"FROM x\\nRUN bad"', '4:39 bad | Bad: bad'],
  ])('is read from a scalar that is %s', (_, scalar, expected) => {
    const text = `services:\n  a:\n    build:\n      dockerfile_inline: ${scalar}\n`;
    expect(show({ 'compose.yaml': text })).toEqual([expected]);
  });

  it('has exact places behind CRLF', () => {
    const files = toFiles('FROM x\nRUN a \\\n  b bad');
    expect(
      show({ ...files, 'compose.yaml': (files['compose.yaml'] ?? '').replaceAll('\n', '\r\n') }),
    ).toEqual(['7:13 bad | Bad: a   b bad']);
  });

  it('keeps the indentation of what a fix writes, and its dollars from Compose', () => {
    const files = toFiles('FROM x\nRUN bad \\\n      bad');
    expect(fixFiles(files, lintFiles(files, [bad]))['compose.yaml']).toBe(
      toFiles('FROM x\nRUN good\n$$HOME \\\n      good\n      $$HOME')['compose.yaml'],
    );
  });

  it('has no fix where Compose makes the text from a variable, or where lines are folded', () => {
    const replaced = lintFiles(toFiles('FROM x:${TAG}'), [bad]);
    const folded = lintFiles(
      { 'compose.yaml': 'services: {a: {build: {dockerfile_inline: "FROM bad"}}}\n' },
      [bad],
    );
    expect([...replaced, ...folded].map(({ fixes }) => fixes.length)).toEqual([0, 0]);
  });

  it.each([
    [
      'ours about the next instruction',
      'FROM x\n# drydock-disable-next-line\nRUN bad\nRUN bad',
      [8],
    ],
    ['ours about all of it', '# drydock-disable dockerfile/no-bad\nFROM x\nRUN bad', []],
    ["hadolint's", 'FROM x\n# hadolint ignore=DL9999\nRUN \\\n  bad\nRUN bad', [9]],
    ["hadolint's about all of it", '# hadolint global ignore=DL9999\nFROM x\nRUN bad', []],
    ["BuildKit's", '# check=skip=BadWord;error=true\nFROM x\nRUN bad', []],
    ["BuildKit's about another check", '# check=skip=GoodWord\nFROM x\nRUN bad', [7]],
  ])('heeds a comment: %s', (_, block, expected) => {
    expect(show(toFiles(block)).map((line) => Number.parseInt(line, 10))).toEqual(expected);
  });

  it('speaks for itself only in a comment about all of it', () => {
    const { 'compose.yaml': text = '' } = toFiles('# drydock-disable\nFROM bad');
    const other = '  b:\n    build:\n      dockerfile_inline: |\n        FROM bad\n';
    expect(show({ 'compose.yaml': `${text}${other}` })).toEqual(['11:14 bad | Bad: bad']);
  });

  it('is silenced from outside by a comment of the compose file', () => {
    const { 'compose.yaml': text = '' } = toFiles('FROM bad');
    expect(show({ 'compose.yaml': `# drydock-disable DL9999\n${text}` })).toEqual([]);
  });

  it('knows its build context, target stage and service', () => {
    const files = {
      'compose.yaml':
        'services:\n  a:\n    build:\n      context: app\n      target: run\n      dockerfile_inline: |\n        FROM python:3.12 AS run\n        COPY gone.py there.py /srv/\n',
      'app/there.py': '',
    };
    expect(
      lintFiles(files)
        .filter(({ rule }) => /^project\/require-(?:copy-source|dockerfile)$/.test(rule))
        .map(({ message }) => message),
    ).toEqual(['"gone.py" is not in the build context, so the build stops here.']);
  });

  it('begins a stage, or its service cannot be built', () => {
    const found = lintFiles(toFiles('# Later.')).filter(
      ({ rule }) => rule === 'dockerfile/require-from',
    );
    expect(found.map(({ at }) => at.file)).toEqual(['compose.yaml']);
  });
});
