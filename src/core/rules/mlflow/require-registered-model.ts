import { findModelNames } from '../../model/mlflow-models.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireRegisteredModel = defineRule({
  id: 'mlflow/require-registered-model',
  summary: 'Require models to be loaded by the name that they are registered with',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    near: 'No program here registers the model "{name}"; there is "{near}".',
    path: 'No program here logs a model as "{path}"; there is "{near}".',
  },
  on: {
    project({ python }, report) {
      const { registered, isComplete, loaded, logged, fromRuns } = findModelNames(python);
      if (isComplete) {
        for (const { name, at } of loaded) {
          if (registered.has(name)) continue;
          const near = findNearName(name, registered.keys());
          if (near === undefined) continue;
          const place = registered.get(near);
          const related =
            place === undefined ? [] : [{ at: place, message: `"${near}" is registered here.` }];
          report.near(at, { name, near }, { related });
        }
      }
      for (const { path, at } of fromRuns) {
        if (logged === undefined || logged.has(path)) continue;
        const near = findNearName(path, logged) ?? findOnly(logged);
        if (near !== undefined) report.path(at, { path, near });
      }
    },
  },
});

function findOnly(names: ReadonlySet<string>): string | undefined {
  return names.size === 1 ? [...names][0] : undefined;
}

export const requireRegisteredModelPage = definePage({
  rationale:
    'A model is found by the exact name that it was registered with, and in a run by the path it was logged under. A service that asks for another name fails when it starts: RESOURCE_DOES_NOT_EXIST.',
  exceptions: 'Models that programs outside of the project register.',
  references: ['https://mlflow.org/docs/latest/ml/model-registry/'],
  bad: [
    {
      title: 'A dash and an underscore',
      files: {
        'train.py':
          'import mlflow\n\nmlflow.sklearn.log_model(fit(), name="model", registered_model_name="taxi-fares")\n',
        'serve.py':
          'import mlflow\n\nmodel = mlflow.pyfunc.load_model("models:/taxi_fares/Production")\n',
      },
    },
    {
      title: 'Another path in the run',
      files: {
        'train.py': 'import mlflow\n\nmlflow.sklearn.log_model(fit(), "classifier")\n',
        'serve.py':
          'import mlflow\n\n\ndef load(run):\n    return mlflow.pyfunc.load_model(f"runs:/{run}/model")\n',
      },
    },
  ],
  good: [
    {
      title: 'One name',
      files: {
        'train.py':
          'import mlflow\n\nmlflow.sklearn.log_model(fit(), name="model", registered_model_name="taxi-fares")\n',
        'serve.py':
          'import mlflow\n\nmodel = mlflow.pyfunc.load_model("models:/taxi-fares/Production")\n',
      },
    },
  ],
});
