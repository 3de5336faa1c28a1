import { expect, test } from 'vitest';
import { lintWithRules } from '../../../src/core/engine/lint-project.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { createProjectCache } from '../../../src/core/model/project-cache.ts';
import { defineRule, type Rule } from '../../../src/core/rulekit/define-rule.ts';

const asked: string[] = [];

const spec = {
  summary: 'Require nothing',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: { found: 'Found.' },
} as const;

/** Looks at words alone. */
const words = defineRule({
  ...spec,
  id: 'dockerfile/words',
  on: {
    instruction({ instruction }, report) {
      asked.push(`words ${instruction.argument.text}`);
      if (instruction.argument.text === 'bad') report.found(instruction.at);
    },
  },
});

/** Looks at what came before, too. */
const place = defineRule({
  ...spec,
  id: 'dockerfile/place',
  on: {
    instruction({ instruction, user }, report) {
      if (instruction.keyword === 'RUN' && user === 'root') report.found(instruction.at);
    },
  },
});

/** Looks at another instruction. */
const neighbor = defineRule({
  ...spec,
  id: 'dockerfile/neighbor',
  on: {
    instruction(item, report, context) {
      if (item.instruction.keyword !== 'RUN') return;
      const others = context.dockerfile?.tree.instructions ?? [];
      if (others.some(({ keyword }) => keyword === 'LABEL')) report.found(item.instruction.at);
    },
  },
});

function createLint(
  rules: readonly Rule[] = [words, place, neighbor],
): (text: string) => readonly string[] {
  const cache = createProjectCache();
  return (text) => {
    asked.length = 0;
    const files = new Map([['Dockerfile', text]]);
    const project = buildProject({ files, isPartial: false, environment: new Map() }, cache);
    const findings = lintWithRules(project, {}, rules);
    return findings.map(({ rule, at }) => `${rule} ${text.slice(at.start, at.end)}`);
  };
}

test('a rule that was silent about the same words is not asked again', () => {
  const lint = createLint();
  lint('FROM a\nRUN one\nRUN two\n');
  lint('FROM a\nRUN one\nRUN two\n');
  expect(lint('# moved\nFROM a\nRUN one\nRUN three\n')).toStrictEqual([]);
  expect(asked).toStrictEqual(['words three']);
});

test('a finding is there at every lint, at its new place', () => {
  const lint = createLint();
  for (const text of ['FROM a\nRUN bad\n', 'FROM a\nRUN bad\n', 'FROM a\n\n\nRUN bad\n']) {
    expect(lint(text)).toStrictEqual(['dockerfile/words RUN bad']);
  }
});

test('a rule that looks further is asked again', () => {
  const lint = createLint();
  lint('FROM a\nRUN one\n');
  expect(lint('FROM a\nRUN one\n')).toStrictEqual([]);
  expect(lint('FROM a\nUSER root\nRUN one\n')).toStrictEqual(['dockerfile/place RUN one']);
  expect(lint('FROM a\nLABEL b=c\nRUN one\n')).toStrictEqual(['dockerfile/neighbor RUN one']);
});

/** Takes everything in the hand, and looks at it only where it matters. */
const careful = defineRule({
  ...spec,
  id: 'dockerfile/careful',
  on: {
    instruction({ instruction, stage, variables }, report, { dockerfile }) {
      asked.push(`careful ${instruction.argument.text}`);
      if (stage === undefined || dockerfile?.tree.escape !== '\\') return;
      if (instruction.keyword !== 'RUN') return;
      if (instruction.argument.text === 'parent' && stage.parent === undefined) return;
      if (instruction.argument.text === 'variable' && !variables.has('A')) return;
      report.found(instruction.at);
    },
  },
});

test('to take an object in the hand is no look, to ask it for something is one', () => {
  const lint = createLint([careful]);
  const text = 'FROM a AS b\nUSER c\nFROM a\nRUN parent\nRUN variable\n';
  lint(text);
  lint(text);
  expect(lint(text)).toStrictEqual([]);
  expect(asked).toStrictEqual(['careful parent', 'careful variable']);
  expect(lint(text.replace('FROM a\n', 'FROM b\nARG A\n'))).toStrictEqual([
    'dockerfile/careful RUN parent',
    'dockerfile/careful RUN variable',
  ]);
});

test('the same words outside of all stages are another matter', () => {
  const lint = createLint([careful]);
  lint('RUN one\n');
  lint('RUN one\n');
  expect(lint('FROM a\nRUN one\n')).toStrictEqual(['dockerfile/careful RUN one']);
});
