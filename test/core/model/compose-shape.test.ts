import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createComposeFile } from '../../../src/core/model/compose-file.ts';
import { addressFormat, portFormat, sizeFormat } from '../../../src/core/model/compose-formats.ts';

function find(text: string): readonly string[] {
  const { shapeProblems } = createComposeFile('compose.yaml', text);
  return shapeProblems.map(({ kind, at }) => `${kind} ${text.slice(at.start, at.end)}`);
}

describe('the form of a compose file', () => {
  it('is judged once for an anchor that is used twice', () => {
    const text =
      'x-a: &a\n  unheard: 1\nservices:\n  b:\n    <<: *a\n    image: x\n  c:\n    <<: *a\n    image: x\n';
    expect(new Set(find(text))).toEqual(new Set(['unknownKey unheard']));
  });

  it('names the key that is nearest to a value, also in lists', () => {
    const { shapeProblems } = createComposeFile(
      'compose.yaml',
      'services:\n  a:\n    image: x\n    volumes: [[a]]\n',
    );
    expect(shapeProblems).toMatchObject([
      { kind: 'wrongType', key: 'volumes', expected: 'a text or a mapping', found: 'a list' },
    ]);
  });

  it('may have values behind tags of others', () => {
    expect(find('services:\n  a:\n    image: !secret x\n    command: !reset\n')).toEqual([]);
  });

  it('is judged whatever is written, with places inside the text', () => {
    const anything = fc.object({
      key: fc.constantFrom('services', 'image', 'ports', 'build', 'x-a', '1', '__proto__', 'a b'),
      maxDepth: 6,
      withBigInt: true,
      withDate: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const text = stringify(value);
        const { shapeProblems } = createComposeFile('compose.yaml', text);
        for (const { at } of shapeProblems) {
          expect(at.start).toBeLessThanOrEqual(at.end);
          expect(at.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('a format', () => {
  it.each(['80', '8000-8001', '80:80/udp', '127.0.0.1::80', '[::1]:1:1', ':80'])(
    'takes the port %s',
    (text) => {
      expect(portFormat.accepts(text)).toBe(true);
    },
  );

  it.each(['', '0', '80:', '70000', '2-1:80', '1-3:1-2', 'a:80', '1:2:3:4', '80/tcp/udp'])(
    'refuses the port "%s"',
    (text) => {
      expect(portFormat.accepts(text)).toBe(false);
    },
  );

  it('knows addresses and sizes', () => {
    expect(['10.0.0.1', '::', 'fe80::1%eth0'].every(addressFormat.accepts)).toBe(true);
    expect(['10.0.0', '256.1.1.1', 'localhost'].some(addressFormat.accepts)).toBe(false);
    expect(['1', '1.5g', '64 MiB', '2kb'].every(sizeFormat.accepts)).toBe(true);
    expect(['', 'g', '1x', '1 gigabyte'].some(sizeFormat.accepts)).toBe(false);
  });
});
