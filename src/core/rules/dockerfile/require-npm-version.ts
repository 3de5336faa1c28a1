import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnpinnedInstalls } from '../../rulekit/package-commands.ts';

export const requireNpmVersion = defineRule({
  id: 'dockerfile/require-npm-version',
  equivalents: ['DL3016'],
  summary: 'Require packages of npm to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction(node, report) {
      for (const { at, packages } of findUnpinnedInstalls(node, 'npm', isPinned)) {
        report.open(at, { packages });
      }
    },
  },
});

/** A version or tag behind the name, a commit of a repository, or files that are there already. */
function isPinned(name: string): boolean {
  if (/^[a-z+]+:\/\//.test(name)) return !name.startsWith('git') || name.includes('#');
  return /^[~./]|\.(?:tar|tgz|tar\.gz)$/.test(name) || name.lastIndexOf('@') > 0;
}

export const requireNpmVersionPage = definePage({
  rationale:
    'A rebuild installs the newest release of the day, so an image cannot be built a second time as it was.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM node:22-slim\nRUN npm install --global serve\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: { Dockerfile: 'FROM node:22-slim\nRUN npm install --global serve@14.2.4\n' },
    },
  ],
});
