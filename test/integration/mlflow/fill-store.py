"""Logs what the contract suite of tracking stores expects: python fill-store.py TRACKING_URI [ARTIFACT_LOCATION]"""

import sys
import tempfile
from pathlib import Path

from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param
from mlflow.tracking import MlflowClient

START = 1_777_000_000_000
client = MlflowClient(tracking_uri=sys.argv[1], registry_uri=sys.argv[1])
location = sys.argv[2] if len(sys.argv) > 2 else None


def log(name, minute, seconds, params=None, metrics=None, parent=None, status="FINISHED", user="ada"):
    tags = {"mlflow.user": user}
    if parent is not None:
        tags["mlflow.parentRunId"] = parent
    start = START + minute * 60_000
    run = client.create_run(tides, start_time=start, tags=tags, run_name=name).info.run_id
    points = [
        Metric(key, value, start + (step + 1) * 1000, step)
        for key, values in (metrics or {}).items()
        for step, value in enumerate(values)
    ]
    client.log_batch(run, metrics=points, params=[Param(key, value) for key, value in (params or {}).items()])
    client.set_terminated(run, status, end_time=start + seconds * 1000)
    return run


client.search_experiments()
tides = client.create_experiment("tides", artifact_location=location, tags={"harbor": "north"})
sweep = log("sweep", 0, 300)
first = log("sweep-1", 1, 30, {"lr": "0.1", "model/depth": "3"}, {"loss": [1.0, 0.5, 0.25], "val/loss": [2.0, float("nan")]}, sweep)
log("sweep-2", 2, 30, {"lr": "0.2", "model/depth": "5"}, {"loss": [1.0, 0.5]}, sweep)
log("broken", 3, 5, status="FAILED", user="grace")
client.delete_run(log("dropped", 4, 1))
client.delete_experiment(client.create_experiment("old tides"))

client.set_tag(first, "mlflow.note.content", "two\nlines")
dataset = Dataset("gauge", "abc123", "local", '{"uri": "gauge.csv"}')
client.log_inputs(first, [DatasetInput(dataset, [InputTag("mlflow.data.context", "training")])])
with tempfile.TemporaryDirectory() as folder:
    report = Path(folder, "report.txt")
    report.write_text("high\n")
    client.log_artifact(first, str(report))
    plot = Path(folder, "high.csv")
    plot.write_text("1,2\n")
    client.log_artifact(first, str(plot), "plots")

client.create_registered_model("tide-height", tags={"owner": "harbor"}, description="Height of the tide.")
source = client.get_run(first).info.artifact_uri + "/model"
for _ in range(2):
    version = client.create_model_version("tide-height", source, run_id=first).version
client.set_registered_model_alias("tide-height", "champion", "1")
client.set_model_version_tag("tide-height", "1", "checked", "yes")
