import type { MlflowAction, ServerStart } from './python-scan-tree.ts';

/** How an argument is found: its place, its name, or both. */
export interface Argument {
  readonly index?: number;
  readonly names: readonly string[];
}

export interface ClientCall {
  readonly url?: Argument;
  readonly host?: Argument;
  readonly port?: Argument;
  readonly defaultHost?: string;
  readonly defaultPort?: number;
}

const at = (index: number, ...names: readonly string[]): Argument => ({ index, names });
const named = (...names: readonly string[]): Argument => ({ names });
const firstUrl: ClientCall = { url: at(0, 'url') };

const redis: ClientCall = {
  host: at(0, 'host'),
  port: at(1, 'port'),
  defaultHost: 'localhost',
  defaultPort: 6379,
};
const mongo: ClientCall = {
  url: at(0, 'host'),
  port: at(1, 'port'),
  defaultHost: 'localhost',
  defaultPort: 27_017,
};
const postgres: ClientCall = {
  url: at(0, 'dsn', 'conninfo'),
  host: named('host'),
  port: named('port'),
  defaultPort: 5432,
};
const mysql: ClientCall = {
  host: at(0, 'host'),
  port: named('port'),
  defaultHost: 'localhost',
  defaultPort: 3306,
};
const engine: ClientCall = { url: at(0, 'url') };
const aws: ClientCall = { url: named('endpoint_url') };
const kafka: ClientCall = {
  url: named('bootstrap_servers'),
  defaultHost: 'localhost',
  defaultPort: 9092,
};
const hostAndPort: ClientCall = { host: at(0, 'host'), port: at(1, 'port') };

/** What connects somewhere, by full name. */
export const clientCalls: ReadonlyMap<string, ClientCall> = new Map<string, ClientCall>([
  ['redis.Redis', redis],
  ['redis.StrictRedis', redis],
  ['redis.asyncio.Redis', redis],
  ['redis.ConnectionPool', redis],
  ['redis.from_url', firstUrl],
  ['redis.asyncio.from_url', firstUrl],
  ['redis.Redis.from_url', firstUrl],
  ['redis.StrictRedis.from_url', firstUrl],
  ['redis.asyncio.Redis.from_url', firstUrl],
  ['redis.ConnectionPool.from_url', firstUrl],
  ['pymongo.MongoClient', mongo],
  ['pymongo.AsyncMongoClient', mongo],
  ['motor.motor_asyncio.AsyncIOMotorClient', mongo],
  ['sqlalchemy.create_engine', engine],
  ['sqlalchemy.ext.asyncio.create_async_engine', engine],
  ['sqlmodel.create_engine', engine],
  ['databases.Database', engine],
  ['psycopg2.connect', postgres],
  ['psycopg.connect', postgres],
  ['psycopg.AsyncConnection.connect', postgres],
  ['asyncpg.connect', postgres],
  ['asyncpg.create_pool', postgres],
  ['pymysql.connect', mysql],
  ['MySQLdb.connect', mysql],
  ['mysql.connector.connect', mysql],
  ['urllib.request.urlopen', firstUrl],
  ['urllib.request.Request', firstUrl],
  ['httpx.Client', { url: named('base_url') }],
  ['httpx.AsyncClient', { url: named('base_url') }],
  ['websockets.connect', { url: at(0, 'uri') }],
  ['minio.Minio', { url: at(0, 'endpoint') }],
  ['boto3.client', aws],
  ['boto3.resource', aws],
  ['boto3.Session().client', aws],
  ['boto3.session.Session().client', aws],
  ['s3fs.S3FileSystem', aws],
  ['pika.ConnectionParameters', { ...hostAndPort, defaultHost: 'localhost', defaultPort: 5672 }],
  ['pika.URLParameters', firstUrl],
  ['kafka.KafkaProducer', kafka],
  ['kafka.KafkaConsumer', kafka],
  ['aiokafka.AIOKafkaProducer', kafka],
  ['aiokafka.AIOKafkaConsumer', kafka],
  ['celery.Celery', { url: named('broker') }],
  ['elasticsearch.Elasticsearch', { url: at(0, 'hosts') }],
  ['opensearchpy.OpenSearch', { url: at(0, 'hosts') }],
  [
    'qdrant_client.QdrantClient',
    { url: named('url', 'location'), host: named('host'), port: named('port') },
  ],
  ['chromadb.HttpClient', { ...hostAndPort, defaultHost: 'localhost', defaultPort: 8000 }],
  ['clickhouse_connect.get_client', { host: named('host'), port: named('port') }],
  ['influxdb_client.InfluxDBClient', firstUrl],
  ['grpc.insecure_channel', { url: at(0, 'target') }],
  ['dask.distributed.Client', { url: at(0, 'address') }],
  ['distributed.Client', { url: at(0, 'address') }],
  ['prometheus_client.push_to_gateway', { url: at(0, 'gateway') }],
  ['openai.OpenAI', { url: named('base_url') }],
  ['ollama.Client', { url: at(0, 'host') }],
  ['paho.mqtt.client.Client().connect', hostAndPort],
  ['tritonclient.http.InferenceServerClient', firstUrl],
  ['tritonclient.grpc.InferenceServerClient', firstUrl],
]);

/** Modules and objects whose functions named for an HTTP method take a URL first. */
export const httpCallers: ReadonlySet<string> = new Set([
  'requests',
  'httpx',
  'requests.Session()',
  'requests.session()',
  'httpx.Client()',
  'httpx.AsyncClient()',
  'aiohttp.ClientSession()',
]);

export const httpMethods: ReadonlySet<string> = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
]);

export interface MlflowShape {
  readonly action: MlflowAction;
  readonly values: Readonly<Record<string, Argument>>;
}

/** By the last part of the name: the calls of `mlflow`, of its flavors and of its client. */
export const mlflowCalls: ReadonlyMap<string, MlflowShape> = new Map<string, MlflowShape>([
  ['set_tracking_uri', { action: 'set-tracking-uri', values: { uri: at(0, 'uri') } }],
  ['set_registry_uri', { action: 'set-registry-uri', values: { uri: at(0, 'uri') } }],
  [
    'set_experiment',
    {
      action: 'set-experiment',
      values: { experiment_name: at(0, 'experiment_name'), experiment_id: named('experiment_id') },
    },
  ],
  [
    'create_experiment',
    {
      action: 'create-experiment',
      values: { name: at(0, 'name'), artifact_location: at(1, 'artifact_location') },
    },
  ],
  [
    'log_model',
    {
      action: 'log-model',
      values: {
        artifact_path: at(1, 'artifact_path'),
        name: named('name'),
        registered_model_name: named('registered_model_name'),
      },
    },
  ],
  ['save_model', { action: 'save-model', values: { path: at(1, 'path') } }],
  [
    'register_model',
    { action: 'register-model', values: { model_uri: at(0, 'model_uri'), name: at(1, 'name') } },
  ],
  ['load_model', { action: 'load-model', values: { model_uri: at(0, 'model_uri') } }],
  ['spark_udf', { action: 'load-model', values: { model_uri: at(1, 'model_uri') } }],
  ['get_model_info', { action: 'load-model', values: { model_uri: at(0, 'model_uri') } }],
  [
    'log_artifact',
    {
      action: 'log-artifact',
      values: { local_path: at(0, 'local_path'), artifact_path: at(1, 'artifact_path') },
    },
  ],
  [
    'log_artifacts',
    {
      action: 'log-artifact',
      values: { local_dir: at(0, 'local_dir'), artifact_path: at(1, 'artifact_path') },
    },
  ],
  [
    'download_artifacts',
    {
      action: 'download-artifact',
      values: {
        artifact_uri: at(0, 'artifact_uri'),
        run_id: named('run_id'),
        artifact_path: named('artifact_path', 'path'),
      },
    },
  ],
  [
    'search_runs',
    {
      action: 'search',
      values: { filter_string: at(1, 'filter_string'), order_by: named('order_by') },
    },
  ],
  ['search_experiments', { action: 'search', values: { filter_string: named('filter_string') } }],
  [
    'search_model_versions',
    { action: 'search', values: { filter_string: at(0, 'filter_string') } },
  ],
  [
    'search_registered_models',
    { action: 'search', values: { filter_string: named('filter_string') } },
  ],
  ['search_logged_models', { action: 'search', values: { filter_string: named('filter_string') } }],
  ['search_traces', { action: 'search', values: { filter_string: named('filter_string') } }],
  [
    'start_run',
    { action: 'start-run', values: { run_name: named('run_name'), run_id: at(0, 'run_id') } },
  ],
  ...[
    'create_registered_model',
    'create_model_version',
    'get_registered_model',
    'get_latest_versions',
    'get_model_version',
    'get_model_version_by_alias',
    'set_registered_model_alias',
    'transition_model_version_stage',
  ].map((name): readonly [string, MlflowShape] => [
    name,
    {
      action: 'registry',
      values: { name: at(0, 'name'), alias: at(1, 'alias'), stage: named('stage') },
    },
  ]),
  [
    'MlflowClient',
    {
      action: 'create-client',
      values: { tracking_uri: at(0, 'tracking_uri'), registry_uri: at(1, 'registry_uri') },
    },
  ],
]);

/** A second name for a place would mislead: only `get_model_version_by_alias` and its like have an alias there. */
export const aliasCalls: ReadonlySet<string> = new Set([
  'get_model_version_by_alias',
  'set_registered_model_alias',
]);

export interface ServerCall {
  readonly server: ServerStart['server'];
  readonly host: Argument;
  readonly port: Argument;
  readonly target?: Argument;
  readonly defaultHost: string;
  readonly defaultPort: number | undefined;
}

const flask: ServerCall = {
  server: 'flask',
  host: at(0, 'host'),
  port: at(1, 'port'),
  defaultHost: '127.0.0.1',
  defaultPort: 5000,
};
const dash: ServerCall = {
  server: 'dash',
  host: named('host'),
  port: named('port'),
  defaultHost: '127.0.0.1',
  defaultPort: 8050,
};
const gradio: ServerCall = {
  server: 'gradio',
  host: named('server_name'),
  port: named('server_port'),
  defaultHost: '127.0.0.1',
  defaultPort: 7860,
};

/** What starts a server, by full name. */
export const serverCalls: ReadonlyMap<string, ServerCall> = new Map<string, ServerCall>([
  ['flask.Flask().run', flask],
  ['quart.Quart().run', flask],
  ['dash.Dash().run', dash],
  ['dash.Dash().run_server', dash],
  [
    'uvicorn.run',
    {
      server: 'uvicorn',
      target: at(0, 'app'),
      host: named('host'),
      port: named('port'),
      defaultHost: '127.0.0.1',
      defaultPort: 8000,
    },
  ],
  [
    'waitress.serve',
    {
      server: 'waitress',
      host: named('host'),
      port: named('port'),
      defaultHost: '0.0.0.0',
      defaultPort: 8080,
    },
  ],
  ['gradio.Interface().launch', gradio],
  ['gradio.Blocks().launch', gradio],
  ['gradio.ChatInterface().launch', gradio],
  [
    'aiohttp.web.run_app',
    {
      server: 'aiohttp',
      host: named('host'),
      port: named('port'),
      defaultHost: '0.0.0.0',
      defaultPort: 8080,
    },
  ],
  [
    'prometheus_client.start_http_server',
    {
      server: 'prometheus',
      host: at(1, 'addr'),
      port: at(0, 'port'),
      defaultHost: '0.0.0.0',
      defaultPort: undefined,
    },
  ],
]);

/** What makes a web application or a part of one, with the argument that says where its routes begin. */
export const appCalls: ReadonlyMap<string, Argument | undefined> = new Map([
  ['fastapi.FastAPI', named('root_path')],
  ['fastapi.APIRouter', named('prefix')],
  ['fastapi.routing.APIRouter', named('prefix')],
  ['flask.Flask', undefined],
  ['flask.Blueprint', named('url_prefix')],
  ['quart.Quart', undefined],
  ['starlette.applications.Starlette', undefined],
  ['sanic.Sanic', undefined],
  ['bottle.Bottle', undefined],
  ['dash.Dash', named('url_base_pathname', 'requests_pathname_prefix')],
  ['litestar.Litestar', undefined],
]);
