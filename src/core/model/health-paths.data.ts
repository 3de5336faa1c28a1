/** A server with the paths at which it says how it is. */
export interface HealthServer {
  readonly name: string;
  /** Of the image, without registry. */
  readonly image: RegExp | undefined;
  /** Words of the command, one after the other. */
  readonly words: readonly RegExp[] | undefined;
  readonly paths: readonly string[];
  /** Options and variables that put something before all paths; with one of them nothing is known. */
  readonly prefixes: readonly string[];
}

export const healthServers: readonly HealthServer[] = [
  {
    name: 'MLflow',
    image: undefined,
    words: [/(?:^|\/)mlflow$/, /^(?:server|ui)$/],
    paths: ['/health', '/version'],
    prefixes: ['--static-prefix', 'MLFLOW_STATIC_PREFIX', '--app-name'],
  },
  {
    name: 'Streamlit',
    image: undefined,
    words: [/(?:^|\/)streamlit$/, /^run$/],
    paths: ['/_stcore/health', '/healthz', '/_stcore/script-health-check'],
    prefixes: ['--server.baseUrlPath', 'STREAMLIT_SERVER_BASE_URL_PATH'],
  },
  {
    name: 'Prefect',
    image: undefined,
    words: [/(?:^|\/)prefect$/, /^(?:server|orion)$/, /^start$/],
    paths: ['/api/health', '/api/ready', '/api/version'],
    prefixes: ['PREFECT_SERVER_API_BASE_PATH', 'PREFECT_UI_SERVE_BASE'],
  },
  {
    name: 'Grafana',
    image: /^grafana\/grafana(?:-oss|-enterprise)?$/,
    words: undefined,
    paths: ['/api/health', '/healthz', '/robots.txt'],
    prefixes: ['GF_SERVER_ROOT_URL', 'GF_SERVER_SERVE_FROM_SUB_PATH'],
  },
  {
    name: 'Prometheus',
    image: /^prom\/prometheus$/,
    words: undefined,
    paths: ['/-/healthy', '/-/ready'],
    prefixes: ['--web.external-url', '--web.route-prefix'],
  },
  {
    name: 'MinIO',
    image: /^minio\/minio$/,
    words: undefined,
    paths: [
      '/minio/health/live',
      '/minio/health/ready',
      '/minio/health/cluster',
      '/minio/health/cluster/read',
    ],
    prefixes: [],
  },
  {
    name: 'Qdrant',
    image: /^qdrant\/qdrant$/,
    words: undefined,
    paths: ['/healthz', '/readyz', '/livez'],
    prefixes: [],
  },
  {
    name: 'Triton',
    image: /(?:^|\/)tritonserver$/,
    words: undefined,
    paths: ['/v2/health/live', '/v2/health/ready'],
    prefixes: [],
  },
  {
    name: 'LocalStack',
    image: /^localstack\/localstack$/,
    words: undefined,
    paths: ['/_localstack/health', '/health', '/_localstack/init/ready'],
    prefixes: [],
  },
  {
    name: 'Elasticsearch',
    image: /(?:^|\/)elasticsearch$/,
    words: undefined,
    paths: ['/_cluster/health', '/_cat/health'],
    prefixes: [],
  },
];
