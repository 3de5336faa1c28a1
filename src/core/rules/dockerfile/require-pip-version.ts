import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, findUnpinned } from '../../rulekit/package-commands.ts';
import { hasOption } from '../../rulekit/shell-programs.ts';

export const requirePipVersion = defineRule({
  id: 'dockerfile/require-pip-version',
  equivalents: ['DL3013'],
  summary: 'Require Python packages to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of findPackageCommands(script, 'pip')) {
        if (!command.isInstall || hasOption(command.program.arguments, '-c', '--constraint'))
          continue;
        const found = findUnpinned(command, isPinned);
        if (found !== undefined) report.open(found.at, { packages: found.packages });
      }
    },
  },
});

/** A specifier, a version of a repository, or files that are there already. */
function isPinned(name: string): boolean {
  if (/^(?:git|hg|svn|bzr)\+/.test(name)) return /@[^@/]+$/.test(name.replace(/[#?].*$/, ''));
  return /[<>=!~/\\@]|^\.|\.(?:whl|zip|tar|tar\.\w+|tgz|txt|toml)$/.test(name);
}

export const requirePipVersionPage = definePage({
  rationale:
    'A rebuild installs the newest release of the day. A new major version of one library changes the numbers of a model or breaks its loading, without a change in the repository.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM python:3.12-slim\nRUN pip install scikit-learn\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN pip install scikit-learn==1.5.2\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
        'requirements.txt': 'numpy==2.1.3\n',
      },
    },
  ],
});
