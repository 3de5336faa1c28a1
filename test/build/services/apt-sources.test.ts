import { describe, expect, test } from 'vitest';
import { parseListFile, parseSourcesFile } from '../../../src/build/services/apt-sources.ts';

describe("the machine's package sources", () => {
  test('are read from one-line files, with their keyring', () => {
    const text = [
      '# deb http://old.example/debian bookworm main',
      'deb [arch=amd64 signed-by=/usr/share/keyrings/some.gpg] http://mirror.example/debian bookworm main contrib # near',
      'deb-src http://mirror.example/debian bookworm main',
    ].join('\n');
    expect(parseListFile(text)).toEqual([
      {
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        signedBy: '/usr/share/keyrings/some.gpg',
      },
    ]);
  });

  test('are read from deb822 files, without what is commented out or switched off', () => {
    const text = [
      'Types: deb',
      '# a comment between the fields',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main',
      'Signed-By: /usr/share/keyrings/some.gpg',
      '',
      'Types: deb',
      'Enabled: no',
      'URIs: http://other.example/debian',
      'Suites: bookworm',
      'Components: main',
    ].join('\n');
    expect(parseSourcesFile(text)).toEqual([
      {
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm', 'bookworm-updates'],
        components: ['main'],
        signedBy: '/usr/share/keyrings/some.gpg',
      },
    ]);
  });
});
