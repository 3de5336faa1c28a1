import type { ProjectFacts, TrainingScript } from '../facts.ts';
import { toTrainingScript } from '../detect/entry-points.ts';
import { pathIn } from '../detect/file-texts.ts';
import { toInstallSteps } from '../dockerfile/install-steps.ts';
import { renderPythonImage } from '../dockerfile/python-image.ts';
import type { Answers, Question, RenderedService, ServiceTemplate } from '../service-template.ts';
import { chooseDockerfile } from './dockerfile-path.ts';
import { noteDependencies } from './dependency-notes.ts';
import { askName, askPython } from './questions.ts';
import {
  buildLines,
  environmentLines,
  findTrackingUri,
  limitLines,
  mlflowDependencyLines,
  networkLines,
} from './service-lines.ts';
import { trainingStarter } from './training-starter.ts';

/** What the script question calls a script that is to be written. */
const starter = 'new';

export const trainingJob: ServiceTemplate = {
  id: 'training-job',
  title: 'Training job',
  summary: 'Runs a training script once and logs to MLflow',
  evidence: ({ trainingScripts }) => trainingScripts.map(({ evidence }) => evidence),
  questions: (facts, given) => {
    const script = askScript(facts);
    const path = given['script'] ?? script.default;
    const isNew = path === starter;
    const python = isNew ? facts.root.python : toTrainingScript(facts, path).code.python;
    const existing = findExisting(facts, { script: path });
    return [
      script,
      askName(facts, { usual: 'train', existing, ownsFolder: isNew }),
      askPython(python),
    ];
  },
  findExisting,
  render,
};

function askScript(facts: ProjectFacts): Question {
  const [first] = facts.trainingScripts;
  return {
    key: 'script',
    label: 'Training script',
    default: first?.value.path ?? starter,
    evidence: first?.evidence ?? 'no training script was found, so a small one is written',
    choices: [...facts.trainingScripts.map(({ value }) => value.path), starter],
    complain: (value) =>
      value === starter || (facts.paths.has(value) && value.endsWith('.py'))
        ? undefined
        : `There is no Python file "${value}" in the project.`,
  };
}

function findExisting(facts: ProjectFacts, { script = starter }: Answers): string | undefined {
  return script === starter ? findStarter(facts) : findRunning(facts, script);
}

/** A service that is built from the script's folder and runs it. */
function findRunning(facts: ProjectFacts, path: string): string | undefined {
  const { arguments: words, code } = toTrainingScript(facts, path);
  const target = words.at(-1) ?? '';
  for (const [service, command] of facts.compose.commands) {
    const context = facts.compose.contexts.get(service);
    if (context === undefined || !command.some((word) => word.replace(/^\.\//, '') === target))
      continue;
    if (pathIn(context, target) === path || context === code.folder) return service;
  }
  return undefined;
}

function render(facts: ProjectFacts, answers: Answers): RenderedService {
  const { name = 'train', script = starter } = answers;
  return script === starter
    ? renderStarter(facts, name, answers)
    : renderScript(facts, toTrainingScript(facts, script), answers);
}

function renderScript(
  facts: ProjectFacts,
  script: TrainingScript,
  answers: Answers,
): RenderedService {
  const { name = 'train', python = script.code.python.value } = answers;
  const { folder, manager } = script.code;
  const text = renderImage(python, manager.value, ['python', ...script.arguments]);
  const place = chooseDockerfile(facts, folder, name, (path) => facts.textOf(path) === text);
  return {
    files: [{ path: place.path, text }],
    ignoreFolder: folder,
    service: renderService(facts, folder, place.fromContext),
    notes: [...noteDependencies(script.code), ...noteMlflow(facts)],
  };
}

function renderStarter(facts: ProjectFacts, name: string, answers: Answers): RenderedService {
  const python = answers['python'] ?? facts.root.python.value;
  const manager = { kind: 'pip', requirements: ['requirements.txt'], needsCode: false } as const;
  const text = renderImage(python, manager, ['python', 'train.py']);
  return {
    files: [{ path: `${name}/Dockerfile`, text }, ...trainingStarter(name)],
    ignoreFolder: name,
    service: renderService(facts, name, 'Dockerfile'),
    notes: [`${name}/train.py is a small example to start from.`, ...noteMlflow(facts)],
  };
}

function renderImage(
  python: string,
  manager: Parameters<typeof toInstallSteps>[0],
  command: readonly string[],
): string {
  return renderPythonImage({
    title: 'Training job: runs once and ends.',
    python,
    install: toInstallSteps(manager),
    folder: '/app',
    // Training scripts leave models and plots beside them.
    code: 'owned',
    // MLflow's client warns at length about a missing git program otherwise.
    environment: { GIT_PYTHON_REFRESH: 'quiet' },
    command,
  });
}

function renderService(facts: ProjectFacts, context: string, dockerfile: string): string {
  const uri = findTrackingUri(facts);
  return [
    ...buildLines(facts, context, dockerfile),
    // A profile, so that `docker compose up` does not train each time: `docker compose run --rm` does.
    'profiles:',
    '  - jobs',
    ...mlflowDependencyLines(facts),
    ...environmentLines(uri === undefined ? {} : { MLFLOW_TRACKING_URI: uri }),
    ...networkLines(facts.compose.mlflow?.value.networks ?? []),
    // Python as the first process would not end at SIGTERM.
    'init: true',
    'restart: "no"',
    ...limitLines({ memory: '4G' }),
  ].join('\n');
}

function findStarter({ compose }: ProjectFacts): string | undefined {
  for (const [service, context] of compose.contexts) {
    const words = compose.commands.get(service) ?? [];
    if (context === service && words.includes('train.py')) return service;
  }
  return undefined;
}

function noteMlflow(facts: ProjectFacts): readonly string[] {
  return findTrackingUri(facts) === undefined
    ? ['There is no MLflow server in the stack: add one first, and runs are logged there.']
    : [];
}
