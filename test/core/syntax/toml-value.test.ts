import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseToml } from '../../../src/core/syntax/toml-value.ts';
import type { Value } from '../../../src/core/syntax/value.ts';

function toPlain(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.data;
  if (value.kind === 'list') return value.items.map(toPlain);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

function read(text: string): unknown {
  const { root, problems } = parseToml('a.toml', text);
  expect(problems).toEqual([]);
  return toPlain(root);
}

const document = String.raw`title = "a \"quoted\" \u00e9 # no comment" # comment
literal = 'C:\raw'
'quoted.key' = 1
a.b.c = true
numbers = [1, -2.5, 0xff, 1_000,
  # in between
  3e2, ]
long = """
first \
   second
"quoted" \""" end"""
raw = '''
'x' \n'''
[table]
inline = { x = 1, y.z = "deep" }
[table.sub]
k = ""
[[list]]
n = 1
[[list]]
n = 2
[list.of]
m = 3
`;

describe('TOML', () => {
  it('has the same values as another reader', () => {
    expect(read(document)).toEqual(parse(document));
  });

  it('has the same values as another reader for any document', () => {
    const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ depthSize: 'small' }, scalar, tie('tree'), tie('list'))),
      list: fc.array(fc.oneof({ depthSize: 'small' }, scalar, tie('tree')), { maxLength: 4 }),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = stringify(value);
        expect(read(text)).toEqual(JSON.parse(JSON.stringify(parse(text))));
      }),
      { numRuns: 200 },
    );
  });

  it('has the place of every key and value', () => {
    const { root } = parseToml('a.toml', document);
    const visit = (value: Value | undefined): void => {
      if (value?.kind === 'list') value.items.forEach(visit);
      if (value?.kind === 'scalar' && value.style === 'plain') {
        expect(document.slice(value.at.start, value.at.end)).toBe(value.text);
      }
      if (value?.kind !== 'map') return;
      for (const { key, keyAt, value: inner } of value.entries.values()) {
        expect(document.slice(keyAt.start, keyAt.end).replaceAll(/["']/g, '')).toBe(key);
        visit(inner);
      }
    };
    visit(root);
  });

  it('passes over the values of ignored keys', () => {
    const text =
      'wheels = [\n  { url = "a]b", hash = \'#}\' }, # ]\n]\nnext = 1\n[t]\nwheels = "x"\n';
    const { root, problems } = parseToml('a.toml', text, new Set(['wheels']));
    expect(problems).toEqual([]);
    expect(toPlain(root)).toEqual({ wheels: undefined, next: 1, t: { wheels: undefined } });
  });

  it.each([
    ['a 1\nb = 2', 'a 1', { b: 2 }],
    ['a =\nb = 2', 'a =', { a: undefined, b: 2 }],
    ['a = "x\nb = 2', '"x', { a: 'x', b: 2 }],
    ['a = 1 2 = 3\nb = 2', '= 3', { a: '1 2', b: 2 }],
    ['[a\nb = 2', '[a', { b: 2 }],
    ['b = 1\nb = 2', 'b', { b: 2 }],
  ])('reports %j and reads on', (text, place, values) => {
    const { root, problems } = parseToml('a.toml', text);
    const [problem] = problems;
    expect(text.slice(problem?.at.start, problem?.at.end)).toBe(place);
    expect(toPlain(root)).toEqual(values);
  });

  it('never throws and keeps its places in the text', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '=',
      '"',
      "'",
      '"""',
      '\\',
      '\n',
      '#',
      ',',
      '.',
      'a',
      '1',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { root, problems } = parseToml('a.toml', text);
        expect(JSON.stringify(toPlain(root))).toBeDefined();
        for (const { at } of problems) expect(at.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('survives deep nesting', () => {
    const { problems } = parseToml('a.toml', `a = ${'['.repeat(50_000)}`);
    expect(problems.length).toBeGreaterThan(0);
  });
});
