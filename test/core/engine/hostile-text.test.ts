import { describe, expect, it } from 'vitest';
import { lintFiles, type Files } from '../../support/lint-files.ts';

const many = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join('');

const laughs = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${many(
  12,
  (index) => `a${index + 1}: &a${index + 1} [${many(10, () => `*a${index},`)}]\n`,
)}services: {}\n`;

const mergeChain = `x0: &x0 {k0: 1}\n${many(
  500,
  (index) => `x${index + 1}: &x${index + 1}\n  <<: *x${index}\n  k${index + 1}: 1\n`,
)}services: {a: {image: "b:1", <<: *x500}}\n`;

/** What a text is, the file, and the words that some finding has to say; none where the text is fine. */
const compose: readonly [string, string, RegExp?][] = [
  ['aliases that multiply', laughs, /too large to read/],
  ['brackets in brackets', `a: ${'['.repeat(20_000)}`, /[Nn]est/],
  ['mappings in mappings', many(2_000, (index) => `${' '.repeat(index)}a:\n`), /[Nn]est/],
  ['explicit keys', `services:\n${'? '.repeat(5_000)}a\n`, /./],
  ['many keys', `services: {}\n${many(20_000, (index) => `x-${index}: 1\n`)}`],
  ['one key many times', `services: {}\n${'x-a: 1\n'.repeat(20_000)}`, /twice/],
  ['a chain of merges', mergeChain],
  ['a merge of itself', 'a: &a\n  <<: *a\nservices: {}\n', /contains itself/],
  ['a circle of aliases', 'a: &a [*b]\nb: &b [*a]\nservices: {}\n', /No anchor/],
  ['names of the language', 'services: {}\n__proto__: {a: 1}\nconstructor: 2\n', /__proto__/],
  ['a tag of another language', 'services: {}\nx-a: !!js/function "x"\n'],
  ['NUL and other controls', 'services:\n  a:\n    image: "b\u0000\u0085\u2028:1"\n', /./],
  ['tabs', 'services:\n\ta:\n\t\timage: b\n', /[Tt]ab/],
  ['text in UTF-16 read as UTF-8', '\ufeffs\u0000e\u0000r\u0000v\u0000', /./],
  ['variables in variables', `services: {a: {image: "${'${A:-'.repeat(5_000)}"}}\n`, /./],
  [
    'a chain of extends',
    `services:\n${many(3_000, (index) => `  s${index}: {extends: s${index + 1}}\n`)}  s3000: {image: "b:1"}\n`,
    /too long/,
  ],
  ['a file that is half written', 'services:\n  a:\n    image: "b', /./],
];

const dockerfile: readonly [string, string, RegExp?][] = [
  ['one long line', `FROM a:1\nRUN ${'x '.repeat(100_000)}\n`],
  ['many instructions', `FROM a:1\n${'RUN true\n'.repeat(10_000)}`],
  [
    'many stages',
    many(2_000, (index) => `FROM a:1 AS s${index}\nCOPY --from=s${index - 1} /a /a\n`),
  ],
  [
    'many heredocs',
    `FROM a:1\nRUN ${many(5_000, (index) => `<<E${index} `)}\n${many(5_000, (index) => `E${index}\n`)}`,
  ],
  ['a heredoc that is not closed', `FROM a:1\nRUN <<EOF\n${'x\n'.repeat(20_000)}`, /not closed/],
  ['many continuations', `FROM a:1\nRUN true ${'\\\n  && true '.repeat(5_000)}\n`],
  ['continuations and CRLF', `FROM a:1\r\nRUN true ${'\\\r\n  && true '.repeat(5_000)}\r\n`],
  ['a backtick for the escape', `# escape=\`\nFROM a:1\nRUN a ${'`\n b '.repeat(5_000)}\n`],
  ['ONBUILD in ONBUILD', `FROM a:1\n${'ONBUILD '.repeat(10_000)}RUN true\n`, /ONBUILD/],
  [
    'quotes that never end',
    `FROM a:1\nRUN ${'"'.repeat(30_001)}\nENV A=${"'".repeat(3_001)}\n`,
    /./,
  ],
  ['substitutions in substitutions', `FROM a:1\nRUN ${'$('.repeat(20_000)}\n`],
  ['NUL', 'FROM a:1\nRUN a\u0000b\n'],
  ['a flag of a thousand', `FROM a:1\nCOPY ${'--from=a '.repeat(2_000)}a b\n`, /./],
];

/** Generous: the rules have to be told from those that never end, on a machine that does other things too. */
const longest = 5_000;

function lint(files: Files): { readonly messages: readonly string[]; readonly elapsed: number } {
  const start = performance.now();
  const findings = lintFiles(files);
  const elapsed = performance.now() - start;
  for (const { at, rule, related, fixes } of findings) {
    const edits = fixes.flatMap((fix) => fix.edits());
    for (const span of [at, ...related.map((place) => place.at), ...edits.map((edit) => edit.at)]) {
      const length = files[span.file]?.length ?? 0;
      const isInside = 0 <= span.start && span.start <= span.end && span.end <= length;
      expect(isInside, `${rule} at ${span.start}-${span.end} of ${length}`).toBe(true);
    }
  }
  const failed = findings.filter(({ rule }) => rule === 'drydock/internal');
  expect(failed.map(({ message }) => message)).toEqual([]);
  return { messages: findings.map(({ message }) => message), elapsed };
}

describe('a compose file that means harm', () => {
  it.each(compose)('with %s is read in time', (_, text, expected) => {
    const { messages, elapsed } = lint({ 'compose.yaml': text });
    expect(elapsed).toBeLessThan(longest);
    if (expected !== undefined) expect(messages.join('\n')).toMatch(expected);
  });

  it('leaves the prototype of objects alone', () => {
    lint({ 'compose.yaml': 'services: {}\n__proto__:\n  polluted: yes\n' });
    expect('polluted' in {}).toBe(false);
  });

  it('has the columns of an editor behind a BOM, CRLF and characters of two units', () => {
    const text =
      '\ufeffservices:\r\n  a: # 😀\r\n    image: b:1\r\n    links: 😀\r\n    oops: 1\r\n';
    const [finding] = lintFiles({ 'compose.yaml': text }).filter(
      ({ rule }) => rule === 'compose/no-unknown-key',
    );
    expect(text.slice(finding?.at.start, finding?.at.end)).toBe('oops');
  });
});

describe('a Dockerfile that means harm', () => {
  it.each(dockerfile)('with %s is read in time', (_, text, expected) => {
    const { messages, elapsed } = lint({ Dockerfile: text });
    expect(elapsed).toBeLessThan(longest);
    if (expected !== undefined) expect(messages.join('\n')).toMatch(expected);
  });

  it('is harmless in a compose file too', () => {
    const block = many(1_000, (index) => `        RUN ${'$$x '.repeat(3)}${index}\n`);
    const text = `services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM a:1\n${block}`;
    expect(lint({ 'compose.yaml': text }).elapsed).toBeLessThan(longest);
  });
});
