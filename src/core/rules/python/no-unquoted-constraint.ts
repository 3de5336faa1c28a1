import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noUnquotedConstraint = defineRule({
  id: 'python/no-unquoted-constraint',
  summary: 'Require quotes around version limits that a shell reads',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    output: 'The shell takes "{text}" for a redirection, so the limit is lost: quote the word.',
  },
  on: {
    instruction({ instruction, script }, report, { dockerfile }) {
      if (instruction.exec !== undefined) return;
      for (const { words, redirections } of script?.commands ?? []) {
        const isInstall =
          words.some(({ plain }) =>
            /^(?:.*\/)?(?:pip[\d.]*|uv|poetry|conda|mamba|micromamba)$/.test(plain),
          ) && words.some(({ plain }) => /^(?:install|add|download|wheel)$/.test(plain));
        if (!isInstall) continue;
        for (const { operator, target, at } of redirections) {
          const isLimit =
            (operator === '>' || operator === '<') &&
            target !== undefined &&
            /^=?\d+(?:\.[\d*]+)*(?:,.*)?$/.test(target.plain);
          if (!isLimit) continue;
          const word = words.findLast((one) => one.at.end === at.start);
          const span = word === undefined ? at : { ...at, start: word.at.start };
          const text = dockerfile?.tree.text ?? '';
          const shown = text.slice(at.start, at.end);
          const whole = text.slice(span.start, span.end);
          const fixes =
            word === undefined || /["'$\\]/.test(whole)
              ? []
              : [
                  {
                    title: 'Quote the requirement',
                    kind: 'suggestion' as const,
                    edits: () => [replace(span, `"${whole}"`)],
                  },
                ];
          report.output(span, { text: shown }, { fixes });
        }
      }
    },
  },
});

export const noUnquotedConstraintPage = definePage({
  rationale:
    'In a shell `numpy>=1.26` installs any numpy and writes the output of pip to a file called "=1.26"; `numpy<2` looks for a file called "2" and stops.',
  references: ['https://pip.pypa.io/en/stable/cli/pip_install/'],
  bad: [
    {
      title: 'Limits without quotes',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN pip install --no-cache-dir uv==0.5.11\nRUN pip install --no-cache-dir numpy>=1.26 pandas\nRUN uv pip install --system scipy<2\n',
      },
      fixed: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN pip install --no-cache-dir uv==0.5.11\nRUN pip install --no-cache-dir "numpy>=1.26" pandas\nRUN uv pip install --system "scipy<2"\n',
      },
    },
  ],
  good: [
    {
      title: 'Quotes, pins, and output that goes to a file on purpose',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN pip install --no-cache-dir uv==0.5.11\nRUN pip install --no-cache-dir "numpy>=1.26" pandas==2.2.3 > /tmp/log 2>&1\n',
      },
    },
  ],
});
