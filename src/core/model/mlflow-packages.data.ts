/** Packages of which one is enough, by what stands before `:` in a database URI. The first is the usual one. */
export const databasePackages: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgresql', ['psycopg2-binary', 'psycopg2', 'psycopg', 'aws-psycopg2']],
  ['postgresql+psycopg2', ['psycopg2-binary', 'psycopg2', 'aws-psycopg2']],
  ['postgresql+psycopg', ['psycopg', 'psycopg-binary']],
  ['postgresql+pg8000', ['pg8000']],
  ['mysql', ['mysqlclient']],
  ['mysql+mysqldb', ['mysqlclient']],
  ['mysql+pymysql', ['pymysql']],
  ['mysql+mysqlconnector', ['mysql-connector-python', 'mysql-connector']],
  ['mssql', ['pyodbc']],
  ['mssql+pyodbc', ['pyodbc']],
  ['mssql+pymssql', ['pymssql']],
]);

/** The same by the scheme of an artifact URI. */
export const bucketPackages: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3', ['boto3']],
  ['gs', ['google-cloud-storage']],
  ['wasbs', ['azure-storage-blob']],
]);

/** Extras of `mlflow` that bring drivers along. */
export const driverExtras: ReadonlySet<string> = new Set(['db', 'sqlserver']);
export const bucketExtras: ReadonlySet<string> = new Set([
  'extras',
  'databricks',
  'gateway',
  'genai',
  'mlserver',
]);

/** Packages that may bring such packages along by themselves. */
export const bringers: RegExp =
  /^(?:apache-airflow.*|prefect.*|dvc.*|sagemaker|awswrangler|s3fs|gcsfs|adlfs|smart-open|snowflake-.*|kedro.*|zenml.*|feast|moto|clearml|wandb|metaflow|great-expectations|bentoml|ray|langchain.*|datasets|dask.*|optuna-dashboard|sqlalchemy|django|databricks-.*|google-cloud.*|azure.*|aws.*)$/;
