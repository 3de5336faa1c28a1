import { expect, it } from 'vitest';
import { lintFiles, type Files } from '../../support/lint-files.ts';

function listFixed(files: Files): readonly string[] {
  return lintFiles(files)
    .filter(({ fixes }) => fixes.length > 0)
    .map(({ rule }) => rule);
}

it('offers no fix in a compose file that is no YAML', () => {
  const text = "version: '3'\nservices:\n  web:\n    image: nginx:1.29\n";
  expect(listFixed({ 'compose.yaml': text })).toContain('compose/no-obsolete-version');
  expect(listFixed({ 'compose.yaml': text.replace('services:', '  services:') })).toEqual([]);
});

it('offers to declare a volume only where its name can be declared', () => {
  const toText = (name: string): string =>
    `services:\n  web:\n    image: nginx:1.29\n    volumes: ["${name}:/data"]\n`;
  expect(listFixed({ 'compose.yaml': toText('data') })).toContain(
    'compose/require-declared-volume',
  );
  expect(listFixed({ 'compose.yaml': toText('data/') })).not.toContain(
    'compose/require-declared-volume',
  );
});

it('offers no port where only the one of the host is written', () => {
  expect(listFixed({ Dockerfile: 'FROM debian:12\nEXPOSE 8080:80\n' })).toContain(
    'dockerfile/no-host-port',
  );
  expect(listFixed({ Dockerfile: 'FROM debian:12\nEXPOSE 8080:\n' })).not.toContain(
    'dockerfile/no-host-port',
  );
});

it('puts no quotes around text that has some, and no list into words that are none', () => {
  const toText = (port: string): string =>
    `services:\n  web:\n    image: nginx:1.29\n    ports:\n      - ${port}\n`;
  expect(listFixed({ 'compose.yaml': toText('80:80') })).toContain('compose/require-quoted-port');
  expect(listFixed({ 'compose.yaml': toText('x"80:80"') })).not.toContain(
    'compose/require-quoted-port',
  );
  const rule = 'dockerfile/no-single-quoted-exec-form';
  expect(listFixed({ Dockerfile: "FROM debian:12\nCMD ['a', 'b']\n" })).toContain(rule);
  expect(listFixed({ Dockerfile: "FROM debian:12\nCMD ['a' 'b']\n" })).not.toContain(rule);
});
