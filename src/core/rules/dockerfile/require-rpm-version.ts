import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, findUnpinned } from '../../rulekit/package-commands.ts';

export const requireRpmVersion = defineRule({
  id: 'dockerfile/require-rpm-version',
  equivalents: ['DL3033', 'DL3041'],
  summary: 'Require packages of yum and dnf to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of findPackageCommands(script, 'yum', 'dnf')) {
        if (!command.isInstall || command.kind === 'group') continue;
        const found = findUnpinned(command, command.kind === 'module' ? isPinnedModule : isPinned);
        if (found === undefined) continue;
        const equivalents = [command.program.name === 'yum' ? 'DL3033' : 'DL3041'];
        report.open(found.at, { packages: found.packages }, { equivalents });
      }
    },
  },
});

/** `name-1.2`, or a file that is there already. */
function isPinned(name: string): boolean {
  return /-\d|[/@]|\.rpm$/.test(name);
}

/** `name:stream`. */
function isPinnedModule(name: string): boolean {
  return name.includes(':');
}

export const requireRpmVersionPage = definePage({
  rationale:
    'A rebuild installs whatever the repository has that day, so an image cannot be built a second time as it was.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM fedora:41\nRUN dnf install -y git && dnf clean all\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: { Dockerfile: 'FROM fedora:41\nRUN dnf install -y git-2.47.1 && dnf clean all\n' },
    },
  ],
});
