import { findStepGroups } from '../../rulekit/build-steps.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferAddArchive = defineRule({
  id: 'dockerfile/prefer-add-archive',
  equivalents: ['DL3010'],
  summary: 'Prefer ADD to COPY for archives that are unpacked',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    copied:
      'The archive stays in this layer although a later step unpacks it; ADD unpacks by itself.',
  },
  on: {
    dockerfile(dockerfile, report) {
      for (const { steps } of findStepGroups(dockerfile)) {
        steps.forEach(({ copy, instruction }, index) => {
          if (copy === undefined || copy.from !== undefined || instruction.keyword !== 'COPY')
            return;
          const source = copy.sources.find(({ text }) => archive.test(text));
          if (source === undefined) return;
          const names = [nameOf(source.text), nameOf(copy.destination.text)];
          const isUnpacked = steps
            .slice(index + 1)
            .some(({ script }) =>
              findPrograms(script).some(
                ({ name, arguments: words }) =>
                  name === 'tar' &&
                  /^-?\w*x|^--extract$/.test(words[0]?.plain ?? '') &&
                  words.some(({ plain }) => names.includes(nameOf(plain))),
              ),
            );
          if (isUnpacked) report.copied(source.at);
        });
      }
    },
  },
});

const archive = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)["']?$/;

function nameOf(path: string): string {
  return path.replaceAll(/["']/g, '').replace(/^.*[\\/]/, '');
}

export const preferAddArchivePage = definePage({
  rationale:
    'What COPY puts into a layer stays there for good, also when a later step unpacks and removes it.',

  bad: [
    {
      title: 'Copied, unpacked, removed',
      files: {
        Dockerfile:
          'FROM debian:12\nCOPY data.tar.gz /tmp/\nRUN tar -xzf /tmp/data.tar.gz -C /data && rm /tmp/data.tar.gz\n',
        'data.tar.gz': '',
      },
    },
  ],
  good: [
    {
      title: 'Unpacked on the way',
      files: { Dockerfile: 'FROM debian:12\nADD data.tar.gz /data/\n', 'data.tar.gz': '' },
    },
  ],
});
