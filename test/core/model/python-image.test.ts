import { describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { PythonImages } from '../../../src/core/model/python-image.ts';
import type { InstalledPackages } from '../../../src/core/model/python-packages.ts';

type Files = Readonly<Record<string, string>>;

function build(files: Files) {
  const project = buildProject({
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(),
  });
  return { project, images: new PythonImages(project) };
}

function read(files: Files, path = 'Dockerfile'): InstalledPackages {
  const { project, images } = build(files);
  const dockerfile = project.dockerfiles.find((file) => file.path === path)!;
  return images.findStagePackages(dockerfile, dockerfile.stages.at(-1)!);
}

function outline({ packages }: InstalledPackages): string {
  return [...packages.values()]
    .filter(({ evidence }) => evidence !== 'base')
    .map(({ name, version, specifiers }) =>
      version === undefined
        ? name + specifiers.map(({ operator, version: limit }) => operator + limit).join(',')
        : `${name}=${version.text}`,
    )
    .sort()
    .join(' ');
}

const slim = 'FROM python:3.11-slim\nWORKDIR /app\n';

describe('packages of an image', () => {
  it.each([
    ['pip install mlflow==2.9.2 "boto3>=1.3,<2"', 'boto3>=1.3,<2 mlflow=2.9.2'],
    ['python -m pip install --no-cache-dir -U pip numpy', 'numpy'],
    ['pip install -i https://host/simple torch==2.4.1+cu121', 'torch=2.4.1+cu121'],
    ['apt-get update && apt-get install -y python3-psycopg2 python3-venv curl', 'psycopg2'],
    ['pip install numpy pandas && pip uninstall -y numpy', 'pandas'],
    ['uv pip install --system polars==1.17.1', 'polars=1.17.1'],
    ['pipx install poetry && echo pip install nothing', ''],
    ['sudo -H pip3.11 install flask', 'flask'],
    ['pip install "uvloop ; sys_platform == \'win32\'" httpx', 'httpx'],
  ])('from RUN %s', (command, expected) => {
    const found = read({ Dockerfile: `${slim}RUN ${command}\n` });
    expect(
      outline({
        ...found,
        packages: new Map([...found.packages].filter(([name]) => name !== 'pip')),
      }),
    ).toBe(expected);
    expect(found.isComplete).toBe(true);
  });

  it('follow ARG and ENV', () => {
    const dockerfile = `${slim}ARG MLFLOW=2.9.2\nRUN pip install mlflow==$MLFLOW other==\${OTHER}\n`;
    const found = read({ Dockerfile: dockerfile });
    expect(outline(found)).toBe('mlflow=2.9.2');
    expect(
      found.gaps.map(({ reason, at }) => [reason, dockerfile.slice(at.start, at.end)]),
    ).toEqual([['word', 'other==${OTHER}']]);
  });

  it('come out of requirements files, through COPY, WORKDIR, -r and -c', () => {
    const files = {
      'api/Dockerfile': `${slim}COPY deps/*.txt ./reqs/\nRUN cd reqs && pip install -r all.txt\n`,
      'api/deps/all.txt': '-r base.txt\n-c limits.txt\nflask\n',
      'api/deps/base.txt': 'numpy>=1\n',
      'api/deps/limits.txt': 'flask<3\nother==1\n',
      'compose.yaml': 'services:\n  api:\n    build: ./api\n',
    };
    const found = read(files, 'api/Dockerfile');
    expect(outline(found)).toBe('flask<3 numpy>=1');
    expect(found.isComplete).toBe(true);
    const { file, start, end } = found.packages.get('numpy')!.at;
    expect([file, files['api/deps/base.txt'].slice(start, end)]).toEqual([
      'api/deps/base.txt',
      'numpy>=1',
    ]);
  });

  it('are not known where the file is not copied, or kept out of the context', () => {
    const requirements = { 'requirements.txt': 'numpy\n' };
    const install = 'RUN pip install -r requirements.txt\n';
    const missing = read({ ...requirements, Dockerfile: `${slim}${install}` });
    expect(missing.gaps.map(({ reason }) => reason)).toEqual(['file']);
    const copied = { ...requirements, Dockerfile: `${slim}COPY . .\n${install}` };
    expect(read(copied).isComplete).toBe(true);
    const ignored = read({ ...copied, '.dockerignore': '*.txt\n' });
    expect(ignored.gaps.map(({ reason }) => reason)).toEqual(['file']);
  });

  it('come out of a bind mount of RUN', () => {
    const found = read({
      Dockerfile: `${slim}RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt pip install -r /tmp/r.txt\n`,
      'requirements.txt': 'numpy==2.1.3\n',
    });
    expect(outline(found)).toBe('numpy=2.1.3');
  });

  it('go on to the stages that are built from it, or that copy its environment', () => {
    const dockerfile = `FROM python:3.11 AS build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install mlflow==2.9.2
RUN pip install --prefix=/install flask
RUN pip install tools
FROM python:3.11-slim AS base
RUN pip install httpx
FROM base
COPY --from=build /opt/venv /opt/venv
COPY --from=build /install /usr/local
`;
    expect(outline(read({ Dockerfile: dockerfile }))).toBe('flask httpx mlflow=2.9.2');
  });

  it('come out of wheels that another stage built', () => {
    const dockerfile = `FROM python:3.11 AS build
RUN pip wheel -w /wheels mlflow==2.9.2
FROM python:3.11-slim
COPY --from=build /wheels /wheels
RUN pip install /wheels/*
`;
    expect(outline(read({ Dockerfile: dockerfile }))).toBe('mlflow=2.9.2');
  });

  it('come out of the project itself', () => {
    const pyproject =
      '[project]\nname = "jobs"\ndependencies = ["numpy"]\n[project.optional-dependencies]\ngpu = ["torch"]\n';
    const setup =
      'from setuptools import setup\nsetup(name="jobs", install_requires=["pandas>=2"])\n';
    const dockerfile = `${slim}COPY . .\nRUN pip install -e ".[gpu]"\n`;
    expect(outline(read({ Dockerfile: dockerfile, 'pyproject.toml': pyproject }))).toBe(
      'numpy torch',
    );
    expect(outline(read({ Dockerfile: dockerfile, 'setup.py': setup }))).toBe('pandas>=2');
    expect(
      read({ Dockerfile: dockerfile, 'main.py': '' }).gaps.map(({ reason }) => reason),
    ).toEqual(['local']);
  });

  it.each([
    ['python:3.11', true, ''],
    ['ubuntu:22.04', true, ''],
    ['ghcr.io/mlflow/mlflow:v2.14.1', true, 'mlflow=2.14.1'],
    ['ghcr.io/mlflow/mlflow:v2.14.1-full', false, 'mlflow=2.14.1'],
    ['pytorch/pytorch:2.4.1-cuda12.1-cudnn9-runtime', false, 'numpy torch=2.4.1'],
    ['registry.local/team/base:1', false, ''],
    ['scratch', true, ''],
  ])('come with %s', (image, isComplete, expected) => {
    const found = read({ Dockerfile: `FROM ${image}\n` });
    expect(found.isComplete).toBe(isComplete);
    const names = [...found.packages.values()].filter(({ name }) => name !== 'pip');
    expect(
      names
        .map(({ name, version }) => (version ? `${name}=${version.text}` : name))
        .sort()
        .join(' '),
    ).toBe(expected);
  });

  it('may be anything behind a script', () => {
    const found = read({
      Dockerfile: `${slim}COPY . .\nRUN ./install.sh && pip install numpy\n`,
      'install.sh': '',
    });
    expect(found.gaps.map(({ reason }) => reason)).toEqual(['script']);
  });
});

describe('packages of a locked project', () => {
  const lock = `[[package]]
name = "jobs"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "mlflow" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[[package]]
name = "mlflow"
version = "2.22.5"
dependencies = [{ name = "flask" }]
[[package]]
name = "flask"
version = "3.0.3"
[[package]]
name = "pytest"
version = "8.0"
`;
  const pyproject =
    '[project]\nname = "jobs"\ndependencies = ["mlflow>=2"]\n[dependency-groups]\ndev = ["pytest"]\n';

  it.each([
    ['uv sync --frozen', 'flask=3.0.3 mlflow=2.22.5 pytest=8.0'],
    ['uv sync --locked --no-dev', 'flask=3.0.3 mlflow=2.22.5'],
    ['uv sync --only-group dev', 'pytest=8.0'],
  ])('%s takes the versions of the lock file', (command, expected) => {
    const found = read({
      Dockerfile: `${slim}COPY pyproject.toml uv.lock ./\nRUN ${command}\n`,
      'pyproject.toml': pyproject,
      'uv.lock': lock,
    });
    expect(outline(found)).toBe(expected);
    expect([found.isComplete, found.isClosed]).toEqual([true, true]);
  });

  it('are as declared where the lock file is not in the image', () => {
    const found = read({
      Dockerfile: `${slim}COPY pyproject.toml ./\nRUN uv sync --no-dev\n`,
      'pyproject.toml': pyproject,
      'uv.lock': lock,
    });
    expect(outline(found)).toBe('mlflow>=2');
    expect([found.isComplete, found.isClosed]).toEqual([true, false]);
  });

  const poetryFiles = {
    'pyproject.toml':
      '[tool.poetry]\nname = "jobs"\n[tool.poetry.dependencies]\nmlflow = "^2"\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
    'poetry.lock':
      '[[package]]\nname = "mlflow"\nversion = "2.9.2"\n[package.dependencies]\nflask = "*"\n[[package]]\nname = "flask"\nversion = "3.0"\n[[package]]\nname = "pytest"\nversion = "8.0"\n',
  };

  it.each([
    ['poetry install --no-root', 'flask=3.0 mlflow=2.9.2 pytest=8.0'],
    ['poetry install --only main', 'flask=3.0 mlflow=2.9.2'],
    ['poetry install --without dev', 'flask=3.0 mlflow=2.9.2'],
  ])('%s chooses groups', (command, expected) => {
    const dockerfile = `${slim}COPY pyproject.toml poetry.lock ./\nRUN ${command}\n`;
    expect(outline(read({ ...poetryFiles, Dockerfile: dockerfile }))).toBe(expected);
  });

  it('come through a requirements file that a stage exported', () => {
    const dockerfile = `FROM python:3.11 AS export
WORKDIR /tmp
COPY ./pyproject.toml ./poetry.lock* /tmp/
RUN poetry export -f requirements.txt --output requirements.txt --only main
FROM python:3.11-slim
WORKDIR /code
COPY --from=export /tmp/requirements.txt /code/requirements.txt
RUN pip install -r /code/requirements.txt
`;
    const found = read({ ...poetryFiles, Dockerfile: dockerfile });
    expect(outline(found)).toBe('flask=3.0 mlflow=2.9.2');
    expect(found.isComplete).toBe(true);
  });
});

describe('packages of a service', () => {
  it('are those of its image and of its command', () => {
    const { project, images } = build({
      'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.14.1
    command: sh -c "pip install psycopg2-binary -r /work/more.txt && mlflow server"
    volumes:
      - ./server:/work
  cache:
    image: redis:7
`,
      'server/more.txt': 'boto3\n',
    });
    const [tracking] = project.fileSets[0]!.services.map((service) =>
      images.findServicePackages(service),
    );
    expect([...tracking!.packages.keys()].sort()).toEqual(['boto3', 'mlflow', 'psycopg2-binary']);
    expect(tracking!.isComplete).toBe(true);
  });
});
