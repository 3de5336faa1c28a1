import { describe, expect, it } from 'vitest';
import { detectFacts } from '../../../src/scaffold/detect/detect-facts.ts';
import type { ProjectFacts } from '../../../src/scaffold/facts.ts';
import type { Files } from '../../support/scaffold-project.ts';
import { toProject } from '../../support/scaffold-project.ts';

const api = 'from fastapi import FastAPI\napp = FastAPI()\n';

function detect(files: Files): ProjectFacts {
  return detectFacts(toProject(files));
}

describe('dependency manager', () => {
  it.each<[string, Files, object]>([
    [
      'pip with its included files',
      {
        'requirements.txt': '-r base.txt\n-c limits.txt\nflask\n',
        'base.txt': '',
        'limits.txt': '',
      },
      {
        kind: 'pip',
        requirements: ['requirements.txt', 'base.txt', 'limits.txt'],
        needsCode: false,
      },
    ],
    [
      'pip that installs the project itself',
      { 'requirements.txt': 'numpy\n-e .[dev]\n' },
      { kind: 'pip', requirements: ['requirements.txt'], needsCode: true },
    ],
    [
      'uv with a lock and no package of its own',
      { 'pyproject.toml': '[project]\nname = "x"\n', 'uv.lock': '' },
      { kind: 'uv', hasLock: true, isPackage: false },
    ],
    [
      'uv with a package below src',
      {
        'pyproject.toml': '[project]\nname = "my-app"\n[build-system]\nrequires = []\n[tool.uv]\n',
        'src/my_app/__init__.py': '',
      },
      { kind: 'uv', hasLock: false, isPackage: true },
    ],
    [
      'Poetry that is told not to make a package',
      {
        'pyproject.toml': '[tool.poetry]\nname = "demo"\npackage-mode = false\n',
        'poetry.lock': '',
        'demo/__init__.py': '',
      },
      { kind: 'poetry', hasLock: true, isPackage: false },
    ],
    ['a bare pyproject', { 'pyproject.toml': '[project]\nname = "x"\n' }, { kind: 'project' }],
    ['nothing', { 'main.py': '' }, { kind: 'none' }],
  ])('is %s', (_, files, manager) => {
    expect(detect(files).root.manager.value).toEqual(manager);
  });
});

describe('Python version', () => {
  it.each<[string, Files, string]>([
    ['.python-version', { '.python-version': '3.11.9\n' }, '3.11'],
    ['another image', { 'api/Dockerfile': 'FROM python:3.10-slim\n' }, '3.10'],
    ['requires-python', { 'pyproject.toml': 'requires-python = ">=3.10,<3.12"\n' }, '3.11'],
    [
      'a caret of Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.13"\n' },
      '3.13',
    ],
    ['a wish for any Python 3', { 'pyproject.toml': 'requires-python = ">=3.9,<4.0"\n' }, '3.12'],
    ['nothing', {}, '3.12'],
  ])('follows %s', (_, files, version) => {
    expect(detect(files).root.python.value).toBe(version);
  });

  it('says where it was found', () => {
    const { python } = detect({ '.python-version': '3.11\n' }).root;
    expect(python.evidence).toBe('.python-version says 3.11');
  });
});

describe('entry points', () => {
  it('prefers train.py near the root and leaves tests out', () => {
    const files = { 'jobs/train_model.py': '', 'src/train.py': '', 'tests/test_train.py': '' };
    const found = detect(files).trainingScripts.map(({ value }) => value.path);
    expect(found).toEqual(['src/train.py', 'jobs/train_model.py']);
  });

  it('starts a script as a module where it imports from the root', () => {
    const files = { 'src/train.py': 'from src.data import load\n', 'src/data.py': '' };
    expect(detect(files).trainingScripts[0]?.value.arguments).toEqual(['-m', 'src.train']);
  });

  it('starts a script by its path where it imports its neighbors', () => {
    const files = { 'src/train.py': 'import data\n', 'src/data.py': '' };
    expect(detect(files).trainingScripts[0]?.value.arguments).toEqual(['src/train.py']);
  });

  it.each<[string, Files, string, string]>([
    ['at the root', { 'main.py': api }, 'main:app', ''],
    ['in a package', { 'app/__init__.py': '', 'app/main.py': api }, 'app.main:app', ''],
    ['below src', { 'src/shop/main.py': api }, 'shop.main:app', 'src'],
    [
      'beside what it imports',
      { 'app/main.py': `import db\n${api}`, 'app/db.py': '' },
      'main:app',
      'app',
    ],
    [
      'in a folder with its own requirements',
      { 'api/main.py': api, 'api/requirements.txt': '' },
      'main:app',
      '',
    ],
  ])('finds a FastAPI application %s', (_, files, target, appFolder) => {
    expect(detect(files).apiApps[0]?.value).toMatchObject({ target, appFolder });
  });

  it('takes a health route, else the description, else none', () => {
    const healthOf = (text: string): string | undefined =>
      detect({ 'main.py': text }).apiApps[0]?.value.healthPath;
    expect(healthOf(`${api}@app.get("/healthz")\ndef ok(): ...\n`)).toBe('/healthz');
    expect(healthOf(api)).toBe('/openapi.json');
    expect(
      healthOf('from fastapi import FastAPI\napp = FastAPI(openapi_url=None)\n'),
    ).toBeUndefined();
  });
});

describe('compose facts', () => {
  it('knows an MLflow server by its command, with port, health check and networks', () => {
    const { compose } = detect({
      'compose.yaml': `services:
  tracking:
    image: example/server
    command: mlflow server --host 0.0.0.0 --port 5050
    networks: [ml]
    ports: ["8080-8081:5050-5051"]
    healthcheck: { test: ["CMD", "true"] }
networks: { ml: {} }
`,
    });
    expect(compose.mlflow?.value).toEqual({
      service: 'tracking',
      port: 5050,
      hasHealthcheck: true,
      networks: ['ml'],
    });
    expect([...compose.usedPorts]).toEqual([8080, 8081]);
  });

  it('knows an MLflow server by its Dockerfile', () => {
    const { compose } = detect({
      'compose.yaml': 'services:\n  store:\n    build: ./store\n',
      'store/Dockerfile': 'FROM python:3.11-slim\nCMD ["mlflow", "ui", "--port=5001"]\n',
    });
    expect(compose.mlflow).toEqual({
      value: { service: 'store', port: 5001, hasHealthcheck: false, networks: [] },
      evidence: 'service "store" runs mlflow ui',
    });
  });

  it('leaves a model server alone', () => {
    const { compose } = detect({
      'compose.yaml':
        'services:\n  m:\n    image: x\n    command: mlflow models serve -m models:/m/1\n',
    });
    expect(compose.mlflow).toBeUndefined();
  });

  it('does not follow a tracking address on the loopback', () => {
    const service = (uri: string): string =>
      `services:\n  a:\n    image: x\n    environment:\n      MLFLOW_TRACKING_URI: ${uri}\n`;
    expect(
      detect({ 'compose.yaml': service('http://localhost:5000') }).compose.trackingUri,
    ).toBeUndefined();
    expect(
      detect({ 'compose.yaml': service('https://ml.example.org') }).compose.trackingUri?.value,
    ).toBe('https://ml.example.org');
    const secret = detect({
      'compose.yaml': service('"https://u:${PASSWORD}@ml.example.org"'),
      '.env': 'PASSWORD=hunter2\n',
    });
    expect(secret.compose.trackingUri?.value).toBe('https://u:${PASSWORD}@ml.example.org');
  });

  it('finds how Dockerfiles are named and which MLflow the code wants', () => {
    const facts = detect({
      'Dockerfile.api': 'FROM python:3.12\n',
      'requirements.txt': 'mlflow==2.22.1\n',
    });
    expect(facts.naming).toEqual({ value: 'suffix', evidence: 'Dockerfile.api is there' });
    expect(facts.mlflowVersion).toEqual({
      value: '2.22.1',
      evidence: 'requirements.txt asks for 2.22.1',
    });
  });
});
