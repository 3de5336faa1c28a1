import type { ApiApp, Fact, ProjectFacts } from '../facts.ts';
import { toInstallSteps } from '../dockerfile/install-steps.ts';
import { renderPythonImage } from '../dockerfile/python-image.ts';
import type { Answers, Question, RenderedService, ServiceTemplate } from '../service-template.ts';
import { apiStarter } from './api-starter.ts';
import { chooseDockerfile } from './dockerfile-path.ts';
import { noteDependencies } from './dependency-notes.ts';
import { askName, askPort, askPython } from './questions.ts';
import {
  buildLines,
  environmentLines,
  findTrackingUri,
  httpHealthcheckLines,
  limitLines,
  mlflowDependencyLines,
  networkLines,
  portLines,
  socketHealthcheckLines,
} from './service-lines.ts';

const port = 8000;
/** What the application question calls an application that is to be written. */
const starter = 'new';

export const fastapiApi: ServiceTemplate = {
  id: 'fastapi-api',
  title: 'FastAPI model API',
  summary: 'Serves predictions over HTTP with uvicorn',
  evidence: ({ apiApps }) => apiApps.map(({ evidence }) => evidence),
  questions: (facts, given) => {
    const application = askApplication(facts);
    const path = given['app'] ?? application.default;
    const app = findApp(facts, path)?.value;
    const existing = findExisting(facts, { app: path });
    return [
      application,
      askName(facts, { usual: 'api', existing, ownsFolder: app === undefined }),
      askPort(facts, port),
      askPython(app?.code.python ?? facts.root.python),
    ];
  },
  findExisting,
  render,
};

/** Applications are named by their file: two folders may each have a `main:app`. */
function askApplication({ apiApps }: ProjectFacts): Question {
  const [first] = apiApps;
  const paths = apiApps.map(({ value }) => value.path);
  return {
    key: 'app',
    label: 'File with the FastAPI application',
    default: first?.value.path ?? starter,
    evidence: first?.evidence ?? 'no FastAPI application was found, so a small one is written',
    choices: [...paths, starter],
    complain: (value) =>
      value === starter || paths.includes(value)
        ? undefined
        : `No FastAPI application was found in "${value}".`,
  };
}

function render(facts: ProjectFacts, answers: Answers): RenderedService {
  const app = findApp(facts, answers['app'] ?? starter)?.value;
  return app === undefined ? renderStarter(facts, answers) : renderApp(facts, app, answers);
}

function renderApp(facts: ProjectFacts, app: ApiApp, answers: Answers): RenderedService {
  const { name = 'api', python = app.code.python.value } = answers;
  const { folder, manager } = app.code;
  const text = renderImage(python, manager.value, toCommand(app));
  const place = chooseDockerfile(facts, folder, name, (path) => facts.textOf(path) === text);
  const uri = usesMlflow(app) ? findTrackingUri(facts) : undefined;
  const service = [
    ...buildLines(facts, folder, place.fromContext),
    ...(uri === undefined ? [] : mlflowDependencyLines(facts)),
    ...environmentLines(uri === undefined ? {} : { MLFLOW_TRACKING_URI: uri }),
    ...portLines(answers['port'] ?? String(port), port),
    ...networkLines(uri === undefined ? [] : (facts.compose.mlflow?.value.networks ?? [])),
    'restart: unless-stopped',
    ...(app.healthPath === undefined
      ? socketHealthcheckLines(port)
      : httpHealthcheckLines(port, app.healthPath)),
    ...limitLines({ cpus: '"1.0"', memory: '2G' }),
  ];
  return {
    files: [{ path: place.path, text }],
    ignoreFolder: folder,
    service: service.join('\n'),
    notes: [...noteDependencies(app.code), ...noteServer(app)],
  };
}

function renderStarter(facts: ProjectFacts, answers: Answers): RenderedService {
  const { name = 'api', python = facts.root.python.value } = answers;
  const manager = { kind: 'pip', requirements: ['requirements.txt'], needsCode: false } as const;
  const uri = findTrackingUri(facts);
  const service = [
    ...buildLines(facts, name, 'Dockerfile'),
    ...mlflowDependencyLines(facts),
    ...environmentLines({
      MODEL_URI: 'models:/model@champion',
      ...(uri === undefined ? {} : { MLFLOW_TRACKING_URI: uri }),
    }),
    ...portLines(answers['port'] ?? String(port), port),
    ...networkLines(facts.compose.mlflow?.value.networks ?? []),
    'restart: unless-stopped',
    ...httpHealthcheckLines(port, '/health'),
    ...limitLines({ cpus: '"1.0"', memory: '2G' }),
  ];
  const text = renderImage(python, manager, toCommand({ target: 'main:app', appFolder: '' }));
  return {
    files: [{ path: `${name}/Dockerfile`, text }, ...apiStarter(name)],
    ignoreFolder: name,
    service: service.join('\n'),
    notes: [
      `${name}/main.py is a small example to start from.`,
      ...(uri === undefined
        ? ['There is no MLflow server in the stack to load a model from.']
        : []),
    ],
  };
}

function renderImage(
  python: string,
  manager: Parameters<typeof toInstallSteps>[0],
  command: readonly string[],
): string {
  return renderPythonImage({
    title: 'Model API.',
    python,
    install: toInstallSteps(manager),
    folder: '/app',
    code: 'read-only',
    environment: { GIT_PYTHON_REFRESH: 'quiet' },
    port,
    command,
  });
}

/** uvicorn ends at SIGTERM by itself; open requests get five seconds. */
function toCommand({ target, appFolder }: Pick<ApiApp, 'target' | 'appFolder'>): readonly string[] {
  return [
    'uvicorn',
    target,
    ...(appFolder === '' ? [] : ['--app-dir', appFolder]),
    '--host',
    '0.0.0.0',
    '--port',
    String(port),
    '--timeout-graceful-shutdown',
    '5',
  ];
}

function findApp(facts: ProjectFacts, path: string): Fact<ApiApp> | undefined {
  return facts.apiApps.find(({ value }) => value.path === path);
}

function findExisting(facts: ProjectFacts, { app = starter }: Answers): string | undefined {
  const found = findApp(facts, app)?.value;
  return found === undefined ? findStarter(facts) : findServing(facts, found);
}

/** A service that is built from a folder around the application and starts it. */
function findServing({ compose }: ProjectFacts, app: ApiApp): string | undefined {
  for (const [service, words] of compose.commands) {
    const context = compose.contexts.get(service);
    if (context !== undefined && app.path.startsWith(context) && words.includes(app.target)) {
      return service;
    }
  }
  return undefined;
}

function findStarter({ compose }: ProjectFacts): string | undefined {
  for (const [service, context] of compose.contexts) {
    const words = compose.commands.get(service) ?? [];
    if (context === service && words.includes('main:app')) return service;
  }
  return undefined;
}

function usesMlflow({ code }: ApiApp): boolean {
  return [...code.packages].some((name) => /^mlflow(?:-skinny)?(?:\[|$)/.test(name));
}

function noteServer({ code }: ApiApp): readonly string[] {
  const brings = ['uvicorn', 'uvicorn[standard]', 'fastapi[standard]', 'fastapi[all]'];
  if (code.manager.value.kind === 'none' || brings.some((name) => code.packages.has(name)))
    return [];
  return ['uvicorn is not among the dependencies; add it, since it serves the application.'];
}
