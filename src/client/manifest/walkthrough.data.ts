import type { CommandId } from './commands.data.ts';

/** A step of the walkthrough: one sentence or two, and one button. */
export interface WalkthroughStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly button: { readonly label: string; readonly command: CommandId | BuiltinCommand };
  /** Path of the picture in the extension, and what it shows. */
  readonly picture: { readonly path: string; readonly alt: string };
}

type BuiltinCommand = 'workbench.view.extension.drydock';

export const walkthrough = {
  id: 'drydock.start',
  title: 'Get Started with Drydock',
  description: 'See, check and mend a machine-learning project that runs in containers.',
} as const;

export const walkthroughSteps: readonly WalkthroughStep[] = [
  {
    id: 'see',
    title: 'See what runs',
    text: 'One view has the services that your compose files declare, the volumes with their files, and the runs of MLflow.',
    button: { label: 'Open Drydock', command: 'workbench.view.extension.drydock' },
    picture: { path: 'media/services.svg', alt: 'Two services' },
  },
  {
    id: 'lint',
    title: 'Find mistakes before they cost a run',
    text: 'Compose files, Dockerfiles and what connects them are checked while you type; most findings bring their fix along.',
    button: { label: 'Lint Workspace', command: 'drydock.lint.workspace' },
    picture: { path: 'media/mlflow.svg', alt: 'A curve that rises' },
  },
  {
    id: 'inspect',
    title: 'Look into a container that stopped',
    text: 'A shell opens on a copy of its files, with its environment and volumes. Close it, and nothing is left behind.',
    button: { label: 'Open Shell', command: 'drydock.container.shell' },
    picture: { path: 'media/volumes.svg', alt: 'A volume' },
  },
  {
    id: 'scaffold',
    title: 'Add a service',
    text: 'A training job, an MLflow server or a model API, set up by what your project already says. You see every change before it is made.',
    button: { label: 'Add Service', command: 'drydock.service.add' },
    picture: { path: 'media/drydock.svg', alt: 'A ship in a dock' },
  },
];
