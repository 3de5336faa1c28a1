/**
 * Logs of programs that were really made to fail, in `logs/`, with what provoked each. Folders of the machine it ran
 * on are replaced (`/opt/venv`, `/usr/local`, `/app`); nothing else is.
 */
export interface ProvokedLog {
  /** The symptom, which is also the file's name up to its first dot. */
  readonly file: string;
  readonly command: string;
  /** The cause that is told. */
  readonly says: string;
}

export const provokedLogs: readonly ProvokedLog[] = [
  {
    file: 'alembic-unknown-revision',
    command:
      'python -c \'import mlflow; mlflow.set_tracking_uri("sqlite:///new.db"); mlflow.set_experiment("b")\'',
    says: 'the database was migrated to revision dc11669786a5, which this version of the program does not know',
  },
  {
    file: 'binary-mismatch',
    command: "env PYTHONPATH=/opt/venv/lib/python3.11/site-packages python -c 'import pandas'",
    says: 'a package was built for another NumPy than the installed one',
  },
  {
    file: 'certificate-refused',
    command:
      'sh -c "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=localhost -days 1 2>/dev/null; openssl s_server -quiet -accept 48998 -key k.pem -cert c.pem & s=\\$!; sleep 1; python -c \'import requests; requests.get(\\"https://localhost:48998\\")\'; kill \\$s"',
    says: 'the certificate of the other end is not trusted',
  },
  {
    file: 'command-line-refused',
    command: 'mlflow server --port 5000 extra',
    says: 'the program was started with words it does not know: extra',
  },
  {
    file: 'connection-refused',
    command: 'python -c \'import redis; redis.Redis("127.0.0.2", 63999).ping()\'',
    says: 'nothing answered at 127.0.0.2:63999',
  },
  {
    file: 'connection-timeout',
    command: 'python: a socket that listens with a full backlog; requests.get(…, timeout=1)',
    says: 'there was no answer from 127.0.0.1 in time',
  },
  {
    file: 'cuda-missing-library',
    command: 'python -c \'import ctypes; ctypes.CDLL("libcudart.so.12")\'',
    says: 'the CUDA library libcudart.so.12 is not in the image',
  },
  {
    file: 'cuda-no-gpu.nvml',
    command: "python -c 'import pynvml; pynvml.nvmlInit()'",
    says: 'the program wants a GPU, and the container sees none',
  },
  {
    file: 'cuda-no-gpu',
    command: "python -c 'from numba import cuda; cuda.to_device([1.0])'",
    says: 'the program wants a GPU, and the container sees none',
  },
  {
    file: 'database-login-refused',
    command:
      'python -c \'import psycopg2; psycopg2.connect("postgresql://postgres:wrong@127.0.0.1:54777/postgres")\'',
    says: 'the database refuses the login of postgres',
  },
  {
    file: 'database-missing',
    command: 'env PGPASSWORD=secret psql -h 127.0.0.1 -p 54777 -U postgres mlflow',
    says: 'the database server has no database "mlflow"',
  },
  {
    file: 'database-no-driver',
    command: 'python -c \'import sqlalchemy; sqlalchemy.create_engine("postgres://u:p@db/x")\'',
    says: 'SQLAlchemy knows no database "postgres"',
  },
  {
    file: 'database-no-role',
    command: 'psql -h 127.0.0.1 -p 54778 -U mlflow -d postgres',
    says: 'the database has no user "mlflow"',
  },
  {
    file: 'database-other-version',
    command: 'postgres -D data, with another version in data/PG_VERSION',
    says: 'the volume holds data of another version of the database',
  },
  {
    file: 'database-starting',
    command: 'psql -c "select 1", while the server starts',
    says: 'the database was not ready yet',
  },
  {
    file: 'connection-refused.mlflow',
    command:
      'python: mlflow.set_tracking_uri("postgresql+psycopg2://u:p@127.0.0.2:48111/m"); mlflow.set_experiment("b")',
    says: 'nothing answered at 127.0.0.2',
  },
  {
    file: 'disk-full',
    command:
      'unshare -m sh -c "mount -t tmpfs -o size=1m tmpfs /mnt && python -c \'open(\\"/mnt/epoch1.ckpt\\",\\"wb\\").write(bytes(4_000_000))\'"',
    says: 'the disk is full',
  },
  {
    file: 'file-not-found',
    command: 'python -c \'open("/data/train.csv")\'',
    says: 'the file /data/train.csv is not in the container',
  },
  {
    file: 'folder-instead-of-file',
    command: 'python -c \'open("/etc")\'',
    says: '/etc is a folder where a file was meant',
  },
  {
    file: 'loopback-refused',
    command:
      'python -c \'import psycopg2; psycopg2.connect("postgresql://u:p@localhost:54399/x")\'',
    says: 'nothing listens on port 54399 of the container itself, which is what localhost means inside of it',
  },
  {
    file: 'missing-driver',
    command: "python -c 'import pyodbc'",
    says: 'the database driver "pyodbc" is not installed in the image',
  },
  {
    file: 'missing-interpreter',
    command: 'bash -c ./crlf.sh',
    says: './crlf.sh is there, but what its first line names is not in the image, or the line ends the Windows way',
  },
  {
    file: 'missing-library',
    command: 'python -c "import ctypes; ctypes.CDLL(\\"libodbc.so.9\\")"',
    says: 'the system library libodbc.so.9 is not in the image',
  },
  {
    file: 'missing-module',
    command: "python -c 'import torchvision'",
    says: 'the Python module "torchvision" is not in the container',
  },
  {
    file: 'missing-name',
    command: "python -c 'from numpy import float_'",
    says: 'the installed "numpy" has no "float_"',
  },
  {
    file: 'missing-variable',
    command: 'python -c \'import os; os.environ["MODEL_PATH"]\'',
    says: 'the environment variable MODEL_PATH is not set',
  },
  {
    file: 'mlflow-artifacts-not-served',
    command: 'mlflow server --no-serve-artifacts; curl …/api/2.0/mlflow-artifacts/artifacts',
    says: 'the MLflow server was started so that it does not answer this kind of request',
  },
  {
    file: 'mlflow-file-store-ends',
    command: 'mlflow server --backend-store-uri ./mlruns --port 48994',
    says: 'this MLflow does not keep runs in plain folders any more',
  },
  {
    file: 'mlflow-host-rejected.client',
    command: "curl -H 'Host: mlflow:5000' …, the answer",
    says: 'MLflow refuses requests that name it by a name it does not know',
  },
  {
    file: 'mlflow-host-rejected',
    command: "mlflow server --allowed-hosts localhost; curl -H 'Host: mlflow:5000' …",
    says: 'MLflow refuses requests that name it mlflow:5000',
  },
  {
    file: 'mlflow-loopback-tracking',
    command:
      'env MLFLOW_HTTP_REQUEST_MAX_RETRIES=0 MLFLOW_TRACKING_URI=http://localhost:48995 python -c \'import mlflow; mlflow.set_experiment("nba")\'',
    says: 'MLflow looked for its server at localhost, which inside a container is the container itself',
  },
  {
    file: 'mlflow-no-experiment',
    command:
      'python -c \'import mlflow; mlflow.set_tracking_uri("sqlite:///new.db"); mlflow.MlflowClient().get_experiment("77")\'',
    says: 'the MLflow store has no experiment 77',
  },
  {
    file: 'mlflow-no-git',
    command: 'env PATH=/nonexistent MLFLOW_TRACKING_URI=sqlite:////app/old2.db python train_log.py',
    says: 'MLflow cannot record the commit, since the image has no git',
  },
  {
    file: 'mlflow-no-model',
    command:
      'python -c \'import mlflow; mlflow.set_tracking_uri("sqlite:///new.db"); mlflow.MlflowClient().get_registered_model("nba")\'',
    says: 'the model registry has no model nba',
  },
  {
    file: 'mlflow-not-a-proxy-uri',
    command:
      'python -c \'from mlflow.store.artifact.mlflow_artifacts_repo import MlflowArtifactsRepository as R; R("mlflow-artifacts:/x", tracking_uri="file:///x")\'',
    says: 'the artifact address does not name a place behind an MLflow server',
  },
  {
    file: 'mlflow-old-schema',
    command:
      'python -c \'import sqlalchemy, mlflow.store.db.utils as u; u._verify_schema(sqlalchemy.create_engine("sqlite:///old3.db"))\'',
    says: 'the database was made by another version of MLflow (schema 0584bdc529eb, this one needs dc11669786a5)',
  },
  {
    file: 'mlflow-options-need-uvicorn',
    command:
      'mlflow server --backend-store-uri sqlite:///a.db --gunicorn-opts=-w1 --allowed-hosts x --port 48994',
    says: 'MLflow was started with --gunicorn-opts or --waitress-opts, under which --allowed-hosts does not work',
  },
  {
    file: 'mlflow-origin-rejected',
    command: "mlflow server; curl -X POST -H 'Origin: http://dash.example:8050' …",
    says: 'MLflow refuses requests of pages from http://dash.example:8050',
  },
  {
    file: 'mlflow-server-unreachable',
    command:
      'env MLFLOW_HTTP_REQUEST_MAX_RETRIES=0 MLFLOW_TRACKING_URI=http://127.0.0.2:48995 python -c \'import mlflow; mlflow.set_experiment("nba")\'',
    says: 'MLflow could not reach its server at 127.0.0.2:48995',
  },
  {
    file: 'mlflow-trash-denied',
    command:
      'sh -c \'rm -rf fs; mkdir fs; chmod 777 fs; HOME=/tmp as a user without rights: \'python\'/python -c "import mlflow; mlflow.set_tracking_uri(\\"file:///app/fs/m\\"); mlflow.set_experiment(\\"e\\")"; chown 0 fs/m/.trash; chmod 755 fs/m/.trash;  HOME=/tmp as a user without rights: \'python\'/python -c "import mlflow; mlflow.set_tracking_uri(\\"file:///app/fs/m\\"); c=mlflow.MlflowClient(); c.delete_experiment(c.get_experiment_by_name(\\"e\\").experiment_id)"\'',
    says: 'MLflow may not move deleted runs into its .trash folder',
  },
  {
    file: 'mlflow-unshared-artifacts',
    command:
      'as a user without rights: python -c \'import os; os.makedirs("/mlflow/1/artifacts")\'',
    says: 'MLflow told its client to write artifacts to /mlflow, a folder of the server that the client may not write',
  },
  {
    file: 'mlflow-unsupported-uri',
    command:
      'env MLFLOW_TRACKING_URI=databricksx://x python -c \'import mlflow; mlflow.MlflowClient(registry_uri="\\$REGISTRY").search_registered_models()\'',
    says: 'MLflow cannot use the address "databricksx://x" for a model registry or a store',
  },
  {
    file: 'name-not-found',
    command:
      'python -c \'import requests; requests.get("http://mlflow-server.invalid:5000/health")\'',
    says: 'the name mlflow-server.invalid could not be resolved',
  },
  {
    file: 'no-such-table.postgres',
    command:
      'python -c \'import psycopg2; c=psycopg2.connect("postgresql://postgres:secret@127.0.0.1:54777/postgres").cursor(); c.execute("select * from experiments")\'',
    says: 'the database has no table "experiments"',
  },
  {
    file: 'no-such-table',
    command: 'python table.py',
    says: 'the database has no table "features"',
  },
  {
    file: 'out-of-memory.python',
    command: 'sh -c "ulimit -v 400000; python -c \'x = [0] * 10**9\'"',
    says: 'it could not get the memory it asked for',
  },
  {
    file: 'out-of-memory',
    command: "python -c 'import numpy; numpy.zeros((10**7, 10**7))'",
    says: 'it could not get the memory it asked for',
  },
  {
    file: 'permission-denied',
    command: 'as a user without rights: python -c \'open("/srv/out.txt","w")\'',
    says: 'the user of the service may not use /srv/out.txt',
  },
  {
    file: 'port-in-use.gunicorn',
    command: 'gunicorn -b 0.0.0.0:48986, twice',
    says: 'its port is taken by another program',
  },
  {
    file: 'port-in-use',
    command:
      'python -c \'import socket,http.server; a=socket.socket(); a.bind(("",48999)); a.listen(); http.server.HTTPServer(("",48999), None)\'',
    says: 'its port is taken by another program',
  },
  {
    file: 'port-in-use.uvicorn',
    command: 'uvicorn --port 48986, beside gunicorn on that port',
    says: 'its port 48986 is taken by another program',
  },
  {
    file: 'processor-instruction',
    command:
      'bash -c "python -c \'import os,signal; os.kill(os.getpid(), signal.SIGILL)\'; exit \\$?"',
    says: 'it was built for another processor',
  },
  {
    file: 'program-not-executable',
    command: "sh -c './closed.sh'",
    says: './closed.sh may not be executed',
  },
  {
    file: 'program-not-found.bash',
    command: "bash -c 'cd /; uvicornn app:app'",
    says: 'the command "uvicornn" is not in the image',
  },
  {
    file: 'program-not-found',
    command: "sh -c 'trian --epochs 3'",
    says: 'the command "trian" is not in the image',
  },
  {
    file: 'python-exception',
    command: 'python train.py',
    says: "Python raised ValueError: could not convert string to float: 'n/a'",
  },
  {
    file: 'read-only-file-system',
    command:
      'unshare -m sh -c "mount -t tmpfs -o ro tmpfs /mnt && python -c \'import os; os.makedirs(\\"/mnt/mlruns\\")\'"',
    says: '/mnt/mlruns lies where nothing may be written',
  },
  {
    file: 's3-no-bucket',
    command:
      '$K python -c \'import boto3; boto3.client("s3", region_name="us-east-1", endpoint_url="http://127.0.0.1:48984").upload_file("big.bin","models","x")\'',
    says: 'the object store has no such bucket',
  },
  {
    file: 's3-no-credentials',
    command:
      'env HOME=/nonexistent AWS_EC2_METADATA_DISABLED=true python -c \'import boto3; boto3.client("s3", region_name="us-east-1").list_buckets()\'',
    says: 'there are no credentials for the object store',
  },
  {
    file: 's3-unreachable',
    command:
      'env AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b python -c \'import boto3; boto3.client("s3", region_name="us-east-1", endpoint_url="http://127.0.0.1:48997").list_buckets()\'',
    says: 'the object store http://127.0.0.1:48997/ could not be reached',
  },
  {
    file: 's3-wrong-key',
    command:
      '$K python -c \'import boto3; boto3.client("s3", region_name="us-east-1", endpoint_url="http://127.0.0.1:48983").list_buckets()\'',
    says: 'the object store does not know these credentials',
  },
  {
    file: 'script-not-found.flask',
    command: 'flask --app nosuch run',
    says: 'the program nosuch is not in the container',
  },
  {
    file: 'script-not-found.sh',
    command: 'sh ./start.sh',
    says: 'the program ./start.sh is not in the container',
  },
  {
    file: 'script-not-found',
    command: 'python trian.py',
    says: 'the program /app/trian.py is not in the container',
  },
  {
    file: 'shared-memory-full',
    command:
      'unshare -m sh -c "mount -t tmpfs -o size=1m tmpfs /dev/shm && bash -c \'python shm.py; exit \\$?\'"',
    says: 'it ran out of shared memory, of which a container has 64 MB unless it is told otherwise',
  },
  {
    file: 'sqlalchemy-too-new',
    command:
      'env PYTHONPATH=/opt/venv/lib/python3.11/site-packages python -c \'import mlflow; mlflow.set_tracking_uri("sqlite:///x.db"); mlflow.set_experiment("b")\'',
    says: 'this MLflow and this SQLAlchemy do not fit together',
  },
  {
    file: 'sqlite-cannot-open',
    command: 'python -c \'import sqlite3; sqlite3.connect("/no/such/mlflow.db")\'',
    says: 'SQLite could not open its file: the folder is missing, or the user may not write to it',
  },
  {
    file: 'sqlite-damaged',
    command: 'python -c \'import sqlite3; sqlite3.connect("bad.db").execute("select 1 from t")\'',
    says: 'the SQLite file is damaged or no database at all',
  },
  {
    file: 'sqlite-locked',
    command:
      'python -c \'import sqlite3; a=sqlite3.connect("l.db"); a.execute("create table if not exists t(x)"); a.execute("begin exclusive"); sqlite3.connect("l.db",timeout=0.1).execute("insert into t values(1)")\'',
    says: 'two programs write to the same SQLite file at once',
  },
  {
    file: 'too-many-files',
    command: 'sh -c "ulimit -n 20; python -c \'x=[open(\\"/dev/null\\") for _ in range(99)]\'"',
    says: 'it has too many files open at once',
  },
  {
    file: 'upload-too-large',
    command:
      'env MLFLOW_HTTP_REQUEST_MAX_RETRIES=0 python -c \'from mlflow.store.artifact.http_artifact_repo import HttpArtifactRepository as R; R("http://127.0.0.1:48985/a").log_artifact("big.bin")\'',
    says: 'a proxy in front of the server refuses uploads of this size',
  },
  {
    file: 'windows-line-ends.bash',
    command: 'bash crlf2.sh',
    says: 'a script has Windows line ends',
  },
  {
    file: 'windows-line-ends.dash',
    command: 'dash crlf.sh',
    says: 'a script has Windows line ends',
  },
  { file: 'windows-line-ends.env', command: './crlf3.sh', says: 'a script has Windows line ends' },
  { file: 'windows-line-ends', command: 'sh crlf2.sh', says: 'a script has Windows line ends' },
  {
    file: 'worker-out-of-memory',
    command: 'gunicorn; kill -9 of its worker',
    says: 'a worker of the server was killed, most likely for lack of memory',
  },
  {
    file: 'worker-timeout',
    command: 'gunicorn -t 1, with a request of 30 s',
    says: 'a worker of the server took too long for one request and was stopped',
  },
  {
    file: 'wrong-program-format.python',
    command: 'python -c \'import subprocess; subprocess.run(["./alien"])\'',
    says: './alien is built for another processor, or is a script without a first line such as #!/bin/sh',
  },
  {
    file: 'wrong-program-format',
    command: 'bash -c ./alien',
    says: 'the program is built for another processor, or is a script without a first line such as #!/bin/sh',
  },
  {
    file: 'listens-on-loopback',
    command: 'mlflow server --host 127.0.0.1 --port 48990',
    says: 'it listens on 127.0.0.1:48990, where only the container itself can reach it',
  },
];
