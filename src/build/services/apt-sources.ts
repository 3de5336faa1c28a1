import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { MissingPieceError } from './missing-piece.ts';

/** Where this machine gets Debian's packages from. */
export interface DebianSource {
  readonly uri: string;
  /** Path of the keyring that the machine checks this archive with, when it names one. */
  readonly signedBy: string | undefined;
}

interface SourceEntry {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly signedBy: string | undefined;
}

const aptFolder = '/etc/apt';

/** The machine's own Debian mirror, read from its apt configuration. */
export async function getDebianSource(): Promise<DebianSource> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(release)?.[1] ?? '';
  const entries = (await readSourceFiles()).flatMap(([name, text]) =>
    name.endsWith('.sources') ? parseSourcesFile(text) : parseListFile(text),
  );
  for (const entry of entries) {
    const isMain = entry.components.includes('main');
    const isOwn = entry.suites.some((suite) => suite === codename || suite === 'stable');
    const uri = entry.uris[0];
    if (isMain && isOwn && uri !== undefined && /^ID=debian$/m.test(release)) {
      return { uri, signedBy: entry.signedBy };
    }
  }
  throw new MissingPieceError(
    'debian-mirror',
    'The parts for the tests come from Debian packages, and this machine has no Debian package source',
    'run the tests on Debian 12 or 13, or set DOCKER_HOST to a Docker Engine of your own.',
  );
}

async function readSourceFiles(): Promise<readonly (readonly [string, string])[]> {
  const parts = path.join(aptFolder, 'sources.list.d');
  const names = (await readdir(parts).catch(() => [])).toSorted((left, right) =>
    left.localeCompare(right),
  );
  const files = [
    path.join(aptFolder, 'sources.list'),
    ...names.filter((name) => /\.(list|sources)$/.test(name)).map((name) => path.join(parts, name)),
  ];
  const texts: (readonly [string, string])[] = [];
  for (const file of files) texts.push([file, await readFile(file, 'utf8').catch(() => '')]);
  return texts;
}

/** The one-line format: `deb [options] uri suite component…`. */
export function parseListFile(text: string): readonly SourceEntry[] {
  const entries: SourceEntry[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(
      line.replace(/#.*$/, ''),
    );
    if (match === null) continue;
    const [, options = '', uri = '', suite = '', components = ''] = match;
    entries.push({
      uris: [uri],
      suites: [suite],
      components: toWords(components),
      signedBy: /signed-by=(\S+)/.exec(options)?.[1],
    });
  }
  return entries;
}

/** The deb822 format: paragraphs of fields; a keyring that is written inline is left to apt's own trust. */
export function parseSourcesFile(text: string): readonly SourceEntry[] {
  const withoutComments = text.replaceAll(/^#.*\n?/gm, '');
  return withoutComments.split(/\n\s*\n/).flatMap((paragraph) => {
    const field = (name: string): string =>
      new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(paragraph)?.[1]?.trim() ?? '';
    if (!toWords(field('Types')).includes('deb') || /^no$/i.test(field('Enabled'))) return [];
    const signedBy = field('Signed-By');
    return [
      {
        uris: toWords(field('URIs')),
        suites: toWords(field('Suites')),
        components: toWords(field('Components')),
        signedBy: signedBy.startsWith('/') ? signedBy : undefined,
      },
    ];
  });
}

function toWords(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
