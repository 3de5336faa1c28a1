import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/base/text-edits.ts';
import type { ServiceId } from '../../src/scaffold/service-template.ts';
import type { Files } from '../support/scaffold-project.ts';
import { add, apply, complaintsOf, plan } from '../support/scaffold-project.ts';

const commented = `# The stack of the house price project.
x-common: &common # shared by all
    restart: unless-stopped

services:
    # Stores everything.
    db:
        <<: *common
        image: "postgres:16"   # pinned on purpose
        ports: ["127.0.0.1:5000:5432"]
        # the end of db

# What is kept.
volumes:
    pg: {}   # do not remove
`;

const ids: readonly ServiceId[] = ['training-job', 'mlflow', 'fastapi-api'];

describe('an existing compose file', () => {
  it('gets the service and the volume and keeps all else to the byte', () => {
    const files = { 'compose.yaml': commented };
    const after = add('mlflow', files)['compose.yaml'] ?? '';
    let rest = after;
    for (const line of commented.split('\n')) {
      expect(rest).toContain(line);
      rest = rest.slice(rest.indexOf(line) + line.length);
    }
    expect(after).toContain('    pg: {}   # do not remove\n    mlflow-data:\n');
    // Four blanks a level, as the file has them.
    expect(after).toContain('    mlflow:\n        build:\n            context: .\n');
  });

  it.each(ids)('is as it was when the edits of %s are undone', (id) => {
    const files = { 'compose.yaml': commented };
    const { edits } = plan(id, files);
    const after = applyEdits(commented, edits);
    // Every edit only inserts, so cutting the inserted texts out again is the undo.
    expect(edits.every(({ at }) => at.start === at.end)).toBe(true);
    const undone = edits
      .toSorted((a, b) => b.at.start - a.at.start)
      .reduce((text, { at, insert }, index, all) => {
        const shift = all.slice(index + 1).reduce((sum, edit) => sum + edit.insert.length, 0);
        const start = at.start + shift;
        return text.slice(0, start) + text.slice(start + insert.length);
      }, after);
    expect(undone).toBe(commented);
  });

  it('keeps its line ends', () => {
    const crlf = commented.replaceAll('\n', '\r\n');
    const after = add('mlflow', { 'compose.yaml': crlf })['compose.yaml'] ?? '';
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('gets a port and names that are free', () => {
    const files = { 'compose.yaml': commented.replace('pg:', 'mlflow-data:') };
    const after = add('mlflow', files)['compose.yaml'] ?? '';
    expect(after).toContain('"127.0.0.1:5001:5000"');
    expect(after).toContain('- mlflow-data-2:/mlflow');
    const withTrain = 'services:\n  train:\n    image: busybox:1\n';
    expect(plan('training-job', { 'compose.yaml': withTrain }).name).toBe('train-2');
  });

  it('is refused where the services are written in braces as a whole', () => {
    expect(
      complaintsOf('mlflow', { 'compose.yaml': '{ services: { a: { image: x } } }\n' }),
    ).toEqual([
      'compose.yaml is written so that a service cannot be added to it without rewriting it.',
    ]);
  });
});

describe('a second run', () => {
  const projects: Readonly<Record<string, Files>> = {
    'an empty folder': {},
    'a commented file': { 'compose.yaml': commented },
    'a project with code': {
      'compose.yaml': 'services:\n  db:\n    image: postgres:16\n',
      'requirements.txt': 'mlflow==3.17.2\nfastapi==0.121.3\nuvicorn==0.38.0\n',
      'train.py': 'import mlflow\n',
      'app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      '.dockerignore': '__pycache__/\n',
    },
  };
  for (const [name, files] of Object.entries(projects)) {
    it.each(ids)(`changes nothing in ${name}: %s`, (id) => {
      const once = add(id, files);
      const again = plan(id, once);
      expect(again).toMatchObject({ files: [], edits: [] });
      expect(apply(once, again)).toEqual(once);
      expect(again.notes[0]).toMatch(/does this already/);
    });
  }

  it('adds another service where another name is asked for', () => {
    const once = add('training-job', projects['a project with code'] ?? {});
    const twice = add('training-job', once, { name: 'tune' });
    expect(twice['compose.yaml']).toContain('  tune:\n');
    expect(twice['compose.yaml']).toContain('  train:\n');
  });

  it('reuses the files of a service that was taken out of the compose file', () => {
    const files = projects['a project with code'] ?? {};
    const once = add('mlflow', files);
    const taken = { ...once, 'compose.yaml': files['compose.yaml'] ?? '' };
    expect(plan('mlflow', taken).files).toEqual([]);
    expect(add('mlflow', taken)).toEqual(once);
  });
});

describe('a compose file in a folder', () => {
  it.each(['docker/compose.yaml', 'infra/local/docker-compose.yml'])(
    '%s names contexts as seen from there',
    (path) => {
      const files = {
        [path]: 'services:\n  db:\n    image: postgres:16\n',
        'api/train.py': '',
        'api/requirements.txt': '',
      };
      const up = path.startsWith('docker') ? '..' : '../..';
      const after = add('mlflow', add('training-job', files));
      expect(after[path]).toContain(`context: ${up}/api\n`);
      expect(after[path]).toContain(`context: ${up}/mlflow\n`);
      for (const id of ids)
        expect(plan(id, add(id, files))).toMatchObject({ files: [], edits: [] });
    },
  );
});

describe('a script with a blank in its path', () => {
  it('is run, and known again', () => {
    const once = add('training-job', { 'Chapter 8/train.py': '' });
    expect(once['train.Dockerfile']).toContain('CMD ["python", "Chapter 8/train.py"]');
    expect(plan('training-job', once)).toMatchObject({ files: [], edits: [] });
  });
});

describe('answers', () => {
  it.each<[ServiceId, Record<string, string>, RegExp]>([
    ['mlflow', { name: 'My Server' }, /small letters/],
    ['mlflow', { name: 'db' }, /is there already, and it does something else/],
    ['mlflow', { port: '70000' }, /1 to 65535/],
    ['mlflow', { port: '5000' }, /publishes port 5000/],
    ['mlflow', { version: 'latest' }, /looks like 3\.17\.2/],
    ['mlflow', { color: 'red' }, /no setting of mlflow; it has: name, port, version, python/],
    ['training-job', { script: '../evil.py' }, /no Python file/],
    ['fastapi-api', { app: 'nothing.py' }, /No FastAPI application/],
    ['fastapi-api', { python: '2.7' }, /looks like 3\.12/],
  ])('of %s are checked: %j', (id, answers, complaint) => {
    expect(complaintsOf(id, { 'compose.yaml': commented }, answers).join(' ')).toMatch(complaint);
  });

  it('never overwrite a file', () => {
    const files = { 'mlflow.Dockerfile': 'FROM scratch\n', 'train/train.txt': '' };
    expect(plan('mlflow', files).files.map(({ path }) => path)).toContain('mlflow-2.Dockerfile');
    expect(plan('training-job', files).name).toBe('train-2');
  });
});

describe('wiring', () => {
  const server = (extra: string): string =>
    `services:\n  tracking:\n    image: ghcr.io/mlflow/mlflow:v3.17.2\n    command: mlflow server --port 5050\n${extra}`;

  it('points clients at the MLflow server that is there, and waits for its health', () => {
    const healthy = server(
      '    networks: [ml]\n    healthcheck: { test: ["CMD", "true"] }\nnetworks: { ml: {} }\n',
    );
    const after = add('training-job', { 'compose.yaml': healthy })['compose.yaml'];
    expect(after).toContain('MLFLOW_TRACKING_URI: http://tracking:5050');
    expect(after).toContain('      tracking:\n        condition: service_healthy\n');
    expect(after).toContain('    networks:\n      - ml\n');
  });

  it('waits only for the start of a server without a health check', () => {
    const after = add('training-job', { 'compose.yaml': server('') })['compose.yaml'];
    expect(after).toContain('condition: service_started');
  });

  it('gives an older server no host list, since it knows none', () => {
    const after = add('mlflow', {}, { version: '2.22.1' });
    expect(after['compose.yaml']).not.toContain('ALLOWED_HOSTS');
    expect(after['mlflow.Dockerfile']).toContain('pip install mlflow==2.22.1');
  });

  it('takes the version of MLflow that the code asks for', () => {
    const after = add('mlflow', { 'requirements.txt': 'mlflow==3.4.0\n' });
    expect(after['mlflow.Dockerfile']).toContain('mlflow==3.4.0');
  });
});

describe('.dockerignore', () => {
  const code = { 'requirements.txt': '', 'train.py': '' };

  it('is made where there is none', () => {
    expect(add('training-job', code)['.dockerignore']).toMatch(/^\.git\n\.env\n/);
  });

  it('is completed, with its line ends, by what it lacks', () => {
    const files = { ...code, '.dockerignore': '.git/\r\n.venv\r\n*.py[cod]' };
    expect(add('training-job', files)['.dockerignore']).toBe(
      '.git/\r\n.venv\r\n*.py[cod]\r\n.env\r\n.env.*\r\n**/venv\r\n**/__pycache__\r\nmlruns\r\nmlartifacts\r\n',
    );
  });

  it('is left as it is, with a note, where it lets only some paths in', () => {
    const files = { ...code, '.dockerignore': '*\n!src\n' };
    const { edits, notes } = plan('training-job', files);
    expect(edits).toEqual([]);
    expect(notes.join(' ')).toContain('.dockerignore sends only what it names');
  });

  it('does not hide what another Dockerfile copies', () => {
    const files = {
      ...code,
      '.dockerignore': '',
      'Dockerfile.serve': 'FROM python:3.12-slim\nCOPY mlruns/0/abc /model\n',
    };
    expect(add('training-job', files)['.dockerignore']).not.toContain('mlruns');
    const { '.dockerignore': _, ...withoutIgnore } = files;
    expect(add('training-job', withoutIgnore)['.dockerignore']).not.toContain('mlruns');
  });
});
