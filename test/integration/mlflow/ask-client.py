"""What MLflow's own client sees in a store, as JSON: python ask-client.py TRACKING_URI"""

import json
import math
import sys

from mlflow.entities import ViewType
from mlflow.tracking import MlflowClient

client = MlflowClient(tracking_uri=sys.argv[1], registry_uri=sys.argv[1])


def number(value):
    return repr(value) if math.isnan(value) or math.isinf(value) else value


def describe_run(run):
    info, data = run.info, run.data
    inputs = run.inputs.dataset_inputs if run.inputs else []
    return {
        "run_id": info.run_id,
        "name": data.tags.get("mlflow.runName"),
        "status": info.status,
        "lifecycle_stage": info.lifecycle_stage,
        "start_time": info.start_time,
        "end_time": info.end_time,
        "artifact_uri": info.artifact_uri,
        "params": dict(data.params),
        "metrics": {key: number(value) for key, value in data.metrics.items()},
        "history": {
            key: [[point.step, point.timestamp, number(point.value)] for point in client.get_metric_history(info.run_id, key)]
            for key in data.metrics
        },
        "tags": dict(data.tags),
        "inputs": [
            {
                "name": entry.dataset.name,
                "digest": entry.dataset.digest,
                "source_type": entry.dataset.source_type,
                "tags": {tag.key: tag.value for tag in entry.tags},
            }
            for entry in inputs
        ],
    }


def describe_experiment(experiment):
    runs = client.search_runs([experiment.experiment_id], run_view_type=ViewType.ALL)
    return {
        "id": experiment.experiment_id,
        "name": experiment.name,
        "lifecycle_stage": experiment.lifecycle_stage,
        "artifact_location": experiment.artifact_location,
        "tags": dict(experiment.tags),
        "runs": [describe_run(run) for run in sorted(runs, key=lambda run: run.info.start_time)],
    }


def describe_model(model):
    return {
        "name": model.name,
        "description": model.description,
        "tags": dict(model.tags),
        "aliases": {alias: str(version) for alias, version in model.aliases.items()},
        "versions": [
            {
                "version": str(version.version),
                "stage": version.current_stage,
                "source": version.source,
                "run_id": version.run_id,
                "status": version.status,
                "tags": dict(version.tags),
            }
            for version in client.search_model_versions(f"name='{model.name}'")
        ],
    }


experiments = client.search_experiments(view_type=ViewType.ALL)
print(
    json.dumps(
        {
            "experiments": [describe_experiment(each) for each in sorted(experiments, key=lambda each: each.name)],
            "models": [describe_model(model) for model in client.search_registered_models()],
        }
    )
)
