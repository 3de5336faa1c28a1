import type { GeneratedFile } from '../service-template.ts';
import { starterRequirements } from '../versions.data.ts';

/** A training script that works as it is, for a project that has none yet. */
export function trainingStarter(folder: string): readonly GeneratedFile[] {
  const { mlflowSkinny, pandas, scikitLearn, skops } = starterRequirements;
  return [
    { path: `${folder}/train.py`, text: script },
    {
      path: `${folder}/requirements.txt`,
      text: `${[mlflowSkinny, pandas, scikitLearn, skops].join('\n')}\n`,
    },
  ];
}

const script = `"""Trains a small model and logs the run, with the model, to MLflow."""

import mlflow
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

MODEL_NAME = "model"
ALPHA = 0.5


def main() -> None:
    features, target = load_diabetes(return_X_y=True, as_frame=True)
    train_x, test_x, train_y, test_y = train_test_split(features, target, random_state=7)

    mlflow.set_experiment("training")
    with mlflow.start_run():
        model = Ridge(alpha=ALPHA).fit(train_x, train_y)
        mlflow.log_param("alpha", ALPHA)
        mlflow.log_metric("mae", mean_absolute_error(test_y, model.predict(test_x)))
        logged = mlflow.sklearn.log_model(
            model, name="model", registered_model_name=MODEL_NAME
        )

    client = mlflow.MlflowClient()
    version = logged.registered_model_version
    client.set_registered_model_alias(MODEL_NAME, "champion", version)


if __name__ == "__main__":
    main()
`;
