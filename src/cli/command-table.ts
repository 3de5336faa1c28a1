import type { CliCommand } from './command.ts';

/** A command of the program; its code is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  load(): Promise<CliCommand>;
}

/** In the order of the help page. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'lint',
    usage:
      'lint [--format stylish|json|sarif|github|junit] [--preset essential|recommended|strict|all] [--max-warnings N] [--fix] [PATH…]',
    summary: 'Say what is wrong with the container files of each folder',
    load: async () => (await import('./commands/lint.ts')).lintCommand,
  },
  {
    name: 'rules',
    usage: 'rules [--format json|markdown]',
    summary: 'List the rules',
    load: async () => (await import('./commands/rules.ts')).rulesCommand,
  },
  {
    name: 'explain',
    usage: 'explain RULE',
    summary: 'Print the page of a rule',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'server',
    usage: 'server --stdio',
    summary: 'Run the language server for an editor',
    load: async () => (await import('./commands/server.ts')).serverCommand,
  },
  {
    name: 'runs',
    usage: 'runs STORE [--experiment NAME|ID] [--deleted] [--history] [--format table|json]',
    summary: 'Show what an MLflow store holds',
    load: async () => (await import('./commands/runs.ts')).runsCommand,
  },
  {
    name: 'ps',
    usage: 'ps [--format json]',
    summary: 'Show the services of this folder, declared and running',
    load: async () => (await import('./commands/ps.ts')).psCommand,
  },
  {
    name: 'why',
    usage: 'why CONTAINER|SERVICE [--format json]',
    summary: 'Explain why a container stopped',
    load: async () => (await import('./commands/why.ts')).whyCommand,
  },
  {
    name: 'shell',
    usage: 'shell CONTAINER|SERVICE [--mode look|reproduce] [--command ARGV…]',
    summary: 'Open a shell in a container, also in a stopped one',
    load: async () => (await import('./commands/shell.ts')).shellCommand,
  },
  {
    name: 'clean',
    usage: 'clean [--yes]',
    summary: 'Remove what a crash left behind',
    load: async () => (await import('./commands/clean.ts')).cleanCommand,
  },
  {
    name: 'scaffold',
    usage:
      'scaffold list | scaffold SERVICE [--dir DIR] [--name NAME] [--set KEY=VALUE…] [--dry-run] [--yes]',
    summary: 'Add a service with its Dockerfile to a compose file',
    load: async () => (await import('./commands/scaffold.ts')).scaffoldCommand,
  },
];
