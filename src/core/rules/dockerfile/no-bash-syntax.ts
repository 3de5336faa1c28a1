import { dashImages } from '../../model/image-facts.data.ts';
import type { Stage, StageInstruction } from '../../model/project.ts';
import type { Span } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noBashSyntax = defineRule({
  id: 'dockerfile/no-bash-syntax',
  summary: 'Disallow syntax of Bash where another shell reads it',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    braces: 'The shell of this image is dash: it makes one folder that is called "{text}".',
    unknown: 'The shell of this image is dash, which does not know "{text}".',
    variable: '"{text}" is not how a variable is written: the brace belongs behind the dollar.',
  },
  on: {
    stage(stage, report) {
      const isDash = hasDash(stage);
      for (const item of stage.instructions) {
        if (!isShellText(item)) continue;
        for (const { words } of item.script?.commands ?? []) {
          const [program] = words;
          if (
            isDash &&
            program !== undefined &&
            /^(?:source|\[\[|pushd|shopt)$/.test(program.plain)
          )
            report.unknown(program.at, { text: program.plain });
          for (const { text, at } of words) {
            const wrong = /^\{\$\w+\}$/.exec(text)?.[0];
            if (wrong !== undefined) report.variable(at, { text: wrong });
            else if (isDash && program?.plain === 'mkdir' && isBraceList(text))
              report.braces(at, { text });
          }
        }
      }
    },
    service({ command, entrypoint }, report) {
      for (const { text, at } of [...(command?.words ?? []), ...(entrypoint?.words ?? [])]) {
        if (/^\{\$\w+\}$/.test(text)) report.variable(at satisfies Span, { text });
      }
    },
  },
});

/** RUN and what is started in shell form; a heredoc may name a shell of its own. */
function isShellText({ instruction }: StageInstruction): boolean {
  const { keyword, exec, heredocs } = instruction;
  if (exec !== undefined || heredocs.length > 0) return false;
  return keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

/** `a/{b,c}` outside quotes. */
function isBraceList(text: string): boolean {
  return /(?<!\$)\{[^{}\s$]+,[^{}\s]*\}/.test(text) && !/["'\\]/.test(text);
}

function hasDash({ base, parent, instructions }: Stage): boolean {
  if (instructions.some(({ instruction }) => instruction.keyword === 'SHELL')) return false;
  if (parent !== undefined) return hasDash(parent);
  if (base === undefined || !base.isKnown) return false;
  const name = `${base.repository}:${base.tag ?? 'latest'}`;
  return dashImages.some((image) => image.test(name));
}

export const noBashSyntaxPage = definePage({
  rationale:
    'RUN and the shell form of CMD go to `/bin/sh`, which is dash on Debian and Ubuntu. It does not expand `{a,b}`, so `mkdir` makes one folder with that odd name, and `source` and `[[` end the build with "not found".',
  exceptions: 'Behind a SHELL instruction, in heredocs and behind `bash -c` nothing is said.',
  references: ['https://wiki.ubuntu.com/DashAsBinSh'],
  bad: [
    {
      title: 'Folders in braces, a test of Bash, a misplaced brace',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN mkdir -p /srv/{models,data}\nRUN . /etc/profile && [[ -d /srv ]]\nCMD serve --port {$PORT}\n',
      },
    },
    {
      title: 'A misplaced brace in a compose file',
      files: {
        'compose.yaml': 'services:\n  a:\n    image: x:1.0\n    command: serve --port {$$PORT}\n',
      },
    },
  ],
  good: [
    {
      title: 'Bash is asked for, and dash gets what it knows',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN mkdir -p /srv/models /srv/data && bash -c "mkdir -p /srv/{a,b}"\nSHELL ["/bin/bash", "-c"]\nRUN mkdir -p /srv/{c,d}\n',
      },
    },
  ],
});
