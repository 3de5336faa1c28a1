import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, findUnpinned } from '../../rulekit/package-commands.ts';

export const requireGoVersion = defineRule({
  id: 'dockerfile/require-go-version',
  equivalents: ['DL3062'],
  summary: 'Require programs of Go modules to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of findPackageCommands(script, 'go')) {
        if (!command.isInstall) continue;
        // What follows the first word of `go run` is for the program.
        const { action, operands } = command;
        const named = action.plain === 'run' ? operands.slice(0, 1) : operands;
        const found = findUnpinned({ ...command, operands: named }, isPinned);
        if (found !== undefined) report.open(found.at, { packages: found.packages });
      }
    },
  },
});

/** A version behind the module, or packages of the folder. */
function isPinned(name: string): boolean {
  return /^[~./]|\.go$|@(?!latest$)/.test(name);
}

export const requireGoVersionPage = definePage({
  rationale:
    'A rebuild installs the newest release of the day, so an image cannot be built a second time as it was.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM golang:1.23\nRUN go install example.org/tool@latest\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: { Dockerfile: 'FROM golang:1.23\nRUN go install example.org/tool@v1.4.0\n' },
    },
  ],
});
