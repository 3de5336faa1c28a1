import type { Finding } from '../../src/core/base/finding.ts';
import type { Mention } from '../../src/core/ide/mention.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import type { LintParts } from '../../src/server/workspace/lint-parts.ts';

/** Path relative to the folder → text. Mutable, so that a test can change the "disk". */
export type FakeProject = Record<string, string>;

/**
 * A linter of three rules, so that the server's conversation is tested without the real ones: every `BAD` is a finding
 * with a safe fix, every `ODD` one with a suggestion, and `Dockerfile` has one for each line of `.dockerignore` that it names.
 */
export function toLintParts(folders: Readonly<Record<string, FakeProject>>): LintParts {
  return {
    load: async (folder) => ({
      files: new Map(Object.entries(folders[folder] ?? {})),
      isPartial: false,
      environment: new Map(),
    }),
    createLinter: () => ({
      *lint(snapshot, { preset }) {
        yield;
        return [...lintWords(snapshot, preset ?? 'recommended'), ...lintIgnored(snapshot)];
      },
      fixWorkspace: ({ files }) =>
        new Map(
          [...files].flatMap(([file, text = '']) =>
            text.includes('BAD') ? [[file, text.replaceAll('BAD', 'GOOD')]] : [],
          ),
        ),
      listMentions: listMentionsOf,
      listPaths: listMentionsOf,
      fixAll: ({ files }, _settings, file) => files.get(file)?.replaceAll('BAD', 'GOOD'),
      findSuppressionLine: ({ files }, { at }) =>
        (files.get(at.file)?.lastIndexOf('\n', at.start - 1) ?? -1) + 1,
    }),
    rules: ['no-bad', 'no-odd', 'no-ignored'].map((name) => ({
      id: `fake/${name}`,
      summary: `Disallow ${name}`,
    })),
  };
}

/** `SEE:path` leads to a file, `WORD` is explained. */
function* listMentionsOf({ files }: Snapshot, file: string): Generator<Mention> {
  for (const { 0: word, index } of (files.get(file) ?? '').matchAll(/SEE:(\S+)|WORD/g)) {
    const at = { file, start: index, end: index + word.length };
    const isWord = word === 'WORD';
    const targets = isWord ? [] : [{ file: word.slice(4), start: 0, end: 0 }];
    const text = () => (isWord ? 'A word.' : '');
    yield { kind: isWord ? 'instruction' : 'file', at, text, targets };
  }
}

function lintWords({ files }: Snapshot, preset: string): Finding[] {
  return [...files].flatMap(([file, text = '']) =>
    [...text.matchAll(/BAD|ODD/g)].map(({ 0: word, index }): Finding => {
      const at = { file, start: index, end: index + word.length };
      return {
        rule: word === 'BAD' ? 'fake/no-bad' : 'fake/no-odd',
        equivalents: [],
        severity: preset === 'strict' ? 'error' : 'warning',
        message: `"${word}" is wrong.`,
        at,
        fixes: [
          {
            title: 'Write GOOD',
            kind: word === 'BAD' ? 'safe' : 'suggestion',
            edits: () => [{ at, insert: 'GOOD' }],
          },
        ],
        related: [],
      };
    }),
  );
}

function lintIgnored({ files }: Snapshot): Finding[] {
  const dockerfile = files.get('Dockerfile') ?? '';
  const ignored = (files.get('.dockerignore') ?? '').split('\n').filter((line) => line !== '');
  return ignored
    .filter((line) => dockerfile.includes(line))
    .map((line): Finding => {
      const start = dockerfile.indexOf(line);
      return {
        rule: 'fake/no-ignored',
        equivalents: [],
        severity: 'error',
        message: `"${line}" is ignored.`,
        at: { file: 'Dockerfile', start, end: start + line.length },
        fixes: [],
        related: [{ at: { file: '.dockerignore', start: 0, end: 1 }, message: 'by this pattern' }],
      };
    });
}
