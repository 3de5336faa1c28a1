import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const preferCopy = defineRule({
  id: 'dockerfile/prefer-copy',
  equivalents: ['DL3020', 'DS-0005', 'CKV_DOCKER_4'],
  summary: 'Prefer COPY to ADD for files and folders',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    add: 'ADD also fetches and unpacks; COPY does what is meant here.',
  },
  on: {
    instruction({ instruction, copy }, report) {
      const { keyword, keywordAt } = instruction;
      if (keyword !== 'ADD' || copy === undefined) return;
      if (copy.sources.some(({ text }) => isSpecial(text))) return;
      // Flags such as --keep-git-dir belong to ADD alone.
      if (instruction.flags.some(({ name }) => !/^(?:chown|chmod|link|exclude)$/.test(name)))
        return;
      report.add(keywordAt, {
        fixes: [{ title: 'Use COPY', kind: 'safe', edits: () => [replace(keywordAt, 'COPY')] }],
      });
    },
  },
});

/** What only ADD can take: addresses, repositories, archives; a variable may stand for one. */
function isSpecial(text: string): boolean {
  const plain = text.replaceAll(/["']/g, '');
  if (/^[a-z]+:\/\/|^git@|^<<|\$/.test(plain)) return true;
  return (
    /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tlz|t?gz|bz2|xz|lzma|zst|Z)$/.test(plain) ||
    /[*?[]/.test(plain)
  );
}

export const preferCopyPage = definePage({
  rationale:
    'ADD unpacks archives and fetches addresses by itself, so a reader has to know what each source is, and an archive that should stay one does not.',
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy'],
  bad: [
    {
      title: 'A folder',
      files: { Dockerfile: 'FROM debian:12\n# The code.\nADD src /app/src\n', 'src/a.py': '' },
      fixed: { Dockerfile: 'FROM debian:12\n# The code.\nCOPY src /app/src\n', 'src/a.py': '' },
    },
  ],
  good: [
    {
      title: 'An archive to unpack, and an address',
      files: {
        Dockerfile:
          'FROM debian:12\nADD data.tar.gz /data/\nADD https://example.org/x.bin /x.bin\n',
        'data.tar.gz': '',
      },
    },
  ],
});
