/** Programs that come with a package because it needs the packages that they belong to. */
export const broughtScripts: ReadonlyMap<string, readonly string[]> = new Map([
  ['accelerate', ['huggingface-cli']],
  ['dash', ['flask']],
  ['datasets', ['huggingface-cli']],
  ['gradio', ['uvicorn', 'fastapi', 'huggingface-cli']],
  ['ipykernel', ['jupyter']],
  ['jupyterlab', ['jupyter']],
  ['mlflow', ['flask', 'gunicorn', 'uvicorn', 'alembic', 'fastapi']],
  ['nbconvert', ['jupyter']],
  ['notebook', ['jupyter', 'jupyter-lab']],
  ['optuna', ['alembic']],
  ['papermill', ['jupyter']],
  ['peft', ['huggingface-cli']],
  ['sentence-transformers', ['huggingface-cli']],
  ['tensorflow', ['tensorboard']],
  ['timm', ['huggingface-cli']],
  ['transformers', ['huggingface-cli']],
]);

/** Packages that bring none of the programs of `consoleScripts` but those that they are called like. */
export const plainPackages: ReadonlySet<string> = new Set(
  `aiofiles aiohttp alembic altair asyncpg bcrypt beautifulsoup4 black boto3 botocore catboost celery click
  confluent-kafka cryptography cython einops email-validator fastapi flake8 flask folium gdown grpcio gunicorn
  httpx hydra-core hypercorn imageio imbalanced-learn isort itsdangerous jinja2 joblib kafka-python keras librosa lightgbm
  loguru lxml marshmallow matplotlib minio mlflow-skinny motor mypy mysql-connector-python mysqlclient nltk numpy
  omegaconf onnx onnxruntime openai opencv-python opencv-python-headless openpyxl orjson pandas passlib pika pillow pip
  plotly polars prometheus-client protobuf psutil psycopg psycopg2 psycopg2-binary pyarrow pydantic
  pydantic-settings pyjwt pymongo pymysql pytest pytest-cov python-dateutil python-dotenv python-jose
  python-multipart pyyaml redis regex requests rich rq ruff scikit-image scikit-learn scipy seaborn sentencepiece
  setuptools shap six soundfile spacy sqlalchemy starlette statsmodels streamlit tensorboard tenacity tiktoken tokenizers
  torch torchaudio torchvision tqdm ujson urllib3 uvicorn uvloop websockets werkzeug wheel xgboost`.split(
    /\s+/,
  ),
);
