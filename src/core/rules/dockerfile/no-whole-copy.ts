import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noWholeCopy = defineRule({
  id: 'dockerfile/no-whole-copy',
  equivalents: ['DL3067'],
  summary: 'Disallow copying a whole file system over another',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { whole: 'This lays every file of one system over another, and stores it once more.' },
  on: {
    instruction({ stage, copy, instruction }, report) {
      if (copy?.from === undefined || instruction.keyword === 'ONBUILD') return;
      if (stage?.base?.text === 'scratch') return;
      const [source, ...others] = copy.sources;
      if (source === undefined || others.length > 0) return;
      const isRoot = [source, copy.destination].every(({ text }) => /^["']?\/["']?$/.test(text));
      if (isRoot) report.whole(source.at);
    },
  },
});

export const noWholeCopyPage = definePage({
  rationale:
    'Libraries and package databases of two systems are mixed, and the image grows by all of the other. Only into `scratch` it makes sense.',

  bad: [
    {
      title: 'Over a distribution',
      files: { Dockerfile: 'FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build / /\n' },
    },
  ],
  good: [
    {
      title: 'What is needed, and everything into nothing',
      files: {
        Dockerfile:
          'FROM debian:12 AS build\nFROM debian:12 AS app\nCOPY --from=build /opt/app /opt/app\nFROM scratch\nCOPY --from=app / /\n',
      },
    },
  ],
});
