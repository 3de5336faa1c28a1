import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const noUnknownInstruction = defineRule({
  id: 'dockerfile/no-unknown-instruction',
  equivalents: ['UNKNOWN_INSTRUCTION'],
  summary: 'Disallow lines that begin with no instruction',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    near: '"{word}" is no instruction; there is {near}.',
    marker: 'A merge left its marker "{word}" here, so the build stops.',
    continued: '"{word}" is no instruction; the line above seems to lack its "\\" at the end.',
    unknown: '"{word}" is no instruction, so the build stops here.',
    twice: '{word} stands here twice, so the second is taken for the name of a program.',
  },
  on: {
    instruction({ instruction, stage }, report) {
      const { keyword, keywordAt } = instruction;
      const [word] = instruction.words;
      if (knownInstructions.has(keyword)) {
        if (repeatable.test(keyword) && word?.text === keyword && instruction.words.length > 1)
          report.twice(word.at, { word: keyword });
        return;
      }
      const near = findNearName(keyword, knownInstructions);
      if (/^(?:<{7}|={7}|>{7})$/.test(keyword)) report.marker(keywordAt, { word: keyword });
      else if (near !== undefined) {
        const title = `Use ${near}`;
        report.near(
          keywordAt,
          { word: keyword, near },
          { fixes: [{ title, kind: 'suggestion', edits: () => [replace(keywordAt, near)] }] },
        );
      } else {
        const before = stage?.instructions.findLast(
          ({ instruction: { at } }) => at.end <= keywordAt.start,
        );
        const data = { word: keyword.toLowerCase() };
        if (before?.instruction.keyword === 'RUN') report.continued(keywordAt, data);
        else report.unknown(keywordAt, data);
      }
    },
  },
});

const repeatable = /^(?:RUN|CMD|ENTRYPOINT|COPY|ADD|ENV|WORKDIR|EXPOSE)$/;

const knownInstructions: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

export const noUnknownInstructionPage = definePage({
  rationale:
    'Docker reads the first word of every line that does not continue another one as an instruction. A typing error there, or a continuation character that got lost above, ends the build.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    {
      title: 'A typing error',
      files: { Dockerfile: 'FROM python:3.12-slim\nCOPPY train.py /app/\n' },
      fixed: { Dockerfile: 'FROM python:3.12-slim\nCOPY train.py /app/\n' },
    },
    {
      title: 'A lost continuation character',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update && apt-get install -y\n    libgomp1 \\\n    libgl1\n',
      },
    },
    {
      title: 'What a merge left behind',
      files: { Dockerfile: 'FROM debian:12\n<<<<<<< HEAD\nUSER 1000\n' },
    },
    {
      title: 'Something else',
      files: { Dockerfile: 'FROM debian:12\nINSTALL libgomp1\n' },
    },
    {
      title: 'An instruction that was pasted behind itself',
      files: { Dockerfile: 'FROM debian:12\nRUN RUN useradd app\n' },
    },
  ],
  good: [
    {
      title: 'Instructions in any case',
      files: { Dockerfile: 'from debian:12\nrun true\n' },
    },
  ],
});
