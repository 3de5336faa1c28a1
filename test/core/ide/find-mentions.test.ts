import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/core/base/span.ts';
import { findMentions, listMentions } from '../../../src/core/ide/find-mentions.ts';
import type { Mention } from '../../../src/core/ide/mention.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { Project } from '../../../src/core/model/project.ts';

type Files = Readonly<Record<string, string>>;

/** Reads files of which one has `‸` where the cursor stands. */
function openAt(
  marked: Files,
  environment: Files = {},
): { project: Project; mentions: readonly Mention[] } {
  const files = new Map(
    Object.entries(marked).map(([path, text]) => [path, text.replace('‸', '')]),
  );
  const [file = '', text = ''] = Object.entries(marked).find(([, one]) => one.includes('‸')) ?? [];
  const project = buildProject({
    files,
    isPartial: false,
    environment: new Map(Object.entries(environment)),
  });
  return { project, mentions: findMentions(listMentions(project, file), text.indexOf('‸')) };
}

function hoverAt(files: Files, environment: Files = {}): string | undefined {
  return openAt(files, environment)
    .mentions.map(({ text }) => text())
    .find((text) => text !== '');
}

/** Where one gets, as `file:line text`. */
function followAt(files: Files): readonly string[] {
  const { project, mentions } = openAt(files);
  const targets = mentions.find((mention) => mention.targets.length > 0)?.targets ?? [];
  return targets.map((target) => describeTarget(target, project));
}

function describeTarget({ file, start, end }: Span, { snapshot }: Project): string {
  const text = snapshot.files.get(file) ?? '';
  const line = text.slice(0, start).split('\n').length;
  return `${file}:${line} ${text.slice(start, end)}`.trimEnd();
}

const base = 'services:\n  api:\n    image: a:1\n';

describe('a variable of a compose file', () => {
  const use = { 'compose.yaml': 'services:\n  api:\n    image: "app:${T‸AG:-1}"\n' };

  it.each<[string, Files, string]>([
    [
      'comes from .env',
      { ...use, '.env': 'A=1\nTAG=2.0\n' },
      '`TAG` is `2.0`, from `.env` line 2. A value of the shell that runs Compose goes before it. The default `1` is not used.',
    ],
    ['has its default', use, '`TAG` is not set in `.env`, so the default `1` is used.'],
    [
      'is empty in .env',
      { ...use, '.env': 'TAG=\n' },
      '`TAG` is empty in `.env`, so the default `1` is used.',
    ],
    [
      'is nowhere',
      { 'compose.yaml': 'services:\n  api:\n    image: app:$T‸AG\n' },
      '`TAG` is not set in `.env`, so Compose puts an empty text here unless the shell sets it.',
    ],
    [
      'is required',
      { 'compose.yaml': 'services:\n  api:\n    image: app:${T‸AG:?choose one}\n' },
      '`TAG` is not set in `.env`, so Compose stops unless the shell sets it: `choose one`.',
    ],
    [
      'has a value in place of it',
      { 'compose.yaml': 'services:\n  api:\n    image: app${T‸AG:+:gpu}\n', '.env': 'TAG=x\n' },
      '`TAG` is set in `.env` line 1, so `:gpu` is used.',
    ],
    [
      'is in the env file only',
      {
        'compose.yaml': 'services:\n  api:\n    image: app:${T‸AG}\n    env_file: api.env\n',
        'api.env': 'TAG=3\n',
      },
      '`TAG` is not set in `.env`, so Compose puts an empty text here unless the shell sets it. `api.env` line 1 sets it for the container (`env_file`), which does not count here.',
    ],
  ])('that %s says so', (_case, files, text) => {
    expect(hoverAt(files)).toBe(text);
  });

  it('of the shell goes before .env', () => {
    expect(hoverAt({ ...use, '.env': 'TAG=2\n' }, { TAG: '7' })).toContain(
      '`TAG` is `7`, from the shell.',
    );
  });

  it.each(['DB_PASSWORD', 'OPENAI_API_KEY', 'HF_TOKEN', 'PGPASS'])(
    'does not show the value of %s',
    (name) => {
      const files = {
        'compose.yaml': `services:\n  api:\n    image: a:1\n    environment:\n      X: \${‸${name}}\n`,
        '.env': `${name}=hunter2\n`,
      };
      expect(hoverAt(files)).toContain(`\`${name}\` is \`***\``);
      expect(hoverAt(files)).not.toContain('hunter2');
    },
  );

  it('does not show the password of an address, and no Markdown of strangers', () => {
    const files = (value: string) => ({
      'compose.yaml': 'services:\n  api:\n    image: a:1\n    environment:\n      X: ${‸STORE}\n',
      '.env': `STORE=${value}\n`,
    });
    expect(hoverAt(files('postgresql://ada:hunter2@db/x'))).toContain(
      '`postgresql://ada:***@db/x`',
    );
    expect(hoverAt(files("'a` [x](command:y) `b'"))).toContain('`` a` [x](command:y) `b ``');
  });

  it('leads to its line in .env, also from a default of another', () => {
    const files = {
      'compose.yaml': 'services:\n  api:\n    image: "${IMAGE:-app:${T‸AG}}"\n',
      '.env': 'TAG=2\nIMAGE=\n',
    };
    expect(followAt(files)).toEqual(['.env:1 TAG']);
  });
});

describe('a name in a compose file', () => {
  const more =
    'volumes:\n  data: {}\nnetworks:\n  back: {}\nconfigs:\n  settings:\n    file: c.json\nsecrets:\n  key:\n    file: k\n';
  it.each<[string, string, string]>([
    ['depends_on: [a‸pi]', 'compose.yaml:2 api', ''],
    ['depends_on:\n      a‸pi:\n        condition: service_started', 'compose.yaml:2 api', ''],
    ['links: ["ap‸i:backend"]', 'compose.yaml:2 api', ''],
    ['network_mode: service:ap‸i', 'compose.yaml:2 api', ''],
    ['extends:\n      service: a‸pi', 'compose.yaml:2 api', ''],
    [
      'build:\n      context: .\n      additional_contexts:\n        base: service:a‸pi',
      'compose.yaml:2 api',
      '',
    ],
    ['environment:\n      URL: http://a‸pi:8000/x', 'compose.yaml:2 api', ''],
    ['command: curl http://a‸pi:8000', 'compose.yaml:2 api', ''],
    ['command: |\n      sh -c "curl\n      http://a‸pi:8000"', 'compose.yaml:2 api', ''],
    ['volumes: ["da‸ta:/data"]', 'data', 'Volume `data`'],
    [
      'volumes:\n      - type: volume\n        source: da‸ta\n        target: /x',
      'data',
      'Volume `data`',
    ],
    ['networks: [ba‸ck]', 'back', 'Network `back`'],
    ['networks:\n      ba‸ck:\n        aliases: [x]', 'back', 'Network `back`'],
    ['configs: [set‸tings]', 'settings', 'Config `settings`'],
    ['secrets:\n      - source: k‸ey\n        target: x', 'key', 'Secret `key`'],
  ])('in %s leads to where it is declared', (text, target, words) => {
    const files = { 'compose.yaml': `${base}  train:\n    image: t:1\n    ${text}\n${more}` };
    expect(followAt(files)).toEqual([expect.stringContaining(target)]);
    expect(hoverAt(files)).toContain(words === '' ? 'Service `api`, from the image `a:1`' : words);
  });

  it('leads to every file that says something about it', () => {
    const files = {
      'compose.yaml': 'services:\n  api:\n    image: a:1\n',
      'compose.override.yaml': 'services:\n  a‸pi:\n    restart: always\n',
    };
    expect(followAt(files)).toEqual(['compose.override.yaml:2 api', 'compose.yaml:2 api']);
  });

  it('that nothing declares is said to be missing', () => {
    expect(hoverAt({ 'compose.yaml': `${base}    volumes: ["m‸issing:/x"]\n` })).toBe(
      'No top-level `volumes` declares `missing`.',
    );
  });

  it('tells ports of this machine, users of a volume, and profiles', () => {
    const api = 'services:\n  a‸pi:\n    image: a:1\n    ports: ["8080:80"]\n    profiles: [gpu]\n';
    expect(hoverAt({ 'compose.yaml': api })).toBe(
      'Service `api`, from the image `a:1`, in `compose.yaml` line 2. On this machine `localhost:8080` leads to its port `80`. It starts with the profile `gpu` only.',
    );
    const volume = `${base}    volumes: ["data:/x"]\nvolumes:\n  d‸ata:\n    external: true\n`;
    expect(hoverAt({ 'compose.yaml': volume })).toBe(
      'Volume `data`, made outside of this project, in `compose.yaml` line 6. Mounted by `api`.',
    );
  });
});

describe('a path', () => {
  const rest = {
    'api/Dockerfile': 'FROM a:1 AS dev\n',
    'api.env': 'A=1\n',
    'c.json': '{}',
    'parts/more.yaml': 'services:\n  db:\n    image: d:1\n',
  };
  it.each([
    ['services:\n  api:\n    build: a‸pi\n', 'api/Dockerfile:1'],
    [
      'services:\n  api:\n    build:\n      context: api\n      dockerfile: Docker‸file\n',
      'api/Dockerfile:1',
    ],
    [
      'services:\n  api:\n    build:\n      context: api\n      target: d‸ev\n',
      'api/Dockerfile:1 dev',
    ],
    [`${base}    env_file: api.‸env\n`, 'api.env:1'],
    [`${base}    env_file:\n      - path: ./api.‸env\n        required: false\n`, 'api.env:1'],
    [`${base}    volumes: ["./c.js‸on:/c.json"]\n`, 'c.json:1'],
    [`include: [parts/mo‸re.yaml]\n${base}`, 'parts/more.yaml:1'],
    [`include:\n  - path: parts/mo‸re.yaml\n${base}`, 'parts/more.yaml:1'],
    [
      `${base}  d:\n    extends:\n      file: parts/mo‸re.yaml\n      service: db\n`,
      'parts/more.yaml:1',
    ],
    [
      `${base}  d:\n    extends:\n      file: parts/more.yaml\n      service: d‸b\n`,
      'parts/more.yaml:2 db',
    ],
    [`${base}configs:\n  c:\n    file: ./c.js‸on\n`, 'c.json:1'],
  ])('in %j leads to the file', (text, target) => {
    expect(followAt({ 'compose.yaml': text, ...rest })).toContain(target);
  });

  it('of a file that is not there leads nowhere', () => {
    expect(followAt({ 'compose.yaml': `${base}    env_file: no.‸env\n` })).toEqual([]);
  });

  it('that COPY takes from the context leads to the file', () => {
    const compose = {
      'compose.yaml':
        'services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n',
      'requirements.txt': 'flask\n',
    };
    expect(
      followAt({ ...compose, 'api/Dockerfile': 'FROM a:1\nCOPY requ‸irements.txt /app/\n' }),
    ).toEqual(['requirements.txt:1']);
    expect(followAt({ ...compose, 'api/Dockerfile': 'FROM a:1\nCOPY . /ap‸p/\n' })).toEqual([]);
  });
});

describe('a word of a Dockerfile', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'ARG V=3.11\nFROM python:${‸V}\n',
      '`V` is `3.11` by default, a build argument in `Dockerfile` line 1.',
      ['Dockerfile:1 V'],
    ],
    [
      'FROM a:1\nENV HOME_DIR=/srv\nWORKDIR $‸HOME_DIR\n',
      '`HOME_DIR` is `/srv`, set by ENV in `Dockerfile` line 2.',
      ['Dockerfile:2 HOME_DIR'],
    ],
    [
      'FROM a:1\nENV A=1\nRUN echo "$‸A"\n',
      '`A` is `1`, set by ENV in `Dockerfile` line 2.',
      ['Dockerfile:2 A'],
    ],
    [
      'FROM a:1\nENV A=1\nRUN <<EOF\necho $‸A\nEOF\n',
      '`A` is `1`, set by ENV in `Dockerfile` line 2.',
      ['Dockerfile:2 A'],
    ],
    [
      'FROM a:1\nENV A=1\nCOPY --chown=$‸A x y\n',
      '`A` is `1`, set by ENV in `Dockerfile` line 2.',
      ['Dockerfile:2 A'],
    ],
    [
      'ARG V=1\nFROM a:1\nARG V\nRUN echo $‸V\n',
      '`V` is `1` by default, a build argument in `Dockerfile` line 3.',
      ['Dockerfile:3 V', 'Dockerfile:1 V'],
    ],
    [
      'FROM a:1\nARG HF_TOKEN=hunter2\nRUN echo $‸HF_TOKEN\n',
      '`HF_TOKEN` is `***` by default, a build argument in `Dockerfile` line 2.',
      ['Dockerfile:2 HF_TOKEN'],
    ],
    [
      'FROM a:1 AS build\nFROM bu‸ild\n',
      'Stage `build`, from `a:1`, in `Dockerfile` line 1.',
      ['Dockerfile:1 build'],
    ],
    [
      'FROM a:1 AS build\nFROM b:1\nCOPY --from=bu‸ild /x /y\n',
      'Stage `build`, from `a:1`, in `Dockerfile` line 1.',
      ['Dockerfile:1 build'],
    ],
    [
      'FROM a:1\nFROM b:1\nCOPY --from=‸0 /x /y\n',
      'Stage number 0, from `a:1`, in `Dockerfile` line 1.',
      ['Dockerfile:1 FROM a:1'],
    ],
    [
      'FROM a:1 AS build\nFROM b:1\nRUN --mount=type=bind,from=bu‸ild,target=/x ls\n',
      'Stage `build`, from `a:1`, in `Dockerfile` line 1.',
      ['Dockerfile:1 build'],
    ],
  ])('%j', (text, words, targets) => {
    expect(hoverAt({ Dockerfile: text })).toBe(words);
    expect(followAt({ Dockerfile: text })).toEqual(targets);
  });

  it('tells what services pass for a build argument', () => {
    const files = {
      'compose.yaml':
        'services:\n  api:\n    build:\n      context: .\n      args:\n        V: "3.12"\n',
      Dockerfile: 'ARG V=3.11\nFROM python:$‸V\n',
    };
    expect(hoverAt(files)).toContain('The service `api` passes `3.12`.');
    expect(followAt(files)).toEqual(['Dockerfile:1 V', 'compose.yaml:6 "3.12"']);
  });

  it('follows a named context to the service that it stands for', () => {
    const files = {
      'compose.yaml':
        'services:\n  base:\n    image: b:1\n  api:\n    build:\n      context: .\n      additional_contexts:\n        shared: service:base\n',
      Dockerfile: 'FROM a:1\nCOPY --from=sh‸ared /x /y\n',
    };
    expect(followAt(files)).toEqual(['compose.yaml:2 base', 'compose.yaml:8 shared']);
    expect(hoverAt(files)).toContain('given by the service `api` in `compose.yaml` line 8');
  });

  it('stays silent in single quotes and for what no instruction sets', () => {
    expect(openAt({ Dockerfile: "FROM a:1\nENV A=1\nRUN echo '$‸A'\n" }).mentions).toEqual([]);
    expect(
      openAt({ Dockerfile: 'FROM a:1\nRUN for x in 1; do echo $‸x; done\n' }).mentions,
    ).toEqual([]);
  });
});

describe('the host of an address', () => {
  it.each<[string, Files]>([
    ['in .env', { '.env': 'A=1\nURL=http://a‸pi:8000/x\n' }],
    ['in an env file', { 'api.env': 'URL=redis://:pw@a‸pi:6379\n' }],
    ['of an ENV', { Dockerfile: 'FROM a:1\nENV URL=http://a‸pi:8000\n' }],
  ])('%s leads to its service', (_case, files) => {
    expect(followAt({ 'compose.yaml': base, ...files })).toEqual(['compose.yaml:2 api']);
    expect(hoverAt({ 'compose.yaml': base, ...files })).toContain('Service `api`');
  });

  it('that is no service leads nowhere', () => {
    expect(followAt({ 'compose.yaml': base, '.env': 'URL=http://exa‸mple.org\n' })).toEqual([]);
  });
});

describe('Dockerfiles in a compose file', () => {
  const text = (cursor: 1 | 2) =>
    `services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM a:1\n        EXP${cursor === 1 ? '‸' : ''}OSE 80\n  b:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM a:1 AS base\n        ENV A=1\n        FROM base\n        RUN echo ${cursor === 2 ? '‸' : ''}$$A\n`;
  it('are explained and followed as files of their own', () => {
    expect(hoverAt({ 'compose.yaml': text(1) })).toContain('It publishes nothing');
    expect(hoverAt({ 'compose.yaml': text(2) })).toBe(
      '`A` is `1`, set by ENV in `compose.yaml` line 13.',
    );
    expect(followAt({ 'compose.yaml': text(2) })).toEqual(['compose.yaml:13 A']);
  });
});

describe('a word of Docker, Compose or MLflow', () => {
  it.each<[string, Files, string]>([
    ['an instruction', { Dockerfile: 'FROM a:1\nEXP‸OSE 80\n' }, 'publishes nothing'],
    ['an inner instruction', { Dockerfile: 'FROM a:1\nHEALTHCHECK CM‸D true\n' }, '`CMD`'],
    ['a flag', { Dockerfile: 'FROM a:1\nCOPY --li‸nk x y\n' }, '#copy---link'],
    [
      'a flag of HEALTHCHECK',
      { Dockerfile: 'FROM a:1\nHEALTHCHECK --inte‸rval=5s CMD true\n' },
      '30 s',
    ],
    [
      'a mount',
      { Dockerfile: 'FROM a:1\nRUN --mount=ty‸pe=cache,target=/c ls\n' },
      'kept between builds',
    ],
    ['an option of uv', { Dockerfile: 'FROM a:1\nRUN uv sync --fro‸zen --no-dev\n' }, 'uv.lock'],
    [
      'an option behind other commands',
      { Dockerfile: 'FROM a:1\nRUN a && \\\n  pip install --no-cache‸-dir x\n' },
      'layer is smaller',
    ],
    [
      'an option of mlflow in an exec form',
      { Dockerfile: 'FROM a:1\nCMD ["mlflow", "server", "--ho‸st", "0.0.0.0"]\n' },
      '127.0.0.1',
    ],
    [
      'an option of mlflow in a command',
      { 'compose.yaml': `${base}    command: mlflow server --allowed-h‸osts x\n` },
      'Invalid Host header',
    ],
    [
      'a folded one of a shell',
      {
        'compose.yaml': `${base}    command: >\n      sh -c "mlflow server\n      --cors-allowed-ori‸gins x"\n`,
      },
      'Web pages',
    ],
    [
      'one of a command that another starts',
      { Dockerfile: 'FROM a:1\nCMD ["uv", "run", "kedro", "viz", "--po‸rt", "4141"]\n' },
      '4141',
    ],
    [
      'one of a module',
      { Dockerfile: 'FROM a:1\nRUN python3 -m pip install -‸r x\n' },
      'file lists',
    ],
    [
      'a compose command in a script',
      { 'run.sh': 'docker compose -f a.yaml up --sc‸ale w=2 -d\n' },
      'SERVICE=NUMBER',
    ],
    ['its older spelling', { 'run.sh': 'docker-compose -p x do‸wn -v\n' }, 'Stops and removes'],
    [
      'docker run over two lines',
      { 'run.sh': 'docker run \\\n  -it --r‸m x\n' },
      'Removes the container',
    ],
    ['a key', { 'compose.yaml': 'services:\n  api:\n    rest‸art: always\n' }, '#restart'],
    [
      'a value',
      { 'compose.yaml': 'services:\n  api:\n    restart: unless-st‸opped\n' },
      'unless somebody stopped it',
    ],
    [
      'a nested key',
      { 'compose.yaml': 'services:\n  api:\n    build:\n      con‸text: .\n' },
      'sent to the builder',
    ],
    [
      'a condition',
      {
        'compose.yaml':
          'services:\n  api:\n    depends_on:\n      db:\n        condition: service_heal‸thy\n',
      },
      'health check of the other',
    ],
    [
      'a variable of MLflow',
      { 'compose.yaml': `${base}    environment:\n      - MLFLOW_TRACK‸ING_URI=x\n` },
      'container itself',
    ],
    [
      'one in .env',
      { '.env': 'MLFLOW_TRACK‸ING_URI=x\n', 'compose.yaml': base },
      'container itself',
    ],
    [
      'one of a Dockerfile',
      { Dockerfile: 'FROM a:1\nENV MLFLOW_TRACK‸ING_URI=x\n' },
      'container itself',
    ],
  ])('is explained: %s', (_case, files, words) => {
    expect(hoverAt(files)).toContain(words);
    expect(hoverAt(files)).toMatch(/\[Read more\]\(https:\/\/[^)\s]+\)$/);
  });

  it('is not a name that a person chose', () => {
    expect(hoverAt({ 'compose.yaml': 'services:\n  bui‸ld:\n    image: x:1\n' })).toContain(
      'Service `build`',
    );
    expect(
      hoverAt({ 'compose.yaml': `${base}    environment:\n      ima‸ge: x\n` }),
    ).toBeUndefined();
  });
});
