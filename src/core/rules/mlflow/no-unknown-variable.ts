import type { Fix } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { mistakenVariables, mlflowVariables } from '../../model/mlflow-variables.data.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName, measureDistance } from '../../rulekit/near-name.ts';

export const noUnknownVariable = defineRule({
  id: 'mlflow/no-unknown-variable',
  summary: 'Disallow variables that look like one of MLflow and are none',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    unknown: 'MLflow does not read "{name}", and nothing else here does; it reads "{near}".',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const told = new Set<string>();
      for (const service of services) {
        const own = service.environment.map(({ name, nameAt }) => ({ name, at: nameAt }));
        const variables = findServiceStage(service)?.variables.values() ?? [];
        const inherited = [...variables].filter(({ kind }) => kind === 'env');
        const given = new Set([...own, ...inherited].map(({ name }) => name));
        for (const { name, at } of [...own, ...inherited]) {
          const near = findMeant(name);
          // Services of one image or one env file share the place.
          const place = `${name} ${at.file}:${at.start}`;
          if (near === undefined || given.has(near) || told.has(place)) continue;
          // Where both names are given, or a file uses it, it is for somebody else.
          if (project.mlflow.isMentioned(name)) continue;
          told.add(place);
          report.unknown(at, { name, near }, { fixes: createFix(name, near, at) });
        }
      }
    },
  },
});

/** The variable that somebody meant who wrote one that does not exist. */
function findMeant(name: string): string | undefined {
  if (!name.startsWith('MLFLOW_') || mlflowVariables.has(name)) return undefined;
  const mistaken = mistakenVariables.get(name);
  if (mistaken !== undefined) return mistaken;
  const near = findNearName(name, mlflowVariables);
  // All names begin alike, which makes short ones look near to each other.
  const own = name.slice(prefix.length);
  const limit = Math.floor(own.length / 4);
  if (near === undefined) return undefined;
  return measureDistance(own, near.slice(prefix.length), limit) <= limit ? near : undefined;
}

const prefix = 'MLFLOW_';

function createFix(name: string, near: string, at: Span): readonly Fix[] {
  if (at.end - at.start !== name.length) return [];
  return [{ title: `Use ${near}`, kind: 'suggestion', edits: () => [replace(at, near)] }];
}

export const noUnknownVariablePage = definePage({
  rationale:
    'MLflow ignores variables that it does not know, in silence: the server keeps its default store, the client its default folder. Several names that people pass on never existed.',
  exceptions:
    'A variable that some file of the project mentions is taken to be its own and left alone.',
  references: [
    'https://mlflow.org/docs/latest/api_reference/python_api/mlflow.environment_variables.html',
  ],
  bad: [
    {
      title: 'A name that never existed',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URL: http://tracking:5000\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://tracking:5000\n',
      },
    },
  ],
  good: [
    {
      title: 'A name of the project itself',
      files: {
        'compose.yaml':
          'services:\n  train:\n    build: .\n    environment:\n      MLFLOW_TRACKING_URL: http://tracking:5000\n',
        Dockerfile: 'FROM python:3.11-slim\nCOPY train.py ./\nCMD ["python", "train.py"]\n',
        'train.py':
          'import os\n\nimport mlflow\n\nmlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URL"])\n',
      },
    },
  ],
});
