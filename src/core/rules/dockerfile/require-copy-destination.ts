import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireCopyDestination = defineRule({
  id: 'dockerfile/require-copy-destination',
  equivalents: ['ARGUMENT_REQUIRES_AT_LEAST_TWO'],
  summary: 'Require COPY and ADD to name a source and a destination',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    single: '{keyword} "{path}" names no destination, so the build stops here.',
    none: '{keyword} names nothing to copy, so the build stops here.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, keywordAt, words, exec } = instruction;
      if (keyword !== 'COPY' && keyword !== 'ADD') return;
      const paths = exec ?? words;
      const [only] = paths;
      if (only === undefined) report.none(keywordAt, { keyword });
      // Outside JSON a quote is no quote: Docker divides at every blank.
      else if (paths.length === 1 && (exec !== undefined || !/\s/.test(only.text))) {
        report.single(only.at, { keyword, path: only.text });
      }
    },
  },
});

export const requireCopyDestinationPage = definePage({
  rationale:
    'The last argument of COPY and ADD is where the files go. With a single argument Docker does not know where, and refuses the file.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  bad: [
    { title: 'No path', files: { Dockerfile: 'FROM debian:12\nCOPY --chown=1000\n' } },
    { title: 'One path', files: { Dockerfile: 'FROM debian:12\nCOPY ./src/\n', 'src/a.py': '' } },
  ],
  good: [
    {
      title: 'Two paths',
      files: { Dockerfile: 'FROM debian:12\nCOPY ./src/ /app/src/\n', 'src/a.py': '' },
    },
  ],
});
