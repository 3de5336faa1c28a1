import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/core/base/span.ts';
import { parseComposeText } from '../../../src/core/syntax/compose-text.ts';
import type { MapValue, Value } from '../../../src/core/syntax/value.ts';

/** The value at a path of keys and item numbers. */
function find(root: Value | undefined, ...path: readonly string[]): Value | undefined {
  let value = root;
  for (const key of path) {
    if (value?.kind === 'map') value = value.entries.get(key)?.value;
    else if (value?.kind === 'list') value = value.items[Number(key)];
    else return undefined;
  }
  return value;
}

function textAt(text: string, at: Span | undefined): string | undefined {
  return at === undefined ? undefined : text.slice(at.start, at.end);
}

function collectSpans(value: Value | undefined, spans: Span[] = []): Span[] {
  if (value === undefined) return spans;
  spans.push(value.at);
  if (value.kind === 'list') for (const item of value.items) collectSpans(item, spans);
  if (value.kind === 'map') {
    for (const entry of value.entries.values()) {
      spans.push(entry.at, entry.keyAt);
      collectSpans(entry.value, spans);
    }
  }
  return spans;
}

const messagesOf = (text: string): readonly string[] =>
  parseComposeText('compose.yaml', text).problems.map(({ message }) => message);

describe('parseComposeText', () => {
  it('gives scalars with their quotes, text and typed value', () => {
    const text = 'a: "x y"\nb: \'1\'\nc: 8080\nd: true\ne: ~\nf: |\n  one\n  two\n\ng: 0x10\n';
    const { root } = parseComposeText('c', text);
    const scalars = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => find(root, key));
    expect(scalars.map((value) => textAt(text, value?.at))).toEqual([
      '"x y"',
      "'1'",
      '8080',
      'true',
      '~',
      '|\n  one\n  two',
      '0x10',
    ]);
    expect(
      scalars.map((value) => (value?.kind === 'scalar' ? [value.text, value.data] : value)),
    ).toEqual([
      ['x y', 'x y'],
      ['1', '1'],
      ['8080', 8080],
      ['true', true],
      ['', null],
      ['one\ntwo\n', 'one\ntwo\n'],
      ['0x10', 16],
    ]);
  });

  it('ends mappings and lists at their last value, not at the comments behind it', () => {
    const text = 'a:\n  b:\n    - 1\n    - 2 # two\n  # end\n\n# top\nc: [x, y] # z\n';
    const { root } = parseComposeText('c', text);
    expect(textAt(text, find(root, 'a')?.at)).toBe('b:\n    - 1\n    - 2');
    expect(textAt(text, find(root, 'a', 'b')?.at)).toBe('- 1\n    - 2');
    expect(textAt(text, root?.entries.get('c')?.at)).toBe('c: [x, y]');
  });

  it.each([
    ['a byte order mark', '\uFEFFa: x\nb: y\n'],
    ['CRLF', 'a: x\r\nb: y\r\n'],
    ['characters of two code units', '# 😀\na: x\n"b": y # 😀\n'],
  ])('counts offsets in the text as it is with %s', (_, text) => {
    const { root, problems } = parseComposeText('c', text);
    expect(problems).toEqual([]);
    expect([textAt(text, find(root, 'a')?.at), textAt(text, find(root, 'b')?.at)]).toEqual([
      'x',
      'y',
    ]);
  });

  it('follows aliases to the place of the anchor', () => {
    const text = 'x: &env\n  A: 1\na:\n  e: *env\n';
    const { root } = parseComposeText('c', text);
    const alias = find(root, 'a', 'e');
    expect(alias).toBe(find(root, 'x'));
    const entry = (find(root, 'a') as MapValue).entries.get('e');
    expect(textAt(text, entry?.at)).toBe('e: *env');
  });

  it('merges with "<<": own keys win, then earlier mappings', () => {
    const text =
      'x: &x {a: 1, b: 1, c: 1}\ny: &y {b: 2, d: 2}\nz:\n  a: 0\n  <<: [*x, *y]\n  c: 3\n';
    const { root, problems } = parseComposeText('c', text);
    const z = find(root, 'z') as MapValue;
    const values = [...z.entries.values()].map(({ key, value }) => [
      key,
      value?.kind === 'scalar' ? value.data : undefined,
    ]);
    expect(Object.fromEntries(values)).toEqual({ a: 0, b: 1, c: 3, d: 2 });
    expect(problems).toEqual([]);
    expect(textAt(text, z.entries.get('d')?.at)).toBe('d: 2');
  });

  it('keeps the tags of Compose', () => {
    const { root } = parseComposeText('c', 'a: !reset null\nb: !override [1]\nc: !reset {}\n');
    expect(['a', 'b', 'c'].map((key) => find(root, key)?.tag)).toEqual([
      '!reset',
      '!override',
      '!reset',
    ]);
  });

  it('keeps empty items in their places', () => {
    const { root } = parseComposeText('c', 'a:\n  -\n  - x\n');
    const item = find(root, 'a', '1');
    expect(item?.kind === 'scalar' ? item.text : undefined).toBe('x');
  });

  it('takes names of object properties for plain keys', () => {
    const { root } = parseComposeText(
      'c',
      'services:\n  __proto__: {image: a}\n  constructor: {image: b}\n',
    );
    const services = find(root, 'services') as MapValue;
    expect([...services.entries.keys()]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['image']).toBeUndefined();
  });

  it('reads all documents of a stream', () => {
    const { documents, problems } = parseComposeText('c', 'a: 1\n---\nb: 2\n');
    expect(documents.map(({ entries }) => [...entries.keys()])).toEqual([['a'], ['b']]);
    expect(problems).toEqual([]);
  });

  it('gives no root for an empty text and for one of comments', () => {
    expect([parseComposeText('c', '').root, parseComposeText('c', '# x\n').root]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('problems of a compose text', () => {
  it.each([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 'a', 'The key "a" stands here twice.'],
    [
      'a tab as indentation',
      'services:\n\ta: 1\n',
      '\t',
      'YAML does not allow tabs as indentation.',
    ],
    ['an alias without anchor', 'a: *b\n', '*b', 'No anchor "&b" stands before this alias.'],
    ['an alias in its own anchor', 'a: &b\n  c: *b\n', '*b', 'The alias "*b" contains itself.'],
    ['a list at the top', '- a\n', '- a', 'A compose file has to be a mapping.'],
  ])('tell of %s at its place', (_, text, place, message) => {
    const { problems } = parseComposeText('c', text);
    expect(problems.map((problem) => [textAt(text, problem.at), problem.message])).toContainEqual([
      place,
      message,
    ]);
  });

  it.each([
    [
      'a line that is indented too far',
      '    a:\n',
      'This line is not indented like its neighbors.',
    ],
    ['a tab', '  \ta:\n', 'YAML does not allow tabs as indentation.'],
  ])('tell of %s once, and not again for each later service', (_, first, message) => {
    const others = ['b', 'c', 'd'].map((name) => `  ${name}:\n    image: x\n`);
    expect(messagesOf(`services:\n${first}    image: x\n${others.join('')}`)).toEqual([message]);
  });

  it('tell of a stray line at the top, and not of each word below it', () => {
    const services = ['b', 'c', 'd'].map((name) => `  ${name}:\n    image: x\n    ports: [80]\n`);
    expect(
      messagesOf(`stray words\n# A comment\nversion: "3.8"\nservices:\n${services.join('')}`),
    ).toEqual(['A compose file has to be a mapping.', 'This cannot stand here.']);
  });

  it('do not keep the other services from being read', () => {
    const text =
      'services:\n  a:\n    image: x\n  b:\n    image: "open\n  c:\n    ports: [80\n  d:\n    image: y\n';
    const { root, problems } = parseComposeText('c', text);
    expect(problems.length).toBeGreaterThan(0);
    expect((find(root, 'services') as MapValue).entries.has('a')).toBe(true);
  });

  it('refuse nesting that is too deep', () => {
    for (const text of ['['.repeat(20_000), '{a: '.repeat(5000), '? '.repeat(5000)]) {
      expect(messagesOf(text).length).toBeGreaterThan(0);
    }
    const deep = Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    expect(messagesOf(deep)).toContain('Nesting deeper than 100 levels is not read.');
  });

  it('refuse aliases that multiply', () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `b${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(',')}]`,
    );
    const started = performance.now();
    const messages = messagesOf(['b0: &a0 [x]', ...lines].join('\n'));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(messages.join()).toMatch(/too large to read/);
  });

  it('stay few, however many lines are wrong', () => {
    expect(messagesOf('a: b: c\n'.repeat(5000)).length).toBeLessThanOrEqual(100);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'a',
    'services',
    ': ',
    ':',
    '\n',
    '\r\n',
    '  ',
    '- ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '&x ',
    '*x',
    '<<: ',
    '!reset ',
    '|\n',
    '#',
    '\t',
    '---\n',
    '? ',
    '😀',
    '\uFEFF',
    '\0',
    '$',
  );

  it('parses without an exception and with places inside the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { documents, problems } = parseComposeText('c', text);
        const spans = documents.flatMap((root) => collectSpans(root));
        for (const { start, end } of [...spans, ...problems.map(({ at }) => at)]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
