import { startOf } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireFrom = defineRule({
  id: 'dockerfile/require-from',
  equivalents: ['DL3061', 'NO_SOURCE_IMAGE'],
  summary: 'Require a Dockerfile to begin a stage',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    empty: '"{path}" is empty, so there is nothing to build.',
    missing: 'No FROM begins a stage, so there is nothing to build.',
  },
  on: {
    dockerfile({ path, inline, tree, stages, uses, globalInstructions }, report) {
      const stray = globalInstructions.find(({ instruction }) => instruction.keyword !== 'ARG');
      if (stray !== undefined) report.missing(stray.instruction.keywordAt);
      else if (stages.length === 0) {
        const build = uses[0]?.service.build;
        if (inline !== undefined) report.missing(inline.at);
        else if (build !== undefined) report.empty(build.dockerfileAt, { path });
        // Merely listed files have no text either.
        else if (tree.text !== '') report.missing(startOf(path));
      }
    },
  },
});

export const requireFromPage = definePage({
  rationale:
    'A build starts from an image, if only from `scratch`; Docker refuses a file without FROM.',
  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  bad: [
    { title: 'A fragment', files: { Dockerfile: 'RUN useradd app\n' } },
    {
      title: 'An empty file',
      files: { 'compose.yaml': 'services:\n  a:\n    build: .\n', Dockerfile: '# Later.\n' },
    },
  ],
  good: [
    {
      title: 'A base image',
      files: { Dockerfile: 'ARG TAG=12\nFROM debian:$TAG\nRUN useradd app\n' },
    },
  ],
});
