import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { Edit } from '../../../src/core/base/span.ts';
import { applyEdits } from '../../../src/core/base/text-edits.ts';
import { ComposeEditor } from '../../../src/core/syntax/compose-edit.ts';
import { parseComposeText } from '../../../src/core/syntax/compose-text.ts';
import type { MapValue } from '../../../src/core/syntax/value.ts';

type Change = (editor: ComposeEditor) => readonly Edit[];

const change = (text: string, make: Change): string =>
  applyEdits(text, make(new ComposeEditor('compose.yaml', text)));

describe('removeKey', () => {
  it.each([
    [
      'a key with the comment behind it',
      'version: "3" # old\nservices: {}\n',
      ['version'],
      'services: {}\n',
    ],
    ['comments right above it', 'a: 1\n\n# about b\n# more\nb: 2\nc: 3\n', ['b'], 'a: 1\n\nc: 3\n'],
    [
      'the comment at the start of the file not',
      '# My project\nversion: "3"\na: 1\n',
      ['version'],
      '# My project\na: 1\n',
    ],
    ['the last key of a text without a line break at its end', 'a: 1\nb:\n  c: 1', ['b'], 'a: 1'],
    [
      'a block with everything in it',
      's:\n  a:\n    x: |\n      1\n\n      2\n  b: 1\n',
      ['s', 'a'],
      's:\n  b: 1\n',
    ],
    ['a pair in braces', 'a: {x: 1, y: 2, z: 3}\n', ['a', 'y'], 'a: {x: 1, z: 3}\n'],
    ['the last pair in braces', 'a: {x: 1, y: 2}\n', ['a', 'y'], 'a: {x: 1}\n'],
    [
      'the first key behind a dash',
      'v:\n  - type: bind\n    source: .\n',
      ['v', '0', 'type'],
      'v:\n  - source: .\n',
    ],
    [
      'a mapping below a service that it leaves empty',
      'services:\n  a:\n    image: x\n    deploy:\n      resources:\n        limits: 1\n',
      ['services', 'a', 'deploy', 'resources', 'limits'],
      'services:\n  a:\n    image: x\n',
    ],
    ['CRLF lines', 'a: 1\r\nb: 2\r\nc: 3\r\n', ['b'], 'a: 1\r\nc: 3\r\n'],
    ['nothing where there is no such key', 'a: 1\n', ['b'], 'a: 1\n'],
    ['nothing that others refer to', 'a: &x {y: 1}\nb: *x\n', ['a'], 'a: &x {y: 1}\nb: *x\n'],
  ])('takes %s', (_, text, path, expected) => {
    expect(change(text, (editor) => editor.removeKey(path))).toBe(expected);
  });

  it('finds an entry of the model as well as a path', () => {
    const text = 'a:\n  - x: 1\n    y: 2\n';
    const { root } = parseComposeText('compose.yaml', text);
    const list = root?.entries.get('a')?.value;
    const item = (list?.kind === 'list' ? list.items[0] : undefined) as MapValue;
    const entry = item.entries.get('y');
    expect(change(text, (editor) => (entry === undefined ? [] : editor.removeKey(entry)))).toBe(
      'a:\n  - x: 1\n',
    );
  });
});

describe('setScalar', () => {
  it.each([
    ['double quotes', 'a: "x" # c\n', 'y', 'a: "y" # c\n'],
    ['single quotes', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['no quotes', 'a: x\n', 'y z', 'a: y z\n'],
    ['no quotes where they are needed', 'a: x\n', 'no', 'a: "no"\n'],
    ['an anchor', 'a: &n x\nb: *n\n', 'y', 'a: &n y\nb: *n\n'],
    ['an alias that it replaces', 'n: &n x\na: *n\n', 'y', 'n: &n x\na: y\n'],
    ['an empty value', 'a:\nb: 1\n', 'y', 'a: y\nb: 1\n'],
    ['a key that is not there', 'b: 1\n', 'y', 'b: 1\na: y\n'],
    ['a mapping as it is', 'a: {b: 1}\n', 'y', 'a: {b: 1}\n'],
  ])('keeps %s', (_, text, value, expected) => {
    expect(change(text, (editor) => editor.setScalar(['a'], value))).toBe(expected);
  });

  it('writes texts that YAML would read as something else in quotes', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'no',
        '1',
        '1e3',
        '0x1',
        '.5',
        '-',
        '? x',
        'a: b',
        'a #b',
        '~',
        '22:22',
        '<<',
      ),
    );
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('a: x\n', "a: 'x'\n", 'a: "x"\n', 'z: {a: x}\n'),
        (value, text) => {
          const path = text.startsWith('z') ? ['z', 'a'] : ['a'];
          const data = parse(change(text, (editor) => editor.setScalar(path, value))) as {
            readonly a?: string;
            readonly z?: { readonly a: string };
          };
          expect(data.a ?? data.z?.a).toBe(value);
        },
      ),
    );
  });
});

describe('insertKey', () => {
  const value = { text: 'v' } as const;

  it.each([
    ['at the end', 'a:\n    x: 1 # c\nb: 2\n', {}, 'a:\n    x: 1 # c\n    k: v\nb: 2\n'],
    [
      'after a sibling',
      'a:\n  x:\n    - 1\n  y: 2\n',
      { after: 'x' },
      'a:\n  x:\n    - 1\n  k: v\n  y: 2\n',
    ],
    [
      'behind the comments of the last key',
      'a:\n  x: 1\n  # y: 2\nb: 1\n',
      {},
      'a:\n  x: 1\n  # y: 2\n  k: v\nb: 1\n',
    ],
    ['into an empty key', 'a:\nb: 1\n', {}, 'a:\n  k: v\nb: 1\n'],
    ['into empty braces', 'a: {}\nb: 1\n', {}, 'a:\n  k: v\nb: 1\n'],
    ['into braces', 'a: {x: 1}\n', {}, 'a: {x: 1, k: v}\n'],
    ['not twice', 'a:\n  k: 1\n', {}, 'a:\n  k: 1\n'],
    ['not into what an alias stands for', 'x: &x\n  y: 1\na: *x\n', {}, 'x: &x\n  y: 1\na: *x\n'],
    ['with CRLF', 'a:\r\n  x: 1\r\n', {}, 'a:\r\n  x: 1\r\n  k: v\r\n'],
    ['without a line break at the end', 'a:\n  x: 1', {}, 'a:\n  x: 1\n  k: v'],
  ])('puts a key %s', (_, text, options, expected) => {
    expect(change(text, (editor) => editor.insertKey(['a'], 'k', value, options))).toBe(expected);
  });

  it('brings a block to the indentation of the file and leaves block scalars in shape', () => {
    const text = 'services:\n    a:\n        image: x\n';
    const yaml = 'run: |\n  if x; then\n    y\n  fi\nlist:\n  - a\n';
    const result = change(text, (editor) => editor.insertKey(['services', 'a'], 'k', { yaml }));
    expect(result).toBe(
      `${text}        k:\n            run: |\n                if x; then\n                  y\n                fi\n            list:\n                - a\n`,
    );
  });
});

describe('insertItem', () => {
  it.each([
    ['a list below its key', 'a:\n- 1\n- 2 # c\nb: 1\n', 'a:\n- 1\n- 2 # c\n- x\nb: 1\n'],
    ['an indented list', 'a:\n  - 1\n', 'a:\n  - 1\n  - x\n'],
    ['brackets', 'a: [1]\n', 'a: [1, x]\n'],
    ['empty brackets', 'a: []\n', 'a: [x]\n'],
    ['an empty key', 'a:\nb: 1\n', 'a:\n  - x\nb: 1\n'],
  ])('adds to %s', (_, text, expected) => {
    expect(change(text, (editor) => editor.insertItem(['a'], { text: 'x' }))).toBe(expected);
  });
});

describe('addSectionEntry', () => {
  const yaml = 'image: x\nports:\n  - "1:1"\n';

  it.each([
    ['an empty file', '', 'services:\n  a:\n    image: x\n    ports:\n      - "1:1"'],
    [
      'a file with another section',
      'name: p\n# end\n',
      'name: p\n# end\n\nservices:\n  a:\n    image: x\n    ports:\n      - "1:1"\n',
    ],
    [
      'services that stand apart',
      'services:\n  x:\n    image: x\n\n  y:\n    image: y\n\nvolumes:\n  v:\n',
      'services:\n  x:\n    image: x\n\n  y:\n    image: y\n\n  a:\n    image: x\n    ports:\n      - "1:1"\n\nvolumes:\n  v:\n',
    ],
  ])('adds a service to %s', (_, text, expected) => {
    expect(change(text, (editor) => editor.addSectionEntry('services', 'a', { yaml }))).toBe(
      expected,
    );
  });
});

describe('any edit of any file', () => {
  const comments = (text: string): readonly string[] =>
    [...text.matchAll(/# c\d+/g)].map(([comment]) => comment).sort();
  const scalar = fc.constantFrom('x', '"q"', "'s'", '8080', '[a, b]', '{k: 1, l: 2}', '*an', '');
  const line = fc.record({ value: scalar, comment: fc.boolean(), above: fc.boolean() });
  const file = fc
    .record({
      services: fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 3,
      }),
      step: fc.constantFrom(2, 4),
      lineBreak: fc.constantFrom('\n', '\r\n'),
      hasEnd: fc.boolean(),
    })
    .map(({ services, step, lineBreak, hasEnd }) => {
      let number = 0;
      const note = (): string => `# c${(number += 1)}`;
      const lines = [`# c0`, 'x-an: &an 1', '', 'services:'];
      services.forEach((keys, index) => {
        lines.push(`${' '.repeat(step)}s${index}: ${note()}`);
        keys.forEach(({ value, comment, above }, at) => {
          const lead = ' '.repeat(2 * step);
          if (above) lines.push('', `${lead}${note()}`);
          lines.push(`${lead}k${at}: ${value}${comment ? ` ${note()}` : ''}`.trimEnd());
        });
      });
      return lines.join(lineBreak) + (hasEnd ? lineBreak : '');
    });
  const key = fc.constantFrom('k0', 'k1', 'k9');
  const service = fc.constantFrom('s0', 's2');

  it('parses, keeps comments and changes what it says', () => {
    fc.assert(
      fc.property(
        file,
        service,
        key,
        fc.constantFrom('set', 'insert', 'add', 'item'),
        (text, s, k, kind) => {
          const result = change(text, (editor) => {
            if (kind === 'set') return editor.setScalar(['services', s, k], 'new');
            if (kind === 'insert')
              return editor.insertKey(['services', s], 'added', { yaml: 'a: 1\nb: [2]\n' });
            if (kind === 'item') return editor.insertItem(['services', s, k], { text: 'new' });
            return editor.addSectionEntry('services', 'added', { yaml: 'image: x\n' });
          });
          expect(parseDocument(result).errors).toEqual([]);
          expect(comments(result)).toEqual(comments(text));
          const data = parse(text) as Data;
          const expected = structuredClone(data);
          const keys = expected.services[s];
          if (kind === 'add') expected.services['added'] = { image: 'x' };
          else if (keys !== undefined) applyTo(keys, k, kind);
          if (result !== text) expect(parse(result)).toEqual(expected);
          else expect(kind === 'add').toBe(false);
        },
      ),
      { numRuns: 800 },
    );
  });

  it('removes a key, its own comments and nothing else', () => {
    fc.assert(
      fc.property(file, service, key, (text, s, k) => {
        const result = change(text, (editor) => editor.removeKey(['services', s, k]));
        expect(parseDocument(result).errors).toEqual([]);
        const expected = structuredClone(parse(text) as Data);
        const keys = expected.services[s];
        if (keys !== undefined && k in keys) {
          expect(result).not.toBe(text);
          delete keys[k];
        }
        if (keys !== undefined && Object.keys(keys).length === 0) {
          expect((parse(result) as Data).services[s]).toBeNull();
        } else expect(parse(result)).toEqual(expected);
        expect(comments(text).length - comments(result).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });
});

interface Data {
  readonly services: Record<string, Record<string, unknown>>;
}

function applyTo(keys: Record<string, unknown>, key: string, kind: string): void {
  const value = keys[key];
  if (kind === 'insert') keys['added'] = { a: 1, b: [2] };
  else if (kind === 'set') keys[key] = 'new';
  else if (value === null) keys[key] = ['new'];
  else if (Array.isArray(value)) keys[key] = [...(value as unknown[]), 'new'];
}
