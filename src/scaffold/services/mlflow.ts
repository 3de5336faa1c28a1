import type { ProjectFacts } from '../facts.ts';
import { pathIn } from '../detect/file-texts.ts';
import { installPackages } from '../dockerfile/install-steps.ts';
import { renderPythonImage } from '../dockerfile/python-image.ts';
import type { Answers, Question, RenderedService, ServiceTemplate } from '../service-template.ts';
import { versions } from '../versions.data.ts';
import { chooseDockerfile } from './dockerfile-path.ts';
import { askName, askPort, askPython } from './questions.ts';
import {
  buildLines,
  environmentLines,
  httpHealthcheckLines,
  limitLines,
  networkLines,
  portLines,
} from './service-lines.ts';

const port = 5000;
const folder = '/mlflow';

export const mlflowServer: ServiceTemplate = {
  id: 'mlflow',
  title: 'MLflow server',
  summary: 'Keeps runs in SQLite and artifacts in a volume, and hands artifacts out itself',
  evidence: ({ mlflowVersion, compose }) => [
    ...(mlflowVersion === undefined ? [] : [mlflowVersion.evidence]),
    ...(compose.mlflow === undefined ? [] : [compose.mlflow.evidence]),
  ],
  questions: (facts) => [
    askName(facts, {
      usual: 'mlflow',
      existing: facts.compose.mlflow?.value.service,
      ownsFolder: facts.naming.value === 'folder',
    }),
    askPort(facts, port),
    askVersion(facts),
    askPython(facts.root.python),
  ],
  findExisting: ({ compose }) => compose.mlflow?.value.service,
  render,
};

/** The server has to know what its clients send, so it follows their version. */
function askVersion({ mlflowVersion }: ProjectFacts): Question {
  return {
    key: 'version',
    label: 'MLflow version',
    default: mlflowVersion?.value ?? versions.mlflow,
    evidence: mlflowVersion?.evidence ?? 'a version that was tried with these files',
    complain: (value) =>
      /^[1-9]\d*\.\d+\.\d+$/.test(value) ? undefined : 'A version looks like 3.17.2.',
  };
}

function render(facts: ProjectFacts, answers: Answers): RenderedService {
  const { name = 'mlflow', version = versions.mlflow, python = '3.12' } = answers;
  const text = renderPythonImage({
    title: 'MLflow tracking server.',
    python,
    install: installPackages(`mlflow==${version}`),
    folder,
    code: 'none',
    port,
    // One worker: SQLite takes one writer at a time.
    command: ['mlflow', 'server', '--host', '0.0.0.0', '--port', String(port), '--workers', '1'],
  });
  const context = facts.naming.value === 'folder' ? name : '';
  const place = chooseDockerfile(facts, context, name, (path) => facts.textOf(path) === text);
  const volume = findVolume(facts, name);
  const service = [
    ...buildLines(facts, context, place.fromContext),
    'volumes:',
    `  - ${volume}:${folder}`,
    ...environmentLines(serverVariables(name, version)),
    ...portLines(answers['port'] ?? String(port), port),
    ...networkLines(facts.compose.networks),
    'restart: unless-stopped',
    ...httpHealthcheckLines(port, '/health'),
    ...limitLines({ cpus: '"1.0"', memory: '2G' }),
  ];
  return {
    files: [{ path: pathIn(context, place.fromContext), text }],
    service: service.join('\n'),
    volume,
    notes: noteClients(facts, name),
  };
}

function serverVariables(name: string, version: string): Readonly<Record<string, string>> {
  const variables = {
    MLFLOW_BACKEND_STORE_URI: `sqlite:///${folder}/mlflow.db`,
    MLFLOW_ARTIFACTS_DESTINATION: `${folder}/artifacts`,
  };
  if (!checksHosts(version)) return variables;
  // The list replaces MLflow's own, and each pattern is compared with host and port together.
  const hosts = [name, `${name}:*`, 'localhost', 'localhost:*', '127.0.0.1:*'].join(',');
  return { ...variables, MLFLOW_SERVER_ALLOWED_HOSTS: hosts };
}

/** MLflow answers only to hosts that it was told of since 3.5. */
function checksHosts(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5);
}

function findVolume({ compose }: ProjectFacts, name: string): string {
  let volume = `${name}-data`;
  for (let number = 2; compose.volumes.has(volume); number += 1) volume = `${name}-data-${number}`;
  return volume;
}

function noteClients({ compose }: ProjectFacts, name: string): readonly string[] {
  const { trackingUri } = compose;
  if (trackingUri !== undefined) {
    return [
      `Other services log to ${trackingUri.value}; the new server is http://${name}:${port}.`,
    ];
  }
  return compose.services.size === 0
    ? []
    : [`Services that log runs need MLFLOW_TRACKING_URI: http://${name}:${port}.`];
}
