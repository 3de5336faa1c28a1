import { skipWrappers } from '../../model/wrapper-programs.ts';
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
      for (const { words } of script?.commands ?? []) {
        for (const [index, word] of words.entries()) {
          const before = words[index - 1];
          const next = words[index + 1]?.plain ?? '';
          const follows = starters.get(word.plain);
          if (before === undefined || follows === undefined || !follows.test(next)) continue;
          if (/^(?:echo|printf|which|command|type|man|xargs)$/.test(words[0]?.plain ?? ''))
            continue;
          const earlier = words.slice(0, index).map(({ plain }) => plain);
          if (skipWrappers(earlier) === index) continue;
          const { text = '', escape = '\\' } = dockerfile?.tree ?? {};
          const gap = text.slice(before.at.end, word.at.start).trim();
          const isCleaning =
            word.plain === 'rm' && /^\/var\/(?:lib\/apt|cache)/.test(words[index + 2]?.plain ?? '');
          if (gap !== escape && !(isCleaning && gap === '')) continue;
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
  ...['rm', 'ln', 'cp', 'mv', 'useradd', 'adduser', 'groupadd', 'addgroup', 'tar'].map(
    (name) => [name, option] as const,
  ),
  ...['mkdir', 'chmod', 'chown', 'touch'].map(
    (name) => [name, /^(?:-\w|\/|\$|[0-7]{3,4}$|[ugoa]*[-+]x$|\w+:\w+$)/] as const,
  ),
  ...['python', 'python3'].map((name) => [name, /^-[mc]$|\.py$/] as const),
  ...['curl', 'wget'].map((name) => [name, /^-\w|^https?:\/\//] as const),
  ['git', /^(?:clone|config|checkout|lfs)$/],
  ['dvc', /^(?:pull|init|repro|remote)$/],
  ['cd', /^[/$.]/],
  ['unzip', /\.zip$|^-\w/],
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
