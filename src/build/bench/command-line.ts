import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { tryCommand } from '../services/run-command.ts';
import type { Measure } from './measure.ts';
import { toService } from './sample-texts.ts';

const program = join(repositoryRoot, 'dist', 'cli.js');

/** `drydock lint` over many small projects, and over one with very many services. */
export async function measureCommandLine(): Promise<readonly Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-bench-'));
  try {
    const projects = await writeProjects(join(folder, 'many'), 2000);
    const workspace = join(folder, 'wide');
    await writeWorkspace(workspace, 1000);
    return [
      {
        name: 'drydock lint, 2,000 small projects',
        value: await time(projects),
        unit: 'ms',
        budget: 8000,
      },
      {
        name: 'drydock lint, 1,000 services',
        value: await time([workspace]),
        unit: 'ms',
        budget: 2000,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The median of three runs. */
async function time(roots: readonly string[]): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const started = performance.now();
    const { exitCode, stdout, stderr } = await tryCommand(process.execPath, [
      program,
      'lint',
      '--format',
      'json',
      ...roots,
    ]);
    runs.push(performance.now() - started);
    const { roots: read } = JSON.parse(stdout) as { roots: readonly unknown[] };
    if (exitCode === 2 || read.length !== roots.length) throw new Error(stderr);
  }
  return runs.toSorted((a, b) => a - b)[1] ?? Number.NaN;
}

async function writeProjects(folder: string, count: number): Promise<readonly string[]> {
  const roots: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const root = join(folder, String(index));
    await writeFiles(root, {
      Dockerfile: toDockerfile(index),
      'compose.yaml': toComposeText([...toService(0), '    build: .']),
      'requirements.txt': `mlflow==3.${index % 10}.0\nnumpy\n`,
      'train.py': 'import mlflow\n\nmlflow.set_tracking_uri("http://localhost:5000")\n',
    });
    roots.push(root);
  }
  return roots;
}

/** One compose file that includes a hundred others, and twenty images that services are built from. */
async function writeWorkspace(root: string, services: number): Promise<void> {
  const size = 10;
  const files: Record<string, string> = {};
  const names = Array.from({ length: services / size }, (_, index) => `parts/part${index}.yaml`);
  for (const [index, name] of names.entries()) {
    const own = Array.from({ length: size }, (_, item) => index * size + item);
    const services = own.flatMap((item) => {
      return [...toService(item), `    build: ../images/${item % 20}`];
    });
    files[name] = toComposeText(services);
  }
  for (let image = 0; image < 20; image += 1) {
    files[`images/${image}/Dockerfile`] = toDockerfile(image);
    files[`images/${image}/requirements.txt`] = 'mlflow==3.1.0\n';
    files[`images/${image}/train.py`] = 'import mlflow\n';
  }
  files['compose.yaml'] = `include:\n${names.map((name) => `  - ${name}\n`).join('')}`;
  await writeFiles(root, files);
}

function toComposeText(services: readonly string[]): string {
  return ['services:', ...services, 'volumes:', '  models: {}', 'networks:', '  back: {}', ''].join(
    '\n',
  );
}

function toDockerfile(index: number): string {
  return [
    `FROM python:3.${10 + (index % 4)}-slim`,
    'WORKDIR /app',
    'RUN apt-get update && apt-get install -y --no-install-recommends libgomp1',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    'COPY . .',
    `ENV REVISION=${index}`,
    'CMD ["python", "train.py"]',
    '',
  ].join('\n');
}

async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const place = join(root, path);
    await mkdir(join(place, '..'), { recursive: true });
    await writeFile(place, text);
  }
}
