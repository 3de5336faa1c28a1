import { replace } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noMaintainer = defineRule({
  id: 'dockerfile/no-maintainer',
  equivalents: [
    'DL4000',
    'MaintainerDeprecated',
    'DEPRECATED_MAINTAINER',
    'DS-0022',
    'CKV_DOCKER_6',
  ],
  summary: 'Disallow the deprecated MAINTAINER instruction',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    deprecated: 'MAINTAINER is deprecated; a label says the same and tools can read it.',
  },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'MAINTAINER') return;
      const { argument, at, emptyLines } = instruction;
      // Written over several lines there may be comments between, which a fix must not lose.
      const isOneLine = at.end - argument.at.end === 0 && emptyLines.length === 0;
      const isPlain = argument.at.end - argument.at.start === argument.text.length;
      if (!isOneLine || !isPlain || argument.text === '') {
        report.deprecated(instruction.keywordAt);
        return;
      }
      const label = `LABEL org.opencontainers.image.authors=${quote(argument.text)}`;
      report.deprecated(instruction.keywordAt, {
        fixes: [{ title: 'Use a label', kind: 'safe', edits: () => [replace(at, label)] }],
      });
    },
  },
});

export const noMaintainerPage = definePage({
  rationale:
    'Docker deprecated MAINTAINER in 2017. Registries and scanners read the label `org.opencontainers.image.authors`, and every build with MAINTAINER prints a warning.',
  references: ['https://docs.docker.com/reference/build-checks/maintainer-deprecated/'],
  bad: [
    {
      title: 'The author as an instruction of its own',
      files: {
        Dockerfile: `FROM python:3.12-slim
# Who to ask.
MAINTAINER Data Team <data@example.org>
`,
      },
      fixed: {
        Dockerfile: `FROM python:3.12-slim
# Who to ask.
LABEL org.opencontainers.image.authors="Data Team <data@example.org>"
`,
      },
    },
  ],
  good: [
    {
      title: 'The author as a label',
      files: {
        Dockerfile: `FROM python:3.12-slim
LABEL org.opencontainers.image.authors="Data Team <data@example.org>"
`,
      },
    },
  ],
});

/** LABEL expands variables and ends at a quote; MAINTAINER takes its text as it is. */
function quote(text: string): string {
  const inner = /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : text;
  return `"${inner.replaceAll(/["\\$]/g, String.raw`\$&`)}"`;
}
