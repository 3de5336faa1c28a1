import type { StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findLacking, mayHave } from '../../rulekit/image-programs.ts';

export const requireProgram = defineRule({
  id: 'dockerfile/require-program',
  summary: 'Require programs that RUN starts to be in the image',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing:
      '"{image}" has no "{program}" and nothing before installs it, so the build stops here.',
  },
  on: {
    stage(stage, report) {
      const base = findLacking(stage);
      if (base === undefined) return;
      const told = new Set<string>();
      for (const item of stage.instructions) {
        if (item.instruction.keyword !== 'RUN' || item.instruction.heredocs.length > 0) continue;
        for (const [index, { words, isNested, separator }] of (
          item.script?.commands ?? []
        ).entries()) {
          const [word] = words;
          const program = word?.plain ?? '';
          if (word === undefined || told.has(program) || !base.programs.has(program)) continue;
          if (isNested || separator === '||' || isTested(item, index)) continue;
          if (mayHave(program, stage, { before: item, index })) continue;
          told.add(program);
          report.missing(word.at, { image: base.image, program });
        }
      }
    },
  },
});

/** Behind a test or an alternative the command may never run. */
function isTested({ script }: StageInstruction, index: number): boolean {
  return (script?.commands ?? [])
    .slice(0, index)
    .some(
      ({ words, separator }) =>
        separator === '||' || /^(?:\[\[?|test|if|command|which|type)$/.test(words[0]?.plain ?? ''),
    );
}

export const requireProgramPage = definePage({
  rationale:
    'Slim images leave out what is on every laptop: `git`, `curl`, `gcc`, `make`, and on Debian and Ubuntu Python itself. A step that starts one of them ends with "not found", and a step that works on Alpine fails on Debian, whose package manager is another.',
  exceptions:
    'Nothing is said where a script, a copied folder of programs or an unknown base may have brought it.',
  bad: [
    {
      title: 'A clone without Git',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN git clone --depth 1 https://example.org/tides.git /srv/tides
`,
      },
    },
    {
      title: 'The package manager of another distribution',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apk add --no-cache build-base
`,
      },
    },
  ],
  good: [
    {
      title: 'Installed before',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN git clone --depth 1 https://example.org/tides.git /srv/tides
`,
      },
    },
  ],
});
