import type { CommandId } from './commands.data.ts';
import type { ViewId } from './views.data.ts';

/** A button in a view's title. */
export interface TitleMenuEntry {
  readonly command: CommandId;
  readonly view: ViewId;
  /** `navigation` shows the icon, anything else hides it behind the dots. */
  readonly group: string;
}

/** An entry of a row's context menu, or its button where the group is `inline`. */
export interface RowMenuEntry {
  readonly command: CommandId;
  /** Words that the row's context must have, all of them. */
  readonly words: readonly string[];
  /** Words that it must not have. */
  readonly without?: readonly string[];
  readonly group: string;
}

export const titleMenus: readonly TitleMenuEntry[] = [
  { command: 'drydock.service.add', view: 'drydock.services', group: 'navigation@1' },
  { command: 'drydock.view.refresh', view: 'drydock.services', group: 'navigation@9' },
  { command: 'drydock.view.refresh', view: 'drydock.volumes', group: 'navigation@9' },
  { command: 'drydock.view.refresh', view: 'drydock.mlflow', group: 'navigation@9' },
  { command: 'drydock.fileSet.select', view: 'drydock.services', group: '1_project@1' },
  { command: 'drydock.lint.workspace', view: 'drydock.services', group: '1_project@2' },
  { command: 'drydock.fix.workspace', view: 'drydock.services', group: '1_project@3' },
  { command: 'drydock.leftovers.remove', view: 'drydock.services', group: '2_engine@1' },
  { command: 'drydock.output.show', view: 'drydock.services', group: '3_help@1' },
  { command: 'drydock.report.copy', view: 'drydock.services', group: '3_help@2' },
];

export const rowMenus: readonly RowMenuEntry[] = [
  { command: 'drydock.service.up', words: ['service'], without: ['running'], group: 'inline@1' },
  { command: 'drydock.service.stop', words: ['service', 'running'], group: 'inline@1' },
  { command: 'drydock.container.shell', words: ['service', 'stopped'], group: 'inline@2' },
  { command: 'drydock.container.why', words: ['service', 'stopped'], group: 'inline@3' },
  { command: 'drydock.logs.show', words: ['service'], group: 'inline@4' },
  { command: 'drydock.service.up', words: ['service'], group: '1_run@1' },
  { command: 'drydock.service.stop', words: ['service', 'running'], group: '1_run@2' },
  { command: 'drydock.logs.show', words: ['service'], group: '2_look@1' },
  { command: 'drydock.container.shell', words: ['service', 'stopped'], group: '2_look@2' },
  { command: 'drydock.container.why', words: ['service', 'stopped'], group: '2_look@3' },
  { command: 'drydock.container.why', words: ['service', 'unhealthy'], group: '2_look@3' },
  { command: 'drydock.service.open', words: ['service'], group: '3_file@1' },
  { command: 'drydock.container.shell', words: ['container', 'stopped'], group: 'inline@1' },
  { command: 'drydock.container.why', words: ['container', 'stopped'], group: 'inline@2' },
  { command: 'drydock.logs.show', words: ['container'], group: 'inline@3' },
  { command: 'drydock.logs.show', words: ['container'], group: '2_look@1' },
  { command: 'drydock.container.shell', words: ['container', 'stopped'], group: '2_look@2' },
  { command: 'drydock.container.why', words: ['container', 'stopped'], group: '2_look@3' },
  { command: 'drydock.container.why', words: ['container', 'unhealthy'], group: '2_look@3' },
  { command: 'drydock.service.up', words: ['project'], without: ['running'], group: 'inline@1' },
  { command: 'drydock.service.stop', words: ['project', 'running'], group: 'inline@1' },
  { command: 'drydock.service.up', words: ['project'], group: '1_run@1' },
  { command: 'drydock.service.stop', words: ['project', 'running'], group: '1_run@2' },
  { command: 'drydock.logs.show', words: ['project'], group: '2_look@1' },
  { command: 'drydock.service.add', words: ['project'], group: '3_file@1' },
  { command: 'drydock.fileSet.select', words: ['project'], group: '3_file@2' },
  { command: 'drydock.fileSet.select', words: ['fileSet'], group: 'inline@1' },
  { command: 'drydock.volume.openFile', words: ['volumeFile', 'file'], group: '1_file@1' },
  { command: 'drydock.artifact.open', words: ['artifact', 'file'], group: '1_file@1' },
  { command: 'drydock.run.open', words: ['run'], group: 'inline@1' },
  { command: 'drydock.run.open', words: ['run'], group: '1_run@1' },
  { command: 'drydock.store.signIn', words: ['store', 'server'], group: '1_store@1' },
  { command: 'drydock.run.copyId', words: ['run'], group: '1_run@2' },
];
