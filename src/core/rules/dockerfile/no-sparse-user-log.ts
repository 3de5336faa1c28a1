import { insertAfter } from '../../rulekit/edits.ts';
import { findPrograms, hasOption } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noSparseUserLog = defineRule({
  id: 'dockerfile/no-sparse-user-log',
  equivalents: ['DL3046'],
  summary: 'Require useradd to write no login records for large user ids',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    log: 'With so large an id, useradd writes a log of gigabytes into the layer; -l leaves it out.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { name, nameAt, arguments: words } of findPrograms(script)) {
        if (name !== 'useradd' || hasOption(words, '-l', '--no-log-init')) continue;
        const index = words.findIndex(({ plain }) => /^(?:-\w*u|--uid)$/.test(plain));
        const id = words[index + 1]?.plain ?? '';
        const joined = words.find(({ plain }) => /^(?:-u|--uid=)\d{6,}$/.test(plain));
        if (joined === undefined && (index === -1 || !/^\d{6,}$/.test(id))) continue;
        report.log(nameAt, {
          fixes: [
            { title: 'Add -l', kind: 'suggestion', edits: () => [insertAfter(nameAt, ' -l')] },
          ],
        });
      }
    },
  },
});

export const noSparseUserLogPage = definePage({
  rationale:
    'The files of last and failed logins have one record per id. They are sparse on a disk, but an image stores every byte, so builds hang or run out of space.',

  bad: [
    {
      title: 'The id of a company account',
      files: { Dockerfile: 'FROM debian:12\nRUN useradd -u 1200345 app # As on the cluster.\n' },
      fixed: { Dockerfile: 'FROM debian:12\nRUN useradd -l -u 1200345 app # As on the cluster.\n' },
    },
  ],
  good: [
    {
      title: 'No records, and a small id',
      files: { Dockerfile: 'FROM debian:12\nRUN useradd -l -u 1200345 app && useradd -u 1000 b\n' },
    },
  ],
});
