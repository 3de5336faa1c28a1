import type { Stage } from '../../model/project.ts';
import { findStepGroups } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requirePipefail = defineRule({
  id: 'dockerfile/require-pipefail',
  equivalents: ['DL4006'],
  summary: 'Require pipes in RUN to fail with any of their commands',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    pipe: 'When "{program}" fails, the step goes on: only the last command of a pipe counts.',
  },
  on: {
    dockerfile(dockerfile, report) {
      const strictAtEnd = new Map<Stage | undefined, boolean>();
      for (const { stage, steps } of findStepGroups(dockerfile)) {
        let isStrict = strictAtEnd.get(stage?.parent) === true && stage?.parent !== undefined;
        for (const { instruction, script } of steps) {
          const { keyword, exec } = instruction;
          if (keyword === 'SHELL') isStrict = exec?.some(({ text }) => isPipefail(text)) === true;
          if (keyword !== 'RUN' || isStrict || script === undefined) continue;
          const isSet = script.commands.some(
            ({ words }) =>
              words[0]?.plain === 'set' && words.some(({ plain }) => isPipefail(plain)),
          );
          const piped = script.commands.find(
            ({ separator, words: [name] }) =>
              separator === '|' && name !== undefined && !harmless.test(name.plain),
          );
          const program = piped?.words[0];
          if (!isSet && program !== undefined) report.pipe(program.at, { program: program.plain });
        }
        strictAtEnd.set(stage, isStrict);
      }
    },
  },
});

function isPipefail(text: string): boolean {
  return text.includes('pipefail');
}

/** What only prints cannot fail in a way that matters. */
const harmless = /^(?:echo|printf|yes)$/;

export const requirePipefailPage = definePage({
  rationale:
    'A download that breaks off gives the next program half a file, the step succeeds, and the image is broken in a way that shows up much later.',

  bad: [
    {
      title: 'A download into an unpacker',
      files: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nRUN curl -fsSL https://example.org/a.tar.gz | tar -xz\n',
      },
    },
  ],
  good: [
    {
      title: 'A shell that tells',
      files: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.org/a.tar.gz | tar -xz\n',
      },
    },
  ],
});
