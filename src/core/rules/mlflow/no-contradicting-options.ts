import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isBefore } from '../../model/mlflow-versions.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles, Report } from '../../rulekit/rule.ts';

const messages = {
  security: '"{option}" and "{other}" together stop MLflow; the variable for the first works.',
  programs: '"{option}" and "{other}" name two programs to answer requests, so MLflow stops.',
  unserved: 'The destination is not used: the server is told not to serve artifacts.',
  old: 'The destination is not used: before 2.0 a server serves artifacts only when it is told to.',
  variables: 'MLflow {version} does not read "{name}": servers take variables from 1.29 on.',
  artifactsOnly: '"{client}" asks a server for runs that answers nothing but artifacts.',
} as const;

export const noContradictingOptions = defineRule({
  id: 'mlflow/no-contradicting-options',
  summary: 'Disallow settings of an MLflow server that stop it or cancel each other',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, clients } = project.mlflow.findStack(fileSet);
      for (const tracking of servers) {
        checkPrograms(tracking, report);
        checkDestination(tracking, report);
        checkVariables(tracking, report);
      }
      for (const { server, service, uri } of clients) {
        if (!server.isArtifactsOnly) continue;
        report.artifactsOnly(uri.at, { client: service.name });
      }
    },
  },
});

/** Only as options: as variables they go together with other programs. */
const securityOptions: readonly string[] = [
  '--allowed-hosts',
  '--cors-allowed-origins',
  '--disable-security-middleware',
];

/** Which program answers requests. The variables count as much as the options. */
const programs: readonly (readonly [option: string, variable: string])[] = [
  ['--gunicorn-opts', 'MLFLOW_GUNICORN_OPTS'],
  ['--waitress-opts', 'MLFLOW_WAITRESS_OPTS'],
  ['--uvicorn-opts', 'MLFLOW_UVICORN_OPTS'],
];

function checkPrograms({ server, peer }: TrackingServer, report: Report<typeof messages>): void {
  const [first, second] = programs.flatMap(([option, variable]) => {
    const value = server.findOption([option], [variable]);
    return value === undefined || value.text === '' ? [] : [{ option, at: value.at }];
  });
  if (first === undefined) return;
  if (second !== undefined)
    report.programs(first.at, { option: first.option, other: second.option });
  if (first.option === '--uvicorn-opts' || isBefore(peer.mlflow, '3.5')) return;
  const security = server.options.find(({ text }) => securityOptions.includes(nameOf(text)));
  if (security === undefined) return;
  report.security(security.at, { option: nameOf(security.text), other: first.option });
}

/** An option without the value behind `=`. */
function nameOf(text: string): string {
  return text.replace(/=.*$/s, '');
}

function checkDestination(tracking: TrackingServer, report: Report<typeof messages>): void {
  const { artifactsDestination, servesArtifacts, isArtifactsOnly, server, peer } = tracking;
  if (artifactsDestination === undefined || servesArtifacts) return;
  const variable = server.findOption([], ['MLFLOW_SERVE_ARTIFACTS']);
  if (server.hasFlag('--no-serve-artifacts') || variable !== undefined) {
    report.unserved(artifactsDestination.at);
  } else if (isBefore(peer.mlflow, '2.0') && !isArtifactsOnly) {
    report.old(artifactsDestination.at);
  }
}

/** Variables of servers came with 1.29; options stand for themselves. */
function checkVariables({ server, peer }: TrackingServer, report: Report<typeof messages>): void {
  if (!isBefore(peer.mlflow, '1.29')) return;
  for (const [option, name] of serverVariables) {
    const written = server.findOption([option], []);
    const variable = server.findOption([], [name]);
    if (written !== undefined || variable === undefined) continue;
    report.variables(variable.at, { version: peer.mlflow?.version?.text ?? '', name });
  }
}

const serverVariables: readonly (readonly [option: string, name: string])[] = [
  ['--backend-store-uri', 'MLFLOW_BACKEND_STORE_URI'],
  ['--default-artifact-root', 'MLFLOW_DEFAULT_ARTIFACT_ROOT'],
  ['--artifacts-destination', 'MLFLOW_ARTIFACTS_DESTINATION'],
];

const stack = (image: string, options: string, environment = ''): ExampleFiles => ({
  'compose.yaml': `services:
  tracking:
    image: registry.example.org/${image}
    command: >
      mlflow server --host 0.0.0.0 ${options}
${environment}`,
});
const installed = (version: string, options: string, environment = ''): ExampleFiles => ({
  'compose.yaml': `services:
  tracking:
    build: .
    command: >
      mlflow server --host 0.0.0.0 ${options}
${environment}`,
  Dockerfile: `FROM registry.example.org/data:3.2.0\nRUN pip install --no-cache-dir mlflow==${version}\n`,
});
const database = '--backend-store-uri postgresql://db/runs';

export const noContradictingOptionsPage = definePage({
  rationale:
    'Some settings of the server cancel each other in silence, and some stop it: a destination without serving artifacts is never used, security options belong to uvicorn alone, and versions before 1.29 know no variables.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/tracking-server/'],
  bad: [
    {
      title: 'Security options beside those of another server program',
      files: stack(
        'mlflow:3.6.0',
        `${database} --artifacts-destination s3://runs --allowed-hosts tracking:5000 --gunicorn-opts "--timeout 300"`,
      ),
    },
    {
      title: 'Two programs to answer requests',
      files: stack(
        'mlflow:3.6.0',
        `${database} --artifacts-destination s3://runs --gunicorn-opts "--timeout 300" --uvicorn-opts "--log-level debug"`,
      ),
    },
    {
      title: 'A destination without the proxy',
      files: stack(
        'mlflow:2.22.0',
        `${database} --no-serve-artifacts --artifacts-destination s3://runs`,
      ),
    },
    {
      title: 'A destination before 2.0',
      files: installed('1.30.0', `${database} --artifacts-destination s3://runs`),
    },
    {
      title: 'A variable before 1.29',
      files: installed(
        '1.28.0',
        '--default-artifact-root s3://runs',
        '    environment:\n      MLFLOW_BACKEND_STORE_URI: postgresql://db/runs\n',
      ),
    },
    {
      title: 'Runs of a server for artifacts',
      files: stack(
        'mlflow:2.22.0',
        '--artifacts-only --artifacts-destination s3://runs',
        '  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://tracking:5000\n',
      ),
    },
  ],
  good: [
    {
      title: 'Settings that go together',
      files: stack('mlflow:3.6.0', `${database} --artifacts-destination s3://runs`),
    },
  ],
});
