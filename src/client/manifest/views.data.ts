import type { CommandId } from './commands.data.ts';

export interface ViewEntry {
  readonly id: ViewId;
  readonly name: string;
  /** Path of the view's icon in the extension. */
  readonly icon: string;
}

export type ViewId = 'drydock.services' | 'drydock.volumes' | 'drydock.mlflow';

/** What an empty view says: one sentence or two, and one button. */
export interface WelcomeEntry {
  /** Part of the text's key in `package.nls.json`. */
  readonly key: string;
  readonly view: ViewId;
  readonly when: string;
  readonly text: string;
  readonly button?: { readonly label: string; readonly command: CommandId };
}

export const viewContainer = {
  id: 'drydock',
  title: 'Drydock',
  icon: 'media/drydock.svg',
} as const;

export const views: readonly ViewEntry[] = [
  { id: 'drydock.services', name: 'Services', icon: 'media/services.svg' },
  { id: 'drydock.volumes', name: 'Volumes', icon: 'media/volumes.svg' },
  { id: 'drydock.mlflow', name: 'MLflow', icon: 'media/mlflow.svg' },
];

/** Context keys that the extension sets, with the values that `when` clauses compare. */
export const contextKeys = {
  /** Why the services view is empty: `''` while it is not known or not empty. */
  servicesEmpty: 'drydock.services.empty',
  volumesEmpty: 'drydock.volumes.empty',
  mlflowEmpty: 'drydock.mlflow.empty',
} as const;

/** Why a view has no rows. */
export type EmptyReason =
  'noCompose' | 'noFolder' | 'notInstalled' | 'notRunning' | 'denied' | 'untrusted' | 'nothing';

const noDocker = {
  text: 'No container engine was found on this machine. Install Docker to see what runs.',
  button: { label: 'How to Install Docker', command: 'drydock.engine.install' },
} as const;

const notRunning = {
  text: 'The container engine does not answer. Start it, and what runs shows up here by itself.',
  button: { label: 'How to Start Docker', command: 'drydock.engine.start' },
} as const;

const denied = {
  text: 'The container engine is there, but this user may not talk to it.',
  button: { label: 'How to Get Access', command: 'drydock.engine.permission' },
} as const;

const untrusted = {
  text: 'In a workspace that is not trusted Drydock reads files only: it asks no engine and no server.',
  button: { label: 'Manage Workspace Trust', command: 'drydock.trust.manage' },
} as const;

export const welcomes: readonly WelcomeEntry[] = [
  {
    key: 'noFolder',
    view: 'drydock.services',
    when: whenEmpty('servicesEmpty', 'noFolder'),
    text: 'Open a folder to see its services.',
  },
  {
    key: 'noCompose',
    view: 'drydock.services',
    when: whenEmpty('servicesEmpty', 'noCompose'),
    text: 'This folder has no compose file yet.',
    button: { label: 'Create Compose File', command: 'drydock.compose.create' },
  },
  ...forServicesAndVolumes('notInstalled', noDocker),
  ...forServicesAndVolumes('notRunning', notRunning),
  ...forServicesAndVolumes('denied', denied),
  ...forServicesAndVolumes('untrusted', untrusted),
  {
    key: 'nothing',
    view: 'drydock.volumes',
    when: whenEmpty('volumesEmpty', 'nothing'),
    text: 'There are no volumes: none is declared here, and the engine has none.',
  },
  {
    key: 'nothing',
    view: 'drydock.mlflow',
    when: whenEmpty('mlflowEmpty', 'nothing'),
    text: 'No MLflow store was found: no mlflow.db and no mlruns folder in the workspace, and no service that tracks experiments.',
  },
  {
    key: 'untrusted',
    view: 'drydock.mlflow',
    when: whenEmpty('mlflowEmpty', 'untrusted'),
    ...untrusted,
  },
];

function forServicesAndVolumes(
  reason: EmptyReason,
  words: Pick<WelcomeEntry, 'text' | 'button'>,
): readonly WelcomeEntry[] {
  return [
    {
      key: reason,
      view: 'drydock.services',
      when: whenEmpty('servicesEmpty', reason),
      ...words,
    },
    { key: reason, view: 'drydock.volumes', when: whenEmpty('volumesEmpty', reason), ...words },
  ];
}

function whenEmpty(view: keyof typeof contextKeys, reason: EmptyReason): string {
  return `${contextKeys[view]} == '${reason}'`;
}
