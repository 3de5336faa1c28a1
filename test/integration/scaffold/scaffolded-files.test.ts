import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fileURLToPath } from 'node:url';
import { ensurePythonBase } from '../../../src/build/services/base-image.ts';
import { snippets } from '../../../src/client/manifest/languages.data.ts';
import { openTestEngine } from '../../support/engine.ts';
import type { TestEngine } from '../../support/engine.ts';
import { addAll, cases } from '../../scaffold/golden-cases.ts';
import { listSnippetProjects } from '../../support/snippet-projects.ts';
import { ComposeProject, findFreePort } from './compose-project.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
  await ensurePythonBase('python:3.11-slim', engine.env);
});

afterAll(() => engine?.stop());

async function open(source?: string): Promise<ComposeProject> {
  const project = await ComposeProject.create(engine, source);
  onTestFinished(() => project.remove());
  return project;
}

describe('Docker and Compose accept', () => {
  it.each(cases)('what is written for $title', async (golden) => {
    const project = await open();
    const files = addAll(golden);
    await project.write(files);
    await project.compose('--profile', '*', 'config', '--quiet');
    for (const path of Object.keys(files).filter((name) => name.endsWith('Dockerfile'))) {
      await checkDockerfile(project, path);
    }
  });

  for (const { language } of snippets) {
    it.each(listSnippetProjects(language))(
      `the ${language} snippet $prefix`,
      async ({ files, file }) => {
        const project = await open();
        await project.write(files);
        if (language === 'dockerfile') await checkDockerfile(project, file);
        else await project.compose('--profile', '*', 'config', '--quiet');
      },
    );
  }
});

describe('an application with a lock file', () => {
  it.each(['uv-api', 'poetry-api'])(
    'of %s is built from it, and serves',
    { timeout: 300_000 },
    async (name) => {
      const source = new URL(`../../fixtures/scaffold/${name}`, import.meta.url);
      const project = await open(fileURLToPath(source));
      const port = await findFreePort();
      await project.add('fastapi-api', { port });
      await project.compose('up', '--build', '--detach', '--wait');
      const answer = await fetch(`http://127.0.0.1:${port}/price?area=50`);
      expect(await answer.json()).toEqual({ price: 200 });
      const packages = await project
        .compose('exec', '-T', 'api', 'python', '-m', 'pytest', '--version')
        .catch((error: unknown) => String(error));
      expect(packages).toMatch(/No module named pytest/);
    },
  );
});

/** BuildKit's own checks; they fetch nothing but the description of the base image. */
async function checkDockerfile(project: ComposeProject, path: string): Promise<void> {
  const text = await project.read(path);
  // Only Python 3.11 has a base image in the tests.
  await project.write({ [path]: text.replaceAll(/python:3\.\d+-slim/g, 'python:3.11-slim') });
  const { stdout } = await project.docker('build', '--check', '--file', path, '.');
  expect(stdout).toContain('no warnings found');
}
