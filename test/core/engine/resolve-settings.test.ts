import { describe, expect, it } from 'vitest';
import { lintFiles, type Files } from '../../support/lint-files.ts';

const dockerfile = 'FROM debian:12\nMAINTAINER me\nRUN apt-get install -y curl\n';

function lint(files: Files, rule = 'dockerfile/no-maintainer'): readonly string[] {
  return lintFiles({ Dockerfile: dockerfile, ...files }, undefined, {})
    .filter((finding) => finding.rule === rule)
    .map(({ severity }) => severity);
}

const complaints = (text: string, path = '.hadolint.yaml'): readonly string[] =>
  lintFiles({ [path]: text }, undefined, {}).map(
    ({ rule, at, message }) => `${rule} ${text.slice(at.start, at.end)}: ${message}`,
  );

describe('settings of hadolint', () => {
  it.each([
    ['ignored: [DL4000]\n', []],
    ['override:\n  error: [DL4000]\n', ['error']],
    ['override:\n  style: [DL4000]\n', ['hint']],
    ['override:\n  error: [DL4000]\nignored:\n  - DL4000\n', []],
    ['ignored: [DL3000, SC2086]\n', ['warning']],
    ['failure-threshold: error\nno-fail: true\nformat: tty\n', ['warning']],
    ['ignored:\n', ['warning']],
    ['', ['warning']],
  ])('say how bad a rule is: %j', (text, expected) => {
    expect(lint({ '.hadolint.yaml': text })).toEqual(expected);
    expect(lint({ '.hadolint.yml': text })).toEqual(expected);
    expect(complaints(text)).toEqual([]);
  });

  it('yield to our own', () => {
    const own = { '.drydock.yaml': 'rules:\n  DL4000: error\n' };
    expect(lint({ ...own, '.hadolint.yaml': 'ignored: [DL4000]\n' })).toEqual(['error']);
  });

  it('ignore one code of a rule that stands for several', () => {
    const twice = 'FROM debian:12\nCMD a\nENTRYPOINT b\nCMD c\nENTRYPOINT d\n';
    const rule = 'dockerfile/no-repeated-command';
    const of = (text: string): readonly string[] =>
      lint({ Dockerfile: twice, '.hadolint.yaml': text }, rule);
    expect(of('ignored: [DL4003]\n')).toEqual(['warning']);
    expect(of('ignored: [DL4003, DL4004]\n')).toEqual([]);
  });

  it('turn on a rule that no preset asked for', () => {
    const text = 'override:\n  warning: [DL3059]\n';
    const runs = 'FROM debian:12\nRUN true\nRUN true\n';
    const rule = 'dockerfile/no-consecutive-run';
    expect(lint({ Dockerfile: runs }, rule)).toEqual([]);
    expect(lint({ Dockerfile: runs, '.hadolint.yaml': text }, rule)).toEqual(['warning']);
  });

  it('can take its comments their force, and theirs only', () => {
    const text = (comment: string): Files => ({
      Dockerfile: `FROM debian:12\n${comment}\nMAINTAINER me\n`,
      '.hadolint.yaml': 'disable-ignore-pragma: true\n',
    });
    expect(lint(text('# hadolint ignore=DL4000'))).toEqual(['warning']);
    expect(lint(text('# drydock-disable-next-line DL4000'))).toEqual([]);
  });

  it('list registries, one or many', () => {
    const from = (setting: string): readonly string[] =>
      lint(
        { '.hadolint.yaml': setting, Dockerfile: 'FROM ghcr.io/a/b:1\n' },
        'dockerfile/no-untrusted-registry',
      );
    expect(from('trustedRegistries: [docker.io]\n')).toEqual(['error']);
    expect(from('trustedRegistries: docker.io\n')).toEqual(['error']);
    expect(from('trustedRegistries: ["*.io"]\n')).toEqual([]);
    expect(from('{}\n')).toEqual([]);
  });

  it.each([
    ['- a\n', 'drydock/settings - a: A settings file has to be a mapping.'],
    ['ignored: DL3008\n', 'drydock/settings ignored: "ignored" has to be a list of codes.'],
    [
      'override: [DL3008]\n',
      'drydock/settings override: The overrides have to be a mapping of levels to codes.',
    ],
    [
      'override:\n  fatal: [DL3008]\n',
      'drydock/settings fatal: The level has to be one of error, warning, info, style.',
    ],
    [
      'trustedRegistries: {a: b}\n',
      'drydock/settings trustedRegistries: "trustedRegistries" has another form, so it changes nothing.',
    ],
  ])('are told to be wrong in one sentence: %j', (text, expected) => {
    expect(complaints(text)).toEqual([expected]);
    expect(lint({ '.hadolint.yaml': text })).toEqual(['warning']);
  });

  it('say one thing where they cannot be read', () => {
    expect(complaints('ignored: [DL3008\noverride: {\n')).toHaveLength(1);
  });
});

describe('settings of dclint', () => {
  const files = { 'compose.yaml': 'version: "3"\nservices:\n  a:\n    image: x:1\n' };
  const of = (text: string, path = '.dclintrc'): readonly string[] =>
    lint({ ...files, [path]: text }, 'compose/no-obsolete-version');

  it.each([
    ['{"rules": {"no-version-field": 0}}', []],
    ['{"rules": {"no-version-field": [2, {"a": 1}]}}', ['error']],
    ['rules:\n  no-version-field: 1\n  some-other-rule: 0\n', ['warning']],
    ['exclude: [compose.yaml]\n', []],
  ])('say how bad a rule is: %j', (text, expected) => {
    expect(of(text)).toEqual(expected);
    expect(of(text, '.dclintrc.yaml')).toEqual(expected);
    expect(complaints(text, '.dclintrc')).toEqual([]);
  });

  it('yield to our own, and say one thing where they cannot be read', () => {
    const own = { '.drydock.yaml': 'rules:\n  no-version-field: error\n' };
    const off = { '.dclintrc': '{"rules": {"no-version-field": 0}}' };
    expect(lint({ ...files, ...own, ...off }, 'compose/no-obsolete-version')).toEqual(['error']);
    expect(complaints('{"rules": ', '.dclintrc')).toHaveLength(1);
  });
});

describe('names that nobody knows', () => {
  it.each([
    ['rules:\n  dockerfile/no-maintaner: off\n', 'dockerfile/no-maintainer'],
    ['rules:\n  no-maintainer: off\n', 'dockerfile/no-maintainer'],
    ['rules:\n  compose/no-maintainer: off\n', 'dockerfile/no-maintainer'],
    ['rule:\n  a: off\n', 'rules'],
    ['rules:\n  dockerfile/no-untrusted-registry:\n    registrys: []\n', 'registries'],
  ])('get the near one: %j', (text, near) => {
    const [finding, ...others] = complaints(text, '.drydock.yaml');
    expect(others).toEqual([]);
    expect(finding).toContain(`Did you mean "${near}"?`);
  });

  it.each([
    ['rules:\n  dockerfile/no-untrusted-registry:\n    registries: [1]\n'],
    ['rules:\n  dockerfile/no-untrusted-registry:\n    registries:\n'],
    ['rules:\n  dockerfile/require-labels:\n    labels:\n'],
    ['rules:\n  dockerfile/require-labels:\n    labels: [a]\n'],
    ['rules:\n  dockerfile/require-labels:\n    isStrict: "yes"\n'],
  ])('and options of another type, their place: %j', (text) => {
    expect(complaints(text, '.drydock.yaml')).toEqual([
      expect.stringMatching(/The option "\w+" has another type\.$/),
    ]);
  });
});

describe('our own settings', () => {
  it('are read from either ending, and may be empty', () => {
    expect(lint({ '.drydock.yml': 'rules:\n  DL4000: off\n' })).toEqual([]);
    expect(complaints('', '.drydock.yaml')).toEqual([]);
    expect(complaints('- a\n', '.drydock.yaml')).toEqual([
      'drydock/settings - a: A settings file has to be a mapping.',
    ]);
  });
});
