import { describe, expect, it } from 'vitest';
import { lintProject, lintWithRules } from '../../../src/core/engine/lint-project.ts';
import type { LintSettings } from '../../../src/core/engine/lint-settings.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { defineRule } from '../../../src/core/rulekit/define-rule.ts';
import { lintFiles, toSnapshot, type Files } from '../../support/lint-files.ts';

const bad = defineRule({
  id: 'dockerfile/no-bad',
  aliases: ['dockerfile/no-evil'],
  equivalents: ['DL9999', 'BadWord'],
  summary: 'Disallow bad',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: { bad: 'The word "{word}" is bad.' },
  options: { words: { description: 'Bad words.', default: ['bad'] } },
  on: {
    instruction({ instruction }, report, { options }) {
      for (const word of instruction.words) {
        if (options.words.includes(word.text)) report.bad(word.at, { word: word.text });
      }
    },
  },
});

const broken = defineRule({
  id: 'dockerfile/no-throw',
  summary: 'Disallow nothing',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {},
  on: {
    instruction() {
      throw new Error('out of order');
    },
  },
});

const lint = (files: Files, settings: LintSettings = { preset: 'all' }): readonly string[] =>
  lintFiles(files, [bad], settings).map(
    ({ rule, severity, message }) => `${rule} ${severity} ${message}`,
  );
const found = 'dockerfile/no-bad warning The word "bad" is bad.';

describe('lintProject', () => {
  it('runs the rules of a preset and those below it', () => {
    const files = { Dockerfile: 'FROM bad\n' };
    expect(lint(files, { preset: 'strict' })).toEqual([found]);
    expect(lint(files, { preset: 'recommended' })).toEqual([]);
    expect(lint(files, {})).toEqual([]);
  });

  it('lets a caller turn rules on, off and up', () => {
    const files = { Dockerfile: 'FROM bad\n' };
    expect(lint(files, { severities: new Map([['DL9999', 'error']]) })).toEqual([
      found.replace('warning', 'error'),
    ]);
    expect(lint(files, { preset: 'all', severities: new Map([[bad.id, 'off']]) })).toEqual([]);
  });

  it('sorts by file and place and reports a place once', () => {
    const service = '  a:\n    build: .\n';
    const findings = lintFiles({
      'compose.yaml': `services:\n${service}`,
      'compose.gpu.yaml': `services:\n${service}    depends_on: [nobody]\n`,
      Dockerfile: 'FROM x:1\nMAINTAINER me\n',
    });
    const places = findings.map(({ at, rule }) => `${at.file} ${at.start} ${rule}`);
    expect(places).toEqual(places.toSorted());
    expect(new Set(places).size).toBe(places.length);
  });

  it('goes on without a rule that throws, and names it', () => {
    const project = buildProject(toSnapshot({ Dockerfile: 'FROM bad\nUSER bad\n' }));
    const findings = lintWithRules(project, { preset: 'all' }, [broken, bad]);
    expect(findings.map(({ rule }) => rule)).toEqual([
      'drydock/internal',
      'dockerfile/no-bad',
      'dockerfile/no-bad',
    ]);
    expect(findings[0]?.message).toContain('"dockerfile/no-throw"');
  });

  it('reports a rule that fails over the whole project in a file of the project', () => {
    const project = buildProject(toSnapshot({ 'app/Dockerfile': 'FROM x:1\n' }));
    const listen = (): never => {
      throw new Error('out of order');
    };
    const findings = lintWithRules(project, { preset: 'all' }, [
      defineRule({ ...broken, id: 'project/no-throw', on: { project: listen } }),
    ]);
    expect(findings.map(({ rule, at }) => `${rule} ${at.file}`)).toEqual([
      'drydock/internal app/Dockerfile',
    ]);
  });

  it('reports text that cannot be read', () => {
    const project = buildProject(
      toSnapshot({ Dockerfile: 'FROM x:1\nRUN <<EOF\n', 'compose.yaml': 'services: [' }),
    );
    const rules = lintProject(project).map(({ rule, at }) => `${rule} ${at.file}`);
    expect(new Set(rules)).toEqual(
      new Set(['drydock/syntax Dockerfile', 'drydock/syntax compose.yaml']),
    );
  });

  it('shows user text on one line and without control characters', () => {
    const [finding] = lintFiles({ Dockerfile: 'FROM a\u202eb\n' }, [
      defineRule({
        id: 'dockerfile/no-image',
        summary: 'Disallow images',
        severity: 'hint',
        preset: 'strict',
        since: '0.1.0',
        messages: { image: 'No "{image}".' },
        on: {
          stage({ base }, report) {
            if (base !== undefined) report.image(base.at, { image: base.text });
          },
        },
      }),
    ]);
    expect(finding?.message).toBe('No "a b".');
  });
});

describe('settings of the project', () => {
  const dockerfile = 'FROM bad\nUSER evil\n';

  it('choose preset and severities, by any name of a rule', () => {
    const settings = (text: string): readonly string[] =>
      lint({ Dockerfile: 'FROM bad\n', '.drydock.yaml': text }, {});
    expect(settings('preset: strict\n')).toEqual([found]);
    expect(settings('rules:\n  dockerfile/no-evil: error\n')).toEqual([
      found.replace('warning', 'error'),
    ]);
    expect(settings('preset: strict\nrules:\n  DL9999: off\n')).toEqual([]);
  });

  it('give options', () => {
    const text = 'rules:\n  dockerfile/no-bad:\n    severity: info\n    words: [evil]\n';
    expect(lint({ Dockerfile: dockerfile, '.drydock.yaml': text }, {})).toEqual([
      'dockerfile/no-bad info The word "evil" is bad.',
    ]);
  });

  it('leave out paths', () => {
    const files = { 'a/Dockerfile': dockerfile, 'b/Dockerfile': dockerfile };
    const findings = lintFiles({ ...files, '.drydock.yaml': 'ignore: [a/**]\n' }, [bad]);
    expect(findings.map(({ at }) => at.file)).toEqual(['b/Dockerfile']);
  });

  it('yield findings where they are wrong', () => {
    const text =
      'preset: hard\ncolor: red\nrules:\n  no/rule: error\n  DL9999: loud\n  BadWord: {words: 1, size: 2}\nignore: a\n';
    const findings = lintFiles({ '.drydock.yaml': text }, [bad], {});
    expect(findings.map(({ rule }) => rule)).toEqual(
      Array.from({ length: 7 }, () => 'drydock/settings'),
    );
    expect(findings.map(({ at }) => text.slice(at.start, at.end))).toEqual([
      'hard',
      'color',
      'no/rule',
      'loud',
      '1',
      'size',
      'ignore',
    ]);
  });
});

describe('comments that silence', () => {
  const lines = (text: string): readonly number[] =>
    lintFiles({ Dockerfile: text }, [bad]).map(
      ({ at }) => text.slice(0, at.start).split('\n').length,
    );

  it.each([
    [
      'our own, for the next instruction',
      '# drydock-disable-next-line dockerfile/no-bad\nRUN a \\\n  bad\nRUN bad\n',
      [4],
    ],
    ['our own, for all rules', '# drydock-disable-next-line\nRUN bad\nRUN bad\n', [3]],
    [
      'our own, with a reason',
      '# drydock-disable-next-line DL9999 -- it is fine\nRUN bad\nRUN bad\n',
      [3],
    ],
    ['our own, for the file', 'RUN bad\n# drydock-disable DL9999\nRUN bad\n', []],
    ['another rule', '# drydock-disable-next-line dockerfile/other\nRUN bad\n', [2]],
    ["hadolint's", '# hadolint ignore=DL3008,DL9999\nRUN bad\nRUN bad\n', [3]],
    ["hadolint's, for the file", '# hadolint global ignore=DL9999\nRUN bad\nRUN bad\n', []],
    ["BuildKit's", '# check=skip=BadWord\nRUN bad\n', []],
    ["BuildKit's, for all of its checks", '# check=skip=all;error=true\nRUN bad\n', []],
    [
      "BuildKit's, above one instruction",
      'FROM x\n# check=skip=BadWord // why\nRUN bad\nRUN bad\n',
      [4],
    ],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('work in compose files, for a line and for the file', () => {
    const rules = (text: string): readonly string[] =>
      lintFiles({ 'compose.yaml': text }).map(({ rule }) => rule);
    const version = 'version: "3"\nservices:\n  a:\n    image: redis:7.4.1\n';
    expect(rules(version)).toContain('compose/no-obsolete-version');
    for (const comment of [
      '# drydock-disable-next-line no-version-field',
      '# dclint disable no-version-field',
      '# dclint disable',
    ]) {
      expect(rules(`${comment}\n${version}`)).not.toContain('compose/no-obsolete-version');
    }
    expect(rules(version.replace('"3"', '"3" # dclint disable-line'))).not.toContain(
      'compose/no-obsolete-version',
    );
  });
});
