import type { ProjectFacts } from '../facts.ts';

/** Parts of a Compose service as YAML lines, two blanks an indentation level. */

/** `context` is relative to the project root, and `dockerfile` to the context. */
export function buildLines(
  { compose }: ProjectFacts,
  context: string,
  dockerfile: string,
): readonly string[] {
  return [
    'build:',
    `  context: ${quoteYaml(toRelativePath(compose.folder, context))}`,
    ...(dockerfile === 'Dockerfile' ? [] : [`  dockerfile: ${quoteYaml(dockerfile)}`]),
  ];
}

/** Published on the loopback address only: who wants others to reach it has to say so. */
export function portLines(published: string, target: number): readonly string[] {
  return ['ports:', `  - "127.0.0.1:${published}:${target}"`];
}

/** Asks with the Python of the image, since slim images have neither curl nor wget. */
export function httpHealthcheckLines(port: number, path: string): readonly string[] {
  const url = `http://127.0.0.1:${port}${path}`;
  return healthcheckLines(`import urllib.request; urllib.request.urlopen('${url}', timeout=3)`);
}

/** For servers without a path that is known to answer. */
export function socketHealthcheckLines(port: number): readonly string[] {
  return healthcheckLines(`import socket; socket.create_connection(('127.0.0.1', ${port}), 3)`);
}

function healthcheckLines(code: string): readonly string[] {
  return [
    'healthcheck:',
    `  test: ["CMD", "python", "-c", "${code}"]`,
    '  interval: 5s',
    '  timeout: 5s',
    '  retries: 3',
    '  start_period: 60s',
  ];
}

export function limitLines(limits: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(limits).map(([name, value]) => `      ${name}: ${value}`);
  return ['deploy:', '  resources:', '    limits:', ...lines];
}

export function environmentLines(variables: Readonly<Record<string, string>>): readonly string[] {
  const items = Object.entries(variables);
  if (items.length === 0) return [];
  return ['environment:', ...items.map(([name, value]) => `  ${name}: ${quoteYaml(value)}`)];
}

/** Where runs are logged: the MLflow server of the stack, else what other services use. */
export function findTrackingUri({ compose }: ProjectFacts): string | undefined {
  const { mlflow, trackingUri } = compose;
  if (mlflow === undefined) return trackingUri?.value;
  return `http://${mlflow.value.service}:${mlflow.value.port}`;
}

/** Waits for the MLflow server, by its health check where it has one. */
export function mlflowDependencyLines({ compose }: ProjectFacts): readonly string[] {
  if (compose.mlflow === undefined) return [];
  const { service, hasHealthcheck } = compose.mlflow.value;
  const condition = hasHealthcheck ? 'service_healthy' : 'service_started';
  return ['depends_on:', `  ${service}:`, `    condition: ${condition}`];
}

export function networkLines(networks: readonly string[]): readonly string[] {
  return networks.length === 0 ? [] : ['networks:', ...networks.map((name) => `  - ${name}`)];
}

/** A folder as seen from another one: `.`, `./api`, `../api`. */
function toRelativePath(from: string, to: string): string {
  const start = from === '' ? [] : from.split('/');
  const end = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < start.length && common < end.length && start[common] === end[common]) common += 1;
  const up = start.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...end.slice(common)].join('/');
}

/** A YAML scalar that is read as this very text. */
function quoteYaml(text: string): string {
  const isPlain =
    /^[A-Za-z/.][\w./:@*,$-]*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !text.endsWith(':') ? text : JSON.stringify(text);
}
