import type { GeneratedFile } from '../service-template.ts';
import { starterRequirements } from '../versions.data.ts';

/** An application that serves the registered model, for a project that has none yet. */
export function apiStarter(folder: string): readonly GeneratedFile[] {
  const { fastapi, mlflowSkinny, pandas, scikitLearn, skops, uvicorn } = starterRequirements;
  const requirements = [fastapi, mlflowSkinny, pandas, scikitLearn, skops, uvicorn];
  return [
    { path: `${folder}/main.py`, text: application },
    { path: `${folder}/requirements.txt`, text: `${requirements.join('\n')}\n` },
  ];
}

const application = `"""Serves predictions of a model from the MLflow registry."""

import os
from functools import lru_cache
from typing import Any

import mlflow
import pandas
from fastapi import FastAPI, HTTPException
from mlflow.exceptions import MlflowException
from pydantic import BaseModel

app = FastAPI()


class Request(BaseModel):
    rows: list[dict[str, Any]]


@lru_cache(maxsize=1)
def load_model() -> mlflow.pyfunc.PyFuncModel:
    """Downloads the model at the first request; a failure is not remembered."""
    return mlflow.pyfunc.load_model(os.environ["MODEL_URI"])


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/predict")
def predict(request: Request) -> dict[str, list[float]]:
    try:
        model = load_model()
    except MlflowException as error:
        raise HTTPException(503, "The model could not be loaded.") from error
    predictions = model.predict(pandas.DataFrame(request.rows))
    return {"predictions": [float(value) for value in predictions]}
`;
