import { describe, expect, it } from 'vitest';
import { findWorkspaceFile } from '../../../src/app/symptoms/find-workspace-file.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { toSnapshot } from '../../support/lint-files.ts';

const dockerfile = `FROM python:3.11 AS build
WORKDIR /src
COPY lib lib
FROM python:3.11
WORKDIR /app
COPY train.py .
COPY src/ ./
COPY config/*.yaml /etc/nba/
COPY main.py /opt/start.py
COPY --from=build /src/lib /app/lib
`;
const project = buildProject(
  toSnapshot({
    'compose.yaml': `services:
  train:
    build: ./job
    volumes:
      - ./notebooks:/work
      - data:/app/data
volumes: { data: {} }
`,
    'job/Dockerfile': dockerfile,
    'job/train.py': '',
    'job/main.py': '',
    'job/src/model/net.py': '',
    'job/lib/a.py': '',
    'job/config/nba.yaml': '',
    'job/src/data/x.py': '',
    'notebooks/eda.py': '',
  }),
);

function find(path: string): string | undefined {
  const service = project.fileSets[0]?.services[0];
  if (service === undefined) throw new Error('The project has no service.');
  return findWorkspaceFile(path, { project, service });
}

describe('the file of the workspace behind a path in a container', () => {
  it.each([
    ['/app/train.py', 'job/train.py'],
    ['/app/model/net.py', 'job/src/model/net.py'],
    ['/app/lib/a.py', 'job/lib/a.py'],
    ['/opt/start.py', 'job/main.py'],
    ['/etc/nba/nba.yaml', 'job/config/nba.yaml'],
    ['/work/eda.py', 'notebooks/eda.py'],
  ])('is found for %s', (path, file) => {
    expect(find(path)).toBe(file);
  });

  it.each(['/usr/lib/python3/json.py', '/app/other.py', '/work/train.py', '/app/data/x.py'])(
    'is none for %s',
    (path) => {
      expect(find(path)).toBeUndefined();
    },
  );
});
