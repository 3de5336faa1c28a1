/** A command as the manifest declares it. */
export interface CommandEntry {
  /** What a person reads in the palette and in menus; English, moved to `package.nls.json`. */
  readonly title: string;
  /** A codicon's name, where it is a button in a view's title or in a row. */
  readonly icon?: string;
  /** A `when` clause for the palette, or `never` for a command that acts on a row only. */
  readonly palette?: string;
  /** A `when` clause without which the command is grayed out. */
  readonly enablement?: string;
  /** Runs in workspaces that are not trusted too: it starts nothing and connects to nothing. */
  readonly untrusted?: true;
}

const trusted = 'isWorkspaceTrusted';

export const commands = {
  'drydock.service.up': { title: 'Start Service…', icon: 'play', enablement: trusted },
  'drydock.service.stop': { title: 'Stop Service…', icon: 'debug-stop', enablement: trusted },
  'drydock.service.open': { title: 'Go to Service…', icon: 'go-to-file', untrusted: true },
  'drydock.service.add': { title: 'Add Service…', icon: 'add', enablement: trusted },
  'drydock.logs.show': { title: 'Show Logs…', icon: 'output', enablement: trusted },
  'drydock.container.shell': {
    title: 'Open Shell in Stopped Container…',
    icon: 'terminal',
    enablement: trusted,
  },
  'drydock.container.why': {
    title: 'Why Did It Stop?',
    icon: 'question',
    enablement: trusted,
  },
  'drydock.leftovers.remove': { title: 'Clean Up Leftovers…', enablement: trusted },
  'drydock.fileSet.select': {
    title: 'Choose Compose Files…',
    icon: 'files',
    untrusted: true,
  },
  'drydock.compose.create': { title: 'Create Compose File…', enablement: trusted },
  'drydock.volume.openFile': { title: 'Open File from Volume', palette: 'never' },
  'drydock.run.open': { title: 'Show Run', icon: 'graph', palette: 'never' },
  'drydock.store.signIn': {
    title: 'Sign In to MLflow Server…',
    palette: 'never',
    enablement: trusted,
  },
  'drydock.run.copyId': { title: 'Copy Run ID', palette: 'never' },
  'drydock.artifact.open': { title: 'Open Artifact', palette: 'never' },
  'drydock.view.refresh': { title: 'Refresh', icon: 'refresh', untrusted: true },
  'drydock.engine.install': { title: 'How to Install Docker', palette: 'never', untrusted: true },
  'drydock.engine.start': { title: 'How to Start Docker', palette: 'never', untrusted: true },
  'drydock.engine.permission': {
    title: 'How to Get Access to Docker',
    palette: 'never',
    untrusted: true,
  },
  'drydock.engine.retry': { title: 'Try to Reach Docker Again', enablement: trusted },
  'drydock.trust.manage': {
    title: 'Manage Workspace Trust',
    palette: '!isWorkspaceTrusted',
    untrusted: true,
  },
  'drydock.lint.workspace': { title: 'Lint Workspace', icon: 'checklist', untrusted: true },
  'drydock.fix.file': { title: 'Fix All in File', untrusted: true },
  'drydock.fix.workspace': { title: 'Fix All in Workspace…', untrusted: true },
  'drydock.report.copy': { title: 'Copy Diagnostics Report', untrusted: true },
  'drydock.rule.open': { title: 'Explain Rule…', untrusted: true },
  'drydock.server.restart': { title: 'Restart Language Server', untrusted: true },
  'drydock.output.show': { title: 'Show Output', untrusted: true },
} as const satisfies Readonly<Record<`drydock.${string}`, CommandEntry>>;

export type CommandId = keyof typeof commands;

export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(commands, id);
}

/** The entry with its optional parts visible to the compiler. */
export function getCommand(id: CommandId): CommandEntry {
  return commands[id];
}
