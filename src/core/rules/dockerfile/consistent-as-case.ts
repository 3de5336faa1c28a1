import { replace } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const consistentAsCase = defineRule({
  id: 'dockerfile/consistent-as-case',
  equivalents: ['FromAsCasing'],
  summary: 'Require AS in the same case as FROM',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { other: '"{as}" stands in another case than FROM.' },
  on: {
    stage({ from }, report, { dockerfile }) {
      const as = from.words[1];
      if (as === undefined || as.text.toUpperCase() !== 'AS') return;
      const { start, end } = from.keywordAt;
      const keyword = dockerfile?.tree.text.slice(start, end) ?? '';
      const wanted = keyword === keyword.toLowerCase() ? 'as' : 'AS';
      if (as.text === wanted) return;
      report.other(
        as.at,
        { as: as.text },
        {
          fixes: [
            { title: `Write ${wanted}`, kind: 'safe', edits: () => [replace(as.at, wanted)] },
          ],
        },
      );
    },
  },
});

export const consistentAsCasePage = definePage({
  rationale: 'A reader finds the stages of a file by words of one shape.',

  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  bad: [
    {
      title: 'Two cases',
      files: { Dockerfile: 'FROM debian:12 as build\n' },
      fixed: { Dockerfile: 'FROM debian:12 AS build\n' },
    },
  ],
  good: [
    {
      title: 'One case',
      files: { Dockerfile: 'FROM debian:12 AS build\nfrom debian:12 as app\n' },
    },
  ],
});
