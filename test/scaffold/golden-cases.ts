import type { Answers, ServiceId } from '../../src/scaffold/service-template.ts';
import type { Files } from '../support/scaffold-project.ts';
import { add } from '../support/scaffold-project.ts';

const api =
  'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health():\n    return {}\n';
const pip = { 'requirements.txt': 'fastapi==0.121.3\nmlflow==3.17.2\nuvicorn==0.38.0\n' };
const uv = {
  '.python-version': '3.13\n',
  'pyproject.toml':
    '[project]\nname = "my-app"\ndependencies = ["fastapi", "mlflow", "uvicorn"]\n[build-system]\nrequires = ["hatchling"]\n',
  'uv.lock': 'version = 1\n',
  'src/my_app/__init__.py': '',
};
const poetry = {
  'pyproject.toml':
    '[tool.poetry]\nname = "jobs"\n[tool.poetry.dependencies]\npython = "^3.11"\nmlflow = "^3.5"\nfastapi = "*"\nuvicorn = "*"\n',
  'poetry.lock': '',
  'jobs/__init__.py': '',
};

export interface Case {
  readonly title: string;
  readonly files: Files;
  readonly services: readonly (readonly [ServiceId, Answers])[];
}

export const cases: readonly Case[] = [
  {
    title: 'all three into nothing',
    files: {},
    services: [
      ['mlflow', {}],
      ['training-job', {}],
      ['fastapi-api', {}],
    ],
  },
  {
    title: 'pip project',
    files: { ...pip, 'train.py': 'import mlflow\n', 'app/__init__.py': '', 'app/main.py': api },
    services: [
      ['mlflow', {}],
      ['training-job', {}],
      ['fastapi-api', {}],
    ],
  },
  {
    title: 'uv package',
    files: { ...uv, 'src/my_app/main.py': api, 'train.py': 'from my_app import x\n' },
    services: [
      ['mlflow', { port: '5055' }],
      ['training-job', { name: 'fit' }],
      ['fastapi-api', {}],
    ],
  },
  {
    title: 'poetry package beside an older server',
    files: {
      ...poetry,
      'jobs/train.py': 'from jobs import data\n',
      'jobs/data.py': '',
      'compose.yaml': `services:
  mlflow:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    restart: unless-stopped
    command: ["mlflow", "server", "--host", "0.0.0.0", "--backend-store-uri", "sqlite:////data/mlflow.db", "--artifacts-destination", "/data/artifacts"]
    volumes:
      - data:/data
volumes:
  data:
`,
    },
    services: [['training-job', {}]],
  },
  {
    title: 'folders with requirements of their own',
    files: {
      'train/train.py': 'import mlflow\n',
      'train/requirements.txt': 'mlflow==3.17.2\n',
      'serve/main.py': api,
      'serve/requirements.txt': 'fastapi==0.121.3\nuvicorn==0.38.0\n',
      'serve/Dockerfile.old': '',
    },
    services: [
      ['training-job', {}],
      ['fastapi-api', {}],
    ],
  },
];

/** The project after its services were added, one after the other. */
export function addAll({ files, services }: Pick<Case, 'files' | 'services'>): Files {
  let after = files;
  for (const [id, answers] of services) after = add(id, after, answers);
  return after;
}
