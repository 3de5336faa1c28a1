import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';

export const noMissingOperator = defineRule({
  id: 'dockerfile/no-missing-operator',
  summary: 'Require "&&" between commands that stand on lines of their own',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    joined: '"{command}" is an argument of the command above: "&&" is missing between them.',
  },
  on: {
    instruction({ instruction, script }, report, { dockerfile }) {
      if (instruction.keyword !== 'RUN' || instruction.heredocs.length > 0) return;
      const text = dockerfile?.tree.text ?? '';
      for (const { words } of script?.commands ?? []) {
        for (const [index, word] of words.entries()) {
          const before = words[index - 1];
          const next = words[index + 1]?.plain ?? '';
          const follows = starters.get(word.plain);
          if (before === undefined || follows === undefined || !follows.test(next)) continue;
          if (/^(?:echo|printf|which|command|type|man|xargs)$/.test(words[0]?.plain ?? ''))
            continue;
          const gap = text.slice(before.at.end, word.at.start);
          if (!/^\s*\\\r?\n\s*$/.test(gap)) continue;
          report.joined(
            word.at,
            { command: `${word.plain} ${next}` },
            {
              fixes: [
                {
                  title: 'Add &&',
                  kind: 'suggestion',
                  edits: () => [insertAfter({ ...word.at, end: word.at.start }, '&& ')],
                },
              ],
            },
          );
        }
      }
    },
  },
});

/** Programs with what follows them when they are started, so that packages of the same name do not count. */
const packageAction =
  /^(?:install|update|upgrade|clean|remove|purge|autoremove|add|create|config|run|env|sync)$/;
const option = /^-\w/;
const starters: ReadonlyMap<string, RegExp> = new Map([
  ...[
    'apt-get',
    'apt',
    'apk',
    'conda',
    'mamba',
    'micromamba',
    'pip',
    'pip3',
    'poetry',
    'uv',
    'npm',
  ].map((name) => [name, packageAction] as const),
  ...['rm', 'mkdir', 'chmod', 'chown', 'ln', 'cp', 'mv'].map((name) => [name, option] as const),
  ['python', /^-m$/],
]);

export const noMissingOperatorPage = definePage({
  rationale:
    'A continuation character joins lines and nothing else. Without "&&" the next command becomes arguments of the one before, which fails with a puzzling message or installs packages that nobody meant.',
  bad: [
    {
      title: 'Two commands in one',
      files: {
        Dockerfile:
          'FROM mambaorg/micromamba:1.5.10\nRUN micromamba install --yes --file environment.yml \\\n    micromamba clean --all --yes\n',
      },
      fixed: {
        Dockerfile:
          'FROM mambaorg/micromamba:1.5.10\nRUN micromamba install --yes --file environment.yml \\\n    && micromamba clean --all --yes\n',
      },
    },
  ],
  good: [
    {
      title: 'An operator, and packages named like programs',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        git \\\n        npm \\\n    && rm -rf /var/lib/apt/lists/*\n',
      },
    },
  ],
});
