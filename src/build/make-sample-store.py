"""Writes the sample project's MLflow store: python make-sample-store.py FOLDER

Run it with any MLflow 3 in a virtual environment. Names, times and ids are fixed, so that a second run
changes nothing but what MLflow itself changed. Paths of the machine that runs it do not get in.
"""

import math
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import uuid
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"

numbers = random.Random(20260511)
uuid.uuid4 = lambda: uuid.UUID(int=numbers.getrandbits(128), version=4)

from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param, RunTag
from mlflow.tracking import MlflowClient

MINUTE = 60_000
START = 1_777_000_000_000


def log_run(client, experiment, name, minutes, params, losses, extra=None, parent=None, status="FINISHED", offset=0):
    """One run with a falling error curve; `offset` is its start in minutes after START."""
    start = START + offset * MINUTE
    tags = {"mlflow.user": "ada", "mlflow.source.name": "train/train.py", "mlflow.source.type": "LOCAL"}
    if parent is not None:
        tags["mlflow.parentRunId"] = parent
    run = client.create_run(experiment, start_time=start, tags=tags, run_name=name)
    step_time = minutes * MINUTE // max(1, len(losses))
    metrics = []
    for step, loss in enumerate(losses):
        when = start + (step + 1) * step_time
        metrics.append(Metric("rmse", loss, when, step))
        metrics.append(Metric("val/rmse", loss * 1.08 + 900, when, step))
    for key, value in (extra or {}).items():
        metrics.append(Metric(key, value, start + minutes * MINUTE, 0))
    client.log_batch(
        run.info.run_id,
        metrics=metrics,
        params=[Param(key, str(value)) for key, value in params.items()],
        tags=[RunTag("stage", "training" if parent is None else "search")],
    )
    source = DatasetInput(
        Dataset("house-prices", "6f1c20ab", "http", '{"url": "https://data.example.org/house-prices.csv"}'),
        [InputTag("mlflow.data.context", "training")],
    )
    client.log_inputs(run.info.run_id, [source])
    if status != "RUNNING":
        client.set_terminated(run.info.run_id, status, end_time=start + minutes * MINUTE)
    return run.info.run_id


def curve(start, end, steps):
    return [round(end + (start - end) * math.exp(-3 * step / steps) + numbers.uniform(-150, 150), 3) for step in range(steps)]


def fill(client, artifacts):
    prices = client.create_experiment("house-prices", artifact_location="mlflow-artifacts:/1", tags={"team": "pricing"})
    rent = client.create_experiment("rent-forecast", artifact_location="mlflow-artifacts:/2")
    log_run(client, prices, "linear-baseline", 2, {"model": "ridge", "alpha": 0.5}, curve(64_000, 41_200, 8), {"r2": 0.71}, offset=0)
    search = log_run(client, prices, "depth-search", 19, {"model": "xgboost", "trials": 2}, [], {"best_rmse": 27_850.25}, offset=30)
    log_run(client, prices, "depth=4", 8, {"model": "xgboost", "max_depth": 4, "eta": 0.1}, curve(58_000, 29_400, 20), {"r2": 0.84}, search, offset=31)
    best = log_run(client, prices, "depth=8", 9, {"model": "xgboost", "max_depth": 8, "eta": 0.1}, curve(58_000, 27_850, 20), {"r2": 0.87}, search, offset=40)
    log_run(client, prices, "neural-net", 4, {"model": "mlp", "hidden": 256, "lr": 0.3}, [61_000, 98_000, float("nan")], status="FAILED", offset=60)
    log_run(client, rent, "prophet-weekly", 6, {"model": "prophet", "horizon_weeks": 8}, curve(310, 122, 12), {"mape": 0.083}, offset=90)
    removed = log_run(client, rent, "wrong-currency", 1, {"model": "prophet"}, [5_100, 5_090], offset=80)
    client.delete_run(removed)

    model = client.create_logged_model(prices, name="price-model", source_run_id=best, params={"max_depth": "8"}, model_type="xgboost")
    client.finalize_logged_model(model.model_id, "READY")
    client.create_registered_model("house-price", tags={"owner": "pricing"}, description="Price of a house in one city.")
    version = client.create_model_version("house-price", f"models:/{model.model_id}", run_id=best, model_id=model.model_id)
    client.set_registered_model_alias("house-price", "champion", version.version)
    client.set_model_version_tag("house-price", version.version, "validated", "yes")

    report = artifacts / "1" / best / "artifacts"
    report.mkdir(parents=True)
    (report / "report.md").write_text("# depth=8\n\nThe best of the depth search: R² 0.87 on the validation set.\n")
    (report / "plots").mkdir()
    (report / "plots" / "importance.csv").write_text("feature,gain\narea,0.44\nrooms,0.21\nage,0.12\n")


def pack(source, target):
    """Removes the machine's paths and the air between pages."""
    database = sqlite3.connect(source)
    database.execute("UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || experiment_id WHERE experiment_id = 0")
    database.execute("UPDATE logged_models SET artifact_location = 'mlflow-artifacts:/' || experiment_id || '/models/' || model_id || '/artifacts'")
    fixed = START + 100 * MINUTE
    database.execute("UPDATE experiments SET creation_time = ?, last_update_time = ?", (START, fixed))
    database.execute("UPDATE logged_models SET creation_timestamp_ms = ?, last_updated_timestamp_ms = ?", (fixed, fixed))
    database.execute("UPDATE registered_models SET creation_time = ?, last_updated_time = ?", (fixed, fixed))
    database.execute("UPDATE model_versions SET creation_time = ?, last_updated_time = ?", (fixed, fixed))
    database.execute("UPDATE runs SET deleted_time = ? WHERE lifecycle_stage = 'deleted'", (fixed,))
    database.commit()
    database.execute("PRAGMA page_size = 1024")
    database.execute("VACUUM")
    database.close()
    shutil.copyfile(source, target)


def main():
    target = Path(sys.argv[1]).resolve()
    shutil.rmtree(target / "mlartifacts", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        uri = f"sqlite:///{folder}/mlflow.db"
        fill(MlflowClient(tracking_uri=uri, registry_uri=uri), target / "mlartifacts")
        pack(Path(folder) / "mlflow.db", target / "mlflow.db")
        os.chdir("/")


main()
