import type { Dockerfile } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const consistentDescription = defineRule({
  id: 'dockerfile/consistent-description',
  equivalents: ['InvalidDefinitionDescription'],
  summary: 'Require descriptions of stages and arguments to begin with their name',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { other: 'A description above {keyword} begins with the name of what it declares.' },
  on: {
    dockerfile({ tree }, report) {
      // The file itself asks for descriptions; elsewhere such a comment is only a comment.
      const isAsked = tree.directives.some(
        ({ name, value }) =>
          name === 'check' &&
          /experimental\s*=[^;]*\b(?:all|InvalidDefinitionDescription)\b/.test(value),
      );
      if (!isAsked) return;
      for (const { keyword, at, words } of tree.instructions) {
        const names = findNames(keyword, words);
        const comment = findBlock(tree, at.start)[0];
        const text = comment?.text.replace(/^#\s*/, '') ?? '';
        if (names.length === 0 || comment === undefined || text === '') continue;
        if (!names.some((name) => text.startsWith(`${name} `)))
          report.other(comment.at, { keyword });
      }
    },
  },
});

type Tree = Dockerfile['tree'];

function findNames(
  keyword: string,
  words: Tree['instructions'][number]['words'],
): readonly string[] {
  if (keyword === 'ARG') return words.map(({ text }) => text.replace(/=.*$/s, ''));
  return keyword === 'FROM' ? words.slice(2, 3).map(({ text }) => text) : [];
}

/** The comments that stand right above a place, without a blank line between. */
function findBlock({ comments, directives, text }: Tree, start: number): Tree['comments'] {
  const block: Tree['comments'][number][] = [];
  let below = start;
  for (const comment of comments.toReversed()) {
    if (comment.at.start >= below) continue;
    const isDirective = directives.some(({ at }) => at.start === comment.at.start);
    if (isDirective || !/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(comment.at.end, below))) break;
    block.unshift(comment);
    below = comment.at.start;
  }
  return block;
}

export const consistentDescriptionPage = definePage({
  rationale:
    '`docker build --call outline` prints the comment above an argument or a stage as its description, when it begins with the name.',

  references: ['https://docs.docker.com/reference/build-checks/invalid-definition-description/'],
  bad: [
    {
      title: 'Another name',
      files: {
        Dockerfile:
          '# check=experimental=InvalidDefinitionDescription\nFROM debian:12 AS base\n# The release.\nARG VERSION=1\n',
      },
    },
  ],
  good: [
    {
      title: 'The name, and a comment about the step',
      files: {
        Dockerfile:
          '# check=experimental=InvalidDefinitionDescription\n# base has the tools.\nFROM debian:12 AS base\n\n# For later.\n\nARG VERSION=1\n',
      },
    },
  ],
});
