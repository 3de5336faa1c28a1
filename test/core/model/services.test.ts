import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/core/base/span.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { Service } from '../../../src/core/model/project.ts';

type Files = Readonly<Record<string, string>>;

/** The service `a` of a compose file that has these lines below it. */
function read(
  lines: string,
  more: Files = {},
): { readonly service: Service; readonly text: string } {
  const body = lines
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const text = `services:\n  a:\n${body}\n`;
  const { fileSets } = buildProject({
    files: new Map(Object.entries({ 'compose.yaml': text, ...more })),
    isPartial: false,
    environment: new Map(),
  });
  const service = fileSets[0]?.services[0];
  if (service === undefined) throw new Error('There is no service.');
  return { service, text };
}

const at = (text: string, span: Span | undefined): string => text.slice(span?.start, span?.end);

describe('ports of a service', () => {
  it.each([
    ['"80"', undefined, undefined, '80-80', 'tcp'],
    ['"8080:80"', undefined, '8080-8080', '80-80', 'tcp'],
    ['"127.0.0.1:8080:80"', '127.0.0.1', '8080-8080', '80-80', 'tcp'],
    ['"127.0.0.1::80"', '127.0.0.1', undefined, '80-80', 'tcp'],
    ['"[::1]:8080:80/udp"', '::1', '8080-8080', '80-80', 'udp'],
    ['"9000-9002:90-92"', undefined, '9000-9002', '90-92', 'tcp'],
    ['8080', undefined, undefined, '8080-8080', 'tcp'],
    ['"${PORT:-8080}:80"', undefined, '8080-8080', '80-80', 'tcp'],
    ['"${PORT:?set it}:80"', undefined, undefined, '80-80', 'tcp'],
    ['"${IP}:8080:80"', undefined, '8080-8080', '80-80', 'tcp'],
    [
      '{target: 80, published: "8080-8090", host_ip: 0.0.0.0}',
      '0.0.0.0',
      '8080-8090',
      '80-80',
      'tcp',
    ],
    ['{target: 53, protocol: udp}', undefined, undefined, '53-53', 'udp'],
  ])('are read from %s', (written, ...expected) => {
    const { service, text } = read(`ports:\n  - ${written}`);
    const [port] = service.ports;
    const range = (value: { first: number; last: number } | undefined): string | undefined =>
      value === undefined ? undefined : `${value.first}-${value.last}`;
    expect([port?.hostIp, range(port?.published), range(port?.target), port?.protocol]).toEqual(
      expected,
    );
    expect(at(text, port?.at)).toBe(written);
  });
});

describe('mounts of a service', () => {
  it.each([
    ['./data:/data', 'bind', './data', '/data', 'data', false],
    ['../out:/data:ro', 'bind', '../out', '/data', undefined, true],
    ['/etc/x:/etc/x:ro,z', 'bind', '/etc/x', '/etc/x', undefined, true],
    ['~/x:/x', 'bind', '~/x', '/x', undefined, false],
    ['store:/data', 'volume', 'store', '/data', undefined, false],
    ['/data', 'volume', undefined, '/data', undefined, false],
    ['C:\\x:/data', 'bind', 'C:\\x', '/data', undefined, false],
    ['v:/d', 'volume', undefined, 'v:/d', undefined, false],
    ['${DIR:-./d}:/data', 'bind', './d', '/data', 'd', false],
    ['./a/${X}:/data', 'bind', undefined, '/data', undefined, false],
    ['{type: bind, source: ./s, target: /t, read_only: true}', 'bind', './s', '/t', 's', true],
    ['{type: tmpfs, target: /t}', 'tmpfs', undefined, '/t', undefined, false],
  ])('are read from %s', (written, ...expected) => {
    const [mount] = read(`volumes:\n  - ${written}`).service.mounts;
    expect([
      mount?.kind,
      mount?.source,
      mount?.target,
      mount?.sourcePath,
      mount?.isReadOnly,
    ]).toEqual(expected);
  });

  it('have places of their parts', () => {
    const { service, text } = read('volumes:\n  - "./data:/data:ro"');
    const [mount] = service.mounts;
    expect([at(text, mount?.sourceAt), at(text, mount?.targetAt)]).toEqual(['./data', '/data']);
  });
});

describe('the environment of a service', () => {
  it('lays environment over env files', () => {
    const { service } = read(
      'env_file: [a.env, {path: b.env, required: false}]\nenvironment:\n  B: own\n  D:',
      { 'a.env': 'A=1\nB=1\nC=1\n', 'b.env': 'C=2\n' },
    );
    expect(
      service.environment.map(({ name, value, origin }) => [name, value?.text, origin]),
    ).toEqual([
      ['A', '1', 'envFile'],
      ['C', '2', 'envFile'],
      ['B', 'own', 'environment'],
      ['D', undefined, 'environment'],
    ]);
    expect(
      service.envFiles.map(({ path, isRequired, file }) => [path, isRequired, file?.path]),
    ).toEqual([
      ['a.env', true, 'a.env'],
      ['b.env', false, 'b.env'],
    ]);
  });

  it('has places of names and values in the list form', () => {
    const { service, text } = read('environment:\n  - "URI=http://${HOST:-localhost}:5000"');
    const [item] = service.environment;
    expect([at(text, item?.nameAt), at(text, item?.value?.at), item?.value?.text]).toEqual([
      'URI',
      'http://${HOST:-localhost}:5000',
      'http://localhost:5000',
    ]);
  });
});

describe('the process of a service', () => {
  it('splits a string like Compose and says what that drops', () => {
    const { service, text } = read('command: mlflow server --host "0.0.0.0 " && echo done');
    expect(service.command?.form).toBe('split');
    expect(service.command?.words.map((word) => [word.text, at(text, word.at)])).toEqual([
      ['mlflow', 'mlflow'],
      ['server', 'server'],
      ['--host', '--host'],
      ['0.0.0.0 ', '"0.0.0.0 "'],
    ]);
    expect(at(text, service.command?.dropped)).toBe('&& echo done');
  });

  it('finds the places of words in folded and quoted text', () => {
    const folded = read('command: >\n  mlflow server\n  --host $$HOST\n  --port ${PORT:-5000}\n');
    expect(folded.service.command?.words.map(({ text }) => text)).toEqual([
      'mlflow',
      'server',
      '--host',
      '$HOST',
      '--port',
      '5000',
    ]);
    expect(folded.service.command?.words.map((word) => at(folded.text, word.at))).toEqual([
      'mlflow',
      'server',
      '--host',
      '$$HOST',
      '--port',
      '${PORT:-5000}',
    ]);
    const quoted = read("command: [\"a\\tb\", 'it''s', plain]");
    expect(quoted.service.command?.words.map(({ text }) => text)).toEqual([
      'a\tb',
      "it's",
      'plain',
    ]);
  });

  it.each([
    ['command: sh -c "pip install x && python a.py"'],
    ['command: ["/bin/bash", "-lc", "pip install x && python a.py"]'],
    ['entrypoint: >\n  bash -c "\n  pip install x &&\n  python a.py\n  "'],
  ])('parses the script of %j', (lines) => {
    const { service, text } = read(lines);
    const script = (service.command ?? service.entrypoint)?.script;
    expect(script?.commands.map(({ words }) => words.map(({ plain }) => plain).join(' '))).toEqual([
      'pip install x',
      'python a.py',
    ]);
    expect(at(text, script?.commands[1]?.words[1]?.at)).toBe('a.py');
  });

  it.each([
    ['test: curl -f localhost || exit 1', 'shell', ['curl', '-f', 'localhost', '||', 'exit', '1']],
    ['test: ["CMD", "curl", "-f"]', 'exec', ['curl', '-f']],
    ['test: ["CMD-SHELL", "curl -f"]', 'shell', ['curl', '-f']],
  ])('reads the health check %s', (line, form, words) => {
    const { healthcheck } = read(`healthcheck:\n  ${line}`).service;
    expect(healthcheck?.test?.form).toBe(form);
    expect(healthcheck?.test?.words.map(({ text }) => text)).toEqual(words);
    expect(healthcheck?.isDisabled).toBe(false);
  });

  it.each(['disable: true', 'test: ["NONE"]'])('knows that %s turns the check off', (line) => {
    expect(read(`healthcheck:\n  ${line}`).service.healthcheck?.isDisabled).toBe(true);
  });
});

describe('the build of a service', () => {
  const files = {
    Dockerfile: 'FROM a\n',
    'img/x.docker': 'FROM b\n',
    'img/Dockerfile': 'FROM c\n',
  };

  it.each([
    ['build: .', '', 'Dockerfile', true],
    ['build: ./img', 'img', 'img/Dockerfile', true],
    ['build: {dockerfile: img/x.docker}', '', 'img/x.docker', true],
    ['build: {context: img, dockerfile: x.docker}', 'img', 'img/x.docker', true],
    ['build: {context: ./img/, dockerfile: ../Dockerfile}', 'img', 'Dockerfile', true],
    ['build: none', 'none', 'none/Dockerfile', false],
    ['build: https://github.com/a/b.git', undefined, undefined, false],
    ['build: "${DIR}"', undefined, undefined, false],
  ])('is read from %s', (line, context, dockerfile, isThere) => {
    const { build } = read(line, files).service;
    expect([build?.context, build?.dockerfile, build?.file?.path]).toEqual([
      context,
      dockerfile,
      isThere ? dockerfile : undefined,
    ]);
  });

  it('is read from text in the compose file', () => {
    const { build } = read('build: {context: ., dockerfile_inline: FROM x}', files).service;
    expect(build).toMatchObject({ context: '', dockerfile: undefined, isInline: true });
    expect(build?.file?.stages.map(({ base }) => base?.text)).toEqual(['x']);
    expect(build?.file?.uses.map(({ service }) => service.name)).toEqual(['a']);
  });

  it('has its arguments and target', () => {
    const { build } = read('build:\n  context: .\n  target: dev\n  args: [A=1, B]', files).service;
    expect(build?.target?.text).toBe('dev');
    expect([...(build?.args ?? [])].map(([name, value]) => [name, value?.text])).toEqual([
      ['A', '1'],
      ['B', undefined],
    ]);
  });
});

describe('links of a service', () => {
  it.each([
    ['depends_on: [db]', 'service_started', true, true],
    ['depends_on: {db: {condition: service_healthy}}', 'service_healthy', true, false],
    [
      'depends_on: {db: {condition: service_completed_successfully, required: false}}',
      'service_completed_successfully',
      false,
      false,
    ],
  ])('are read from %s', (line, condition, isRequired, isShort) => {
    const [dependency] = read(line).service.dependsOn;
    expect(dependency).toMatchObject({ service: 'db', condition, isRequired, isShort });
  });

  it('hold networks with their aliases', () => {
    const { networks } = read('networks:\n  front:\n  back: {aliases: [x, y]}').service;
    expect(networks.map(({ name, aliases }) => [name, ...aliases])).toEqual([
      ['front'],
      ['back', 'x', 'y'],
    ]);
  });
});

describe('a service that is written wrong', () => {
  it.each([
    'image: [x]',
    'ports: 80',
    'ports: [[1]]',
    'volumes: {a: b}',
    'environment: 3',
    'command: {a: b}',
    'depends_on: x',
    'build: [x]',
    'healthcheck: 3',
    'env_file: {a: b}',
    'networks: 1',
    'healthcheck: {test: {}}',
    'ports: [null, ~]',
    'volumes: [""]',
  ])('is read as far as it goes: %s', (line) => {
    expect(read(line).service.name).toBe('a');
  });
});
