import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';

export const requireCopyFolder = defineRule({
  id: 'dockerfile/require-copy-folder',
  equivalents: ['DL3021', 'INVALID_DESTINATION', 'DS-0011'],
  summary: 'Require a folder as the destination of several sources',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    file: 'Several sources go into "{path}", which has to end with "/" to be a folder.',
  },
  on: {
    instruction({ instruction, copy }, report) {
      if (
        copy === undefined ||
        copy.sources.length < 2 ||
        copy.sources.some(({ text }) => text.startsWith('<<')) ||
        instruction.keyword === 'ONBUILD'
      )
        return;
      const { text, at } = copy.destination;
      const path = text.replaceAll(/^["']|["']$/g, '');
      if (/[/\\]$/.test(path) || /^\.{1,2}$|\/\.{1,2}$/.test(path) || /\$\{?\w+\}?$/.test(path))
        return;
      const isPlain = at.end - at.start === path.length;
      report.file(
        at,
        { path },
        {
          fixes: isPlain
            ? [{ title: 'Add /', kind: 'safe', edits: () => [insertAfter(at, '/')] }]
            : [],
        },
      );
    },
  },
});

export const requireCopyFolderPage = definePage({
  rationale:
    'Docker takes a destination without a slash at its end for the name of a file, and refuses to put several files into one.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  bad: [
    {
      title: 'Two files into one name',
      files: { Dockerfile: 'FROM debian:12\nCOPY a.py b.py /app\n', 'a.py': '', 'b.py': '' },
      fixed: { Dockerfile: 'FROM debian:12\nCOPY a.py b.py /app/\n', 'a.py': '', 'b.py': '' },
    },
  ],
  good: [
    {
      title: 'A folder',
      files: {
        Dockerfile: 'FROM debian:12\nCOPY a.py b.py /app/\nCOPY a.py b.py .\n',
        'a.py': '',
        'b.py': '',
      },
    },
  ],
});
