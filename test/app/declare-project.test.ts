import { describe, expect, it } from 'vitest';
import { declareProject } from '../../src/app/declare-project.ts';
import type { DeclaredProject } from '../../src/app/declared-project.ts';
import { buildProject } from '../../src/core/model/build-project.ts';

function declare(files: Readonly<Record<string, string>>, root = '/w/My Shop'): DeclaredProject {
  const project = buildProject({
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(),
  });
  const [fileSet] = project.fileSets;
  if (fileSet === undefined) throw new Error('there is no compose file');
  return declareProject(root, fileSet);
}

const web = 'services:\n  web:\n    image: nginx:1.27\n';

describe('declareProject', () => {
  it('names the project as Compose would', () => {
    expect(declare({ 'compose.yaml': web }).projectName).toBe('myshop');
    expect(declare({ 'compose.yaml': web }, '/w/_Lab-2').projectName).toBe('lab-2');
    expect(declare({ 'compose.yaml': `name: shop\n${web}` }).projectName).toBe('shop');
    const env = { '.env': 'COMPOSE_PROJECT_NAME=asked\n' };
    expect(declare({ 'compose.yaml': `name: shop\n${web}`, ...env }).projectName).toBe('asked');
  });

  it('says where each service is declared, what it is made of and what it needs', () => {
    const compose = [
      'services:',
      '  api:',
      '    build: ./api',
      '    ports: ["127.0.0.1:8000:80", "53:53/udp", "9000"]',
      '    depends_on: [db]',
      '  db:',
      '    image: postgres:16',
    ].join('\n');
    const { services } = declare({ 'compose.yaml': compose, 'api/Dockerfile': 'FROM a\n' }, '/w/a');
    expect(services).toEqual([
      {
        name: 'api',
        ports: ['127.0.0.1:8000:80', '53:53/udp', '9000'],
        dependsOn: ['db'],
        line: 1,
        file: '/w/a/compose.yaml',
        dockerfile: '/w/a/api/Dockerfile',
      },
      {
        name: 'db',
        image: 'postgres:16',
        ports: [],
        dependsOn: [],
        line: 5,
        file: '/w/a/compose.yaml',
      },
    ]);
  });

  it('names volumes as the engine knows them, with who mounts them', () => {
    const compose = `services:
  web:
    image: nginx:1.27
    volumes: ["data:/data", "./src:/src"]
volumes:
  data:
  named:
    name: shared-\${STAGE:-dev}
  outside:
    external: true
`;
    expect(declare({ 'compose.yaml': compose }, '/w/a').volumes).toEqual([
      {
        key: 'data',
        name: 'a_data',
        external: false,
        users: [{ service: 'web', target: '/data' }],
      },
      { key: 'named', name: 'shared-dev', external: false, users: [] },
      { key: 'outside', name: 'outside', external: true, users: [] },
    ]);
  });

  it('keeps the form of the root’s path', () => {
    const { files } = declare({ 'compose.yaml': web }, String.raw`C:\w\shop`);
    expect(files).toEqual([String.raw`C:\w\shop\compose.yaml`]);
  });
});
