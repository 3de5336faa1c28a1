/** Tests of what Drydock does besides linting, by file below `test/` and title. */
export const features = {
  declaredServices: [
    'vscode/see.journey.ts',
    'shows the services that the files declare, before anything runs',
  ],
  startOrder: [
    'app/services-tree.test.ts',
    'shows declared services in the order in which they need each other, created or not',
  ],
  startService: ['vscode/see.journey.ts', 'starts a service, and its row tells so'],
  stopService: ['vscode/see.journey.ts', 'stops a service'],
  outsideCompose: ['vscode/see.journey.ts', 'shows containers outside of Compose in a group'],
  replicas: [
    'app/services-tree.test.ts',
    'shows replicas and one-off containers below their service, by number',
  ],
  logs: ['vscode/see.journey.ts', 'follows the logs of a container in a document'],
  volumeFiles: ['vscode/see.journey.ts', 'lists the files of a volume and opens one'],
  otherFiles: ['vscode/see.journey.ts', 'lets a person choose other compose files'],
  projectName: [
    'app/services-tree.test.ts',
    'joins by files and folder where -p gave another name, and tells that name',
  ],
  shell: ['vscode/inspect.journey.ts', 'opens a shell on the files of a service that exited'],
  shellOutside: [
    'vscode/inspect.journey.ts',
    'does the same for a container of a plain docker run, and when its terminal is closed',
  ],
  shellCopies: [
    'app/debug-shell.test.ts',
    'copies what makes the environment and nothing that the service owns',
  ],
  shellGone: [
    'vscode/inspect.journey.ts',
    'leaves nothing behind when the shell ends, and tells its exit code',
  ],
  whyStopped: [
    'vscode/inspect.journey.ts',
    'tells why a service stopped, on a page with what it left',
  ],
  resultsLeft: [
    'app/post-mortem.test.ts',
    'explains results that a job without an error left in its container',
  ],
  leftovers: ['app/leftovers.test.ts', 'are what dead sessions made, and nothing else'],
  volumeRuns: [
    'vscode/see.journey.ts',
    'shows the experiments that are in a volume, with everything down',
  ],
  serverRuns: ['vscode/see.journey.ts', 'shows the experiments of a server over REST'],
  localRuns: ['vscode/see.journey.ts', 'shows the runs of the sample’s database'],
  artifact: ['vscode/see.journey.ts', 'opens an artifact of a run, read-only'],
  runTree: [
    'app/tracking/tracking-tree.test.ts',
    'shows experiments, nested runs with their state, duration and metrics, and models',
  ],
  storeVersion: [
    'app/tracking/tracking-tree.test.ts',
    'tells the version of a store that has been opened',
  ],
  variable: [
    'vscode/editor.journey.ts',
    'explains a variable with its value and its origin, and keeps secrets to itself',
  ],
  goTo: [
    'vscode/editor.journey.ts',
    'goes from a name to where it is declared, and from a path to its file',
  ],
  hostHover: [
    'core/ide/find-mentions.test.ts',
    'tells ports of this machine, users of a volume, and profiles',
  ],
  envChange: [
    'vscode/editor.journey.ts',
    'finds what a changed .env on the disk brings into a compose file that is not open',
  ],
  installDocker: [
    'vscode/see.no-engine.journey.ts',
    'the views show what the files declare, and say what is missing',
  ],
  scaffoldRuns: ['vscode/scaffold.journey.ts', 'makes what Compose accepts, builds and runs'],
  scaffoldAsks: [
    'app/scaffold/add-service.test.ts',
    'asks few questions, each with a default that is taken and says why',
  ],
  scaffoldIgnore: [
    'scaffold/plan-service.test.ts',
    'is completed, with its line ends, by what it lacks',
  ],
  scaffoldPort: ['scaffold/plan-service.test.ts', 'gets a port and names that are free'],
  scaffoldTracking: [
    'scaffold/plan-service.test.ts',
    'points clients at the MLflow server that is there, and waits for its health',
  ],
  scaffoldVersion: [
    'scaffold/plan-service.test.ts',
    'takes the version of MLflow that the code asks for',
  ],
  scaffoldHealth: [
    'scaffold/detect/detect-facts.test.ts',
    'takes a health route, else the description, else none',
  ],
  scaffoldTrain: [
    'scaffold/detect/detect-facts.test.ts',
    'prefers train.py near the root and leaves tests out',
  ],
  blocks: ['catalogue/seed-blocks.test.ts', 'are all judged'],
} as const satisfies Readonly<Record<string, readonly [file: string, title: string]>>;
