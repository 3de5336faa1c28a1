import { describe, expect, it } from 'vitest';
import { composeKeys } from '../../../src/core/ide/compose-keys.data.ts';
import { knownCommands } from '../../../src/core/ide/command-words.data.ts';
import {
  flagWords,
  instructionWords,
  mountWords,
} from '../../../src/core/ide/instruction-words.data.ts';
import { mlflowVariableWords } from '../../../src/core/ide/mlflow-variables.data.ts';
import { mlflowVariables } from '../../../src/core/model/mlflow-variables.data.ts';
import { serverOptions } from '../../../src/core/model/mlflow-options.data.ts';
import { knownFlags } from '../../../src/core/rulekit/instruction-flags.data.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { toSnapshot } from '../../support/lint-files.ts';

describe('the words that are explained', () => {
  it('are all instructions and all their flags', () => {
    const names =
      'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';
    expect([...instructionWords.keys()].sort()).toEqual(names.split(' '));
    const unexplained = [...knownFlags].flatMap(([keyword, flags]) =>
      [...flags].filter(
        (flag) => !flagWords.has(`${keyword} --${flag}`) && !flagWords.has(`* --${flag}`),
      ),
    );
    expect(unexplained).toEqual([]);
    expect([...mountWords.keys()]).toEqual(['bind', 'cache', 'secret', 'ssh', 'tmpfs']);
  });

  it('are options and variables that MLflow has', () => {
    const server = knownCommands.find(({ words }) => words.join(' ') === 'mlflow server');
    expect([...(server?.options.keys() ?? [])].filter((name) => !serverOptions.has(name))).toEqual(
      [],
    );
    expect([...mlflowVariableWords.keys()].filter((name) => !mlflowVariables.has(name))).toEqual(
      [],
    );
  });

  it('are keys that Compose has', () => {
    for (const path of composeKeys.keys()) {
      const [key = '', value] = path.split('=');
      if (value !== undefined || key === 'version') continue;
      const text = toDocument(key.replaceAll('*', 'name').split('.'));
      const [file] = buildProject(toSnapshot({ 'compose.yaml': text })).composeFiles;
      const unknown = file?.shapeProblems.filter(({ kind }) => kind === 'unknownKey') ?? [];
      expect([path, unknown.length]).toEqual([path, 0]);
    }
  });

  it('are what people write to build, run and look into containers', () => {
    const written = {
      'docker build': '-f -t .',
      'docker run': '-it -i -t -d -p -e -v -w --rm --name --network --entrypoint',
      'docker compose': '-f -p',
      'docker compose up': '-f -p --scale -d --build',
      'docker compose down': '-v',
      'docker compose logs': '-f',
      'docker compose ps': '-a',
      'docker system df': '-v',
      'mlflow server':
        '--host --port --default-artifact-root --serve-artifacts --allowed-hosts --cors-allowed-origins --backend-store-uri',
      'uv sync': '--frozen --no-dev',
      'poetry install': '--no-interaction --no-cache --without',
      'pip install': '-r --no-cache-dir --upgrade',
      uvicorn: '--host',
      'kedro viz': '--host --port',
    };
    for (const [name, options] of Object.entries(written)) {
      const known = knownCommands.find(({ words }) => words.join(' ') === name);
      const missing = options.split(' ').filter((option) => known?.options.has(option) !== true);
      expect([name, missing]).toEqual([name, []]);
    }
    const keys = 'build image ports restart depends_on runtime environment volumes command';
    for (const key of keys.split(' ')) expect(composeKeys.has(`services.*.${key}`)).toBe(true);
    for (const policy of ['no', 'always', 'on-failure', 'unless-stopped']) {
      expect(composeKeys.has(`services.*.restart=${policy}`)).toBe(true);
    }
  });

  it('are short, end with a full stop and lead to an official page', () => {
    const all = [
      ...instructionWords.values(),
      ...flagWords.values(),
      ...mountWords.values(),
      ...composeKeys.values(),
      ...knownCommands,
    ];
    for (const { text, url } of all) {
      expect(text).toMatch(/\.$/);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(url).toMatch(
        /^https:\/\/(?:docs\.docker\.com|mlflow\.org|docs\.astral\.sh|www\.uvicorn\.org|docs\.kedro\.org|python-poetry\.org|pip\.pypa\.io)\//,
      );
    }
  });
});

function toDocument(keys: readonly string[]): string {
  return keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n');
}
