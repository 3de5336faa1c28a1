import { dashImages } from '../../model/image-facts.data.ts';
import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noEchoOption = defineRule({
  id: 'dockerfile/no-echo-option',
  summary: 'Disallow echo -e where the shell prints the option',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    printed: 'The shell of this image is dash: its echo prints "-e" as text. Use printf.',
  },
  on: {
    stage(stage, report) {
      if (!hasDash(stage)) return;
      for (const { instruction, script } of stage.instructions) {
        // In a heredoc or behind `bash -c` another shell may be at work.
        if (instruction.keyword !== 'RUN' || instruction.exec !== undefined) continue;
        if (instruction.heredocs.length > 0) continue;
        for (const { name, arguments: words } of findPrograms(script)) {
          const [option] = words;
          if (name === 'echo' && option !== undefined && /^-[en]*e[en]*$/.test(option.plain)) {
            report.printed(option.at);
          }
        }
      }
    },
  },
});

function hasDash({ base, parent, instructions }: Stage): boolean {
  if (instructions.some(({ instruction }) => instruction.keyword === 'SHELL')) return false;
  if (parent !== undefined) return hasDash(parent);
  if (base === undefined || !base.isKnown) return false;
  const name = `${base.repository}:${base.tag ?? 'latest'}`;
  return dashImages.some((image) => image.test(name));
}

export const noEchoOptionPage = definePage({
  rationale:
    'RUN uses /bin/sh, which is dash in Debian, Ubuntu and the Python images. The echo of dash has no -e: it writes "-e" at the beginning of the file, and programs cannot read it.',
  bad: [
    {
      title: 'A configuration that begins with -e',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nRUN echo -e "[server]\\nport = 80" > /etc/app.ini\n',
      },
    },
  ],
  good: [
    {
      title: 'printf',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nRUN printf "[server]\\nport = 80\\n" > /etc/app.ini\n',
      },
    },
  ],
});
