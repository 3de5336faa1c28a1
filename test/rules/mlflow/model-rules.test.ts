import { requireRegisteredModel } from '../../../src/core/rules/mlflow/require-registered-model.ts';
import { validSearchFilter } from '../../../src/core/rules/mlflow/valid-search-filter.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(validSearchFilter, ({ flags, accepts }) => {
  flags(
    'tags and parameters without quotes, by position and by keyword',
    `
--- a.py
import mlflow
mlflow.search_runs(["1"], "tags.stage = prod")
                          ^^^^^^^^^^^^^^^^^^^ unquoted
mlflow.MlflowClient().search_runs(["1"], filter_string='params.lr > 0.1')
                                                       ^^^^^^^^^^^^^^^^^ unquoted
`,
  );
  flags(
    'None once, as a word that the language lacks',
    `
--- a.py
import mlflow
mlflow.search_runs(filter_string="tags.stage != None")
                                 ^^^^^^^^^^^^^^^^^^^^ word
`,
  );
  accepts(
    'filters that fit, words in quotes, traces, and texts that nobody knows',
    `
--- a.py
import mlflow
mlflow.search_runs(filter_string="metrics.acc >= 0.9 and tags.\`mlflow.runName\` LIKE '%x OR y%'")
mlflow.search_runs(filter_string=f"params.lr = {lr}")
mlflow.search_runs(filter_string="attributes.status = 'FINISHED' and params.name IN ('a', 'b')")
mlflow.search_runs(filter_string="params.a = '=='")
`,
  );
});

describeRule(requireRegisteredModel, ({ flags, accepts }) => {
  flags(
    'a name with an alias that nobody registers',
    `
--- train.py
import mlflow
mlflow.register_model("runs:/1/model", "churn-model")
--- serve.py
import mlflow
mlflow.pyfunc.load_model("models:/churn_model@live")
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ near
`,
  );
  accepts(
    'names from elsewhere, names that are worked out, and artifacts of any path',
    `
--- train.py
import mlflow
mlflow.sklearn.log_model(model, "classifier", registered_model_name="churn")
mlflow.log_artifacts("out", "model")
--- other.py
import mlflow
mlflow.pyfunc.load_model("models:/pricing/1")
mlflow.pyfunc.load_model(f"models:/{name}/1")
mlflow.pyfunc.load_model(f"runs:/{run}/model")
`,
  );
  accepts(
    'a registration under a name that nobody knows',
    `
--- train.py
import mlflow
mlflow.register_model("runs:/1/model", "churn-model")
mlflow.register_model("runs:/1/model", name)
--- serve.py
import mlflow
mlflow.pyfunc.load_model("models:/churn_model/1")
`,
  );
});
