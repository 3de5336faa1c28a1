import { expect, it } from 'vitest';
import { isSaidElsewhere, type Remark } from '../../../src/client/lint/said-elsewhere.ts';
import { toSpokenNames } from '../../../src/core/ide/spoken-names.ts';

const finding = {
  names: toSpokenNames(['MaintainerDeprecated', 'DEPRECATED_MAINTAINER', 'invalid-schema']),
  line: 4,
};

function remark(
  source: string | undefined,
  code: string,
  lines: readonly [number, number] = [4, 4],
): Remark {
  return { source, code, firstLine: lines[0], lastLine: lines[1] };
}

it.each<[string, Remark, boolean]>([
  [
    'the check of BuildKit at the line',
    remark('docker-language-server', 'MaintainerDeprecated'),
    true,
  ],
  [
    'that check at an instruction of several lines',
    remark('docker-language-server', 'MaintainerDeprecated', [3, 6]),
    true,
  ],
  [
    'that check at another line',
    remark('docker-language-server', 'MaintainerDeprecated', [5, 6]),
    false,
  ],
  ['another check of BuildKit', remark('docker-language-server', 'StageNameCasing'), false],
  ['the number that dockerfile-utils gives it', remark('dockerfile-utils', '45'), true],
  ['another number', remark('dockerfile-utils', '46'), false],
  ['the same number of somebody else', remark('yaml', '45'), false],
  ['the compose schema', remark('yaml-schema: Compose Specification', '513'), true],
  ['nothing with a name', remark(undefined, 'undefined'), false],
])('is it said elsewhere: %s', (_case, other, expected) => {
  expect(isSaidElsewhere(finding, [other])).toBe(expected);
});

it('is not said where nobody else speaks, nor without a name in another tool', () => {
  expect(isSaidElsewhere(finding, [])).toBe(false);
  expect(isSaidElsewhere({ names: [], line: 4 }, [remark('x', 'DL3000')])).toBe(false);
});
