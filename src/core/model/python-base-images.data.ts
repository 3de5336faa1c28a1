/** What a foreign image brings along, as far as its publisher says. */
export interface BaseImage {
  /** Matches the repository, without registry and tag. */
  readonly repository: RegExp;
  /** Packages that are in it; `tag` where the image's tag is their version. */
  readonly packages: Readonly<Record<string, 'tag' | 'any'>>;
  /** True where nothing else is in it that somebody would ask for. */
  readonly isComplete: boolean;
}

/** The first match counts. An image that is not here may hold anything. */
export const baseImages: readonly BaseImage[] = [
  {
    repository: /(?:^|\/)(?:python|pypy)$/,
    packages: { pip: 'any' },
    isComplete: true,
  },
  {
    repository:
      /(?:^|\/)(?:debian|ubuntu|alpine|fedora|rockylinux|almalinux|amazonlinux|busybox|scratch|nvidia\/cuda|cuda|astral-sh\/uv|miniconda3|miniforge3|mambaforge|micromamba)$/,
    packages: {},
    isComplete: true,
  },
  {
    repository:
      /(?:^|\/)(?:node|nginx|httpd|caddy|traefik|haproxy|golang|rust|openjdk|eclipse-temurin|postgres|mysql|mariadb|mongo|redis|rabbitmq|memcached|minio\/minio|minio\/mc|prom\/prometheus|grafana\/grafana)$/,
    packages: {},
    isComplete: true,
  },
  // The plain image is `pip install mlflow` on a slim Python; `-full` tags hold drivers and more.
  { repository: /(?:^|\/)mlflow\/mlflow$/, packages: { mlflow: 'tag' }, isComplete: true },
  {
    repository: /(?:^|\/)pytorch\/pytorch$/,
    packages: { torch: 'tag', numpy: 'any' },
    isComplete: false,
  },
  {
    repository: /(?:^|\/)tensorflow\/tensorflow$/,
    packages: { tensorflow: 'tag', numpy: 'any' },
    isComplete: false,
  },
  {
    repository: /(?:^|\/)apache\/airflow$/,
    packages: { 'apache-airflow': 'tag', sqlalchemy: 'any', 'psycopg2-binary': 'any' },
    isComplete: false,
  },
  { repository: /(?:^|\/)prefecthq\/prefect$/, packages: { prefect: 'tag' }, isComplete: false },
  {
    repository: /(?:^|\/)tiangolo\/uvicorn-gunicorn-fastapi$/,
    packages: { fastapi: 'any', uvicorn: 'any', gunicorn: 'any' },
    isComplete: true,
  },
  {
    repository: /(?:^|\/)tiangolo\/uvicorn-gunicorn$/,
    packages: { uvicorn: 'any', gunicorn: 'any' },
    isComplete: true,
  },
];
