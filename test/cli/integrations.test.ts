import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../../src/build/repository.ts';

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

describe('the hook for pre-commit', () => {
  const [hook, ...others] = parse(read('.pre-commit-hooks.yaml')) as [Record<string, string>];

  it('runs the program that the package brings', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    expect(others).toEqual([]);
    expect(hook['language']).toBe('node');
    expect(Object.keys(bin)).toContain(hook['entry']?.split(' ')[0]);
  });

  // Python's verbose form with the case ignored.
  const pattern = new RegExp((hook['files'] ?? '').replace('(?xi)', '').replaceAll(/\s/g, ''), 'i');

  it.each([
    'compose.yaml',
    'deploy/docker-compose.gpu.yml',
    'Dockerfile',
    'api/Dockerfile.train',
    'train.Dockerfile',
    'Containerfile',
    '.dockerignore',
    'Dockerfile.dockerignore',
    '.env',
    'config/.env.production',
    'prod.env',
    'requirements.txt',
    'api/requirements-dev.txt',
    'pyproject.toml',
    '.drydock.yaml',
  ])('is run for %s', (path) => {
    expect(pattern.test(path)).toBe(true);
  });

  it.each(['train.py', 'README.md', 'values.yaml', 'environment.ts', 'dockerfiles/notes.md'])(
    'is not run for %s',
    (path) => {
      expect(pattern.test(path)).toBe(false);
    },
  );
});

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the action for GitHub', () => {
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { default: string }>;
    runs: { using: string; steps: Step[] };
  };
  const step = action.runs.steps.find(({ id }) => id === 'lint');
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'drydock-action-'));
    mkdirSync(join(folder, 'action/dist'), { recursive: true });
    const main = pathToFileURL(join(repositoryRoot, 'src/cli/main.ts')).href;
    writeFileSync(join(folder, 'action/dist/cli.js'), `import ${JSON.stringify(main)};\n`);
    writeFileSync(join(folder, 'action/package.json'), '{"type": "module"}\n');
    mkdirSync(join(folder, 'project/app'), { recursive: true });
    writeFileSync(join(folder, 'project/app/Dockerfile'), 'FROM debian:12\nMAINTAINER me\n');
    writeFileSync(join(folder, 'output'), '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the step as a runner would: bash with its usual options, inputs put into the environment. */
  function run(inputs: Readonly<Record<string, string>>): {
    readonly status: number | null;
    readonly out: string;
    readonly error: string;
  } {
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries(step?.env ?? {})) {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      env[name] = inputs[input] ?? action.inputs[input]?.default ?? '';
    }
    const script = join(folder, 'step.sh');
    writeFileSync(script, step?.run ?? '');
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', script],
      {
        cwd: join(folder, 'project'),
        encoding: 'utf8',
        env: {
          PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
          GITHUB_ACTION_PATH: join(folder, 'action'),
          GITHUB_OUTPUT: join(folder, 'output'),
          RUNNER_TEMP: folder,
          ...env,
        },
      },
    );
    return { status, out: stdout, error: stderr };
  }

  it('puts no input into a script, where it could be a command', () => {
    for (const { run: script } of action.runs.steps) expect(script ?? '').not.toContain('${{');
  });

  it('annotates the lines of a pull request', () => {
    expect(run({})).toEqual({
      status: 0,
      out: '::warning file=app/Dockerfile,line=2,col=1,endLine=2,endColumn=11,title=dockerfile/no-maintainer::MAINTAINER is deprecated; a label says the same and tools can read it.\n',
      error: '',
    });
  });

  it('fails with more warnings than allowed, and for a preset that there is not', () => {
    expect(run({ 'max-warnings': '0' }).status).toBe(1);
    expect(run({ preset: 'hard' })).toMatchObject({ status: 2, out: '' });
  });

  it('takes several paths, and none of them for a pattern or a command', () => {
    expect(run({ path: '. app' }).out.split('::warning')).toHaveLength(3);
    expect(run({ path: '*' }).error).toContain('"*"');
    expect(run({ path: '$(touch${IFS}hit)' }).error).toContain('$(touch');
  });

  it('writes SARIF and says where, also with findings', () => {
    expect(run({ sarif: 'true', 'max-warnings': '0' })).toMatchObject({ status: 1, out: '' });
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe(
      `sarif-file=${folder}/drydock.sarif\n`,
    );
    const { version } = JSON.parse(readFileSync(join(folder, 'drydock.sarif'), 'utf8')) as {
      version: string;
    };
    expect(version).toBe('2.1.0');
  });
});
