/** A command that people write in Dockerfiles, compose files and scripts, with its options. */
export interface KnownCommand {
  /** Program and subcommands, such as `docker compose up`. */
  readonly words: readonly string[];
  readonly text: string;
  readonly url: string;
  /** By every spelling. */
  readonly options: ReadonlyMap<string, string>;
}

function command(
  words: string,
  text: string,
  url: string,
  options: Readonly<Record<string, string>> = {},
): KnownCommand {
  const spelled = Object.entries(options).flatMap(([names, what]) =>
    names.split(' ').map((name) => [name, what] as const),
  );
  return { words: words.split(' '), text, url, options: new Map(spelled) };
}

const cli = 'https://docs.docker.com/reference/cli/docker/';
const uv = 'https://docs.astral.sh/uv/reference/cli/';
const mlflow = 'https://mlflow.org/docs/latest/api_reference/cli.html';

const serverOptions = {
  '--host -h':
    'The address it listens on. Without it `127.0.0.1`, which nobody outside of the container reaches; `0.0.0.0` is right in a container.',
  '--port -p': 'The port it listens on; 5000 unless said. On macOS AirPlay holds port 5000.',
  '--backend-store-uri':
    'Where runs and experiments are kept: a database, or a folder. In a container it belongs on a volume.',
  '--registry-store-uri': 'Where registered models are kept; the backend store unless said.',
  '--default-artifact-root':
    'Where artifacts of new experiments go. Clients write there themselves, so they need access to it, unless the server serves artifacts.',
  '--artifacts-destination': 'Where the server puts the artifacts that it serves.',
  '--serve-artifacts':
    'Passes artifacts through the server, so that clients need no access to the store. On by default since 2.0.',
  '--no-serve-artifacts': 'Clients write artifacts to the store themselves.',
  '--artifacts-only': 'Serves artifacts and nothing else.',
  '--workers -w': 'How many worker processes answer.',
  '--static-prefix': 'Put before all paths, for a proxy.',
  '--gunicorn-opts': 'Options passed on to gunicorn.',
  '--uvicorn-opts': 'Options passed on to uvicorn.',
  '--expose-prometheus': 'A folder for metrics, served at `/metrics`.',
  '--app-name': 'A plugin such as `basic-auth` that changes the server.',
  '--allowed-hosts':
    'Host headers that are answered, from 3.5 on; others get “Invalid Host header”. Service names belong here.',
  '--cors-allowed-origins':
    'Web pages that may call the server, from 3.5 on. `*` lets every page do it.',
  '--dev': 'Debugging and reloading, for development only.',
} as const;

const composeOptions = {
  '--file -f': 'The compose file; several are laid over each other in this order.',
  '--project-name -p': 'The project’s name, with which the names of its containers begin.',
  '--profile': 'Starts the services of this profile too.',
  '--env-file': 'Read in place of `.env`.',
} as const;

const upOptions = {
  ...composeOptions,
  '--detach -d': 'Runs in the background and returns at once.',
  '--build': 'Builds images before it starts.',
  '--scale': 'How many containers of a service, as `SERVICE=NUMBER`.',
  '--force-recreate': 'Makes new containers though nothing changed.',
  '--wait': 'Returns when the services are healthy.',
} as const;

/** Both spellings of Compose. */
function compose(
  subcommand: string,
  text: string,
  options: Readonly<Record<string, string>>,
): readonly KnownCommand[] {
  const url = `${cli}compose/${subcommand === '' ? '' : `${subcommand}/`}`;
  return ['docker compose', 'docker-compose'].map((program) =>
    command(`${program} ${subcommand}`.trim(), text, url, options),
  );
}

/** The longest match counts. */
export const knownCommands: readonly KnownCommand[] = [
  command(
    'mlflow server',
    'Starts the tracking server with its web page.',
    `${mlflow}#mlflow-server`,
    serverOptions,
  ),
  command(
    'mlflow ui',
    'Starts the tracking server for one person.',
    `${mlflow}#mlflow-ui`,
    serverOptions,
  ),
  command(
    'mlflow db upgrade',
    'Brings the database’s schema up to this version of MLflow. Make a backup first: there is no way back.',
    `${mlflow}#mlflow-db-upgrade`,
  ),
  command('mlflow models serve', 'Serves a model over HTTP.', `${mlflow}#mlflow-models-serve`, {
    '--model-uri -m': 'The model, such as `models:/name/1`.',
    '--host -h': 'The address it listens on; `0.0.0.0` is right in a container.',
    '--port -p': 'The port it listens on; 5000 unless said.',
    '--env-manager': '`local` uses what is installed instead of a new environment.',
  }),
  command('uv sync', 'Installs what the project’s lock file says.', `${uv}#uv-sync`, {
    '--frozen': 'Takes `uv.lock` as it is and does not look whether it is up to date.',
    '--locked': 'Fails if `uv.lock` is not up to date.',
    '--no-dev': 'Leaves out the development dependencies, so the image is smaller.',
    '--no-install-project': 'Installs the dependencies only, so that their layer stays cached.',
  }),
  command('uv run', 'Runs a command in the project’s environment.', `${uv}#uv-run`),
  command(
    'poetry check',
    'Checks `pyproject.toml`, and that the lock file is up to date.',
    'https://python-poetry.org/docs/cli/#check',
  ),
  command(
    'poetry run',
    'Runs a command in the project’s environment. With the environment’s `bin` on PATH it is not needed.',
    'https://python-poetry.org/docs/cli/#run',
  ),
  command('uvicorn', 'Serves an ASGI application.', 'https://www.uvicorn.org/settings/', {
    '--host':
      'The address it listens on. Without it `127.0.0.1`, which nobody outside of the container reaches; `0.0.0.0` is right in a container.',
    '--port': 'The port it listens on; 8000 unless said.',
    '--workers': 'How many processes answer.',
    '--reload': 'Starts again when a file changes, for development only.',
  }),
  command('kedro run', 'Runs a pipeline of the project.', 'https://docs.kedro.org/', {
    '--pipeline -p': 'The pipeline; `__default__` unless said.',
  }),
  command('kedro viz', 'Shows the project’s pipelines in a web page.', 'https://docs.kedro.org/', {
    '--host': 'The address it listens on; `0.0.0.0` is right in a container.',
    '--port': 'The port it listens on; 4141 unless said.',
  }),
  command(
    'poetry install',
    'Installs what `poetry.lock` says.',
    'https://python-poetry.org/docs/cli/#install',
    {
      '--no-interaction -n': 'Asks nothing.',
      '--no-cache': 'Neither reads nor fills Poetry’s cache.',
      '--without': 'Leaves out these groups.',
      '--only': 'Installs these groups only.',
      '--no-root': 'Installs the dependencies without the project itself.',
      '--no-dev': 'Removed in Poetry 2: write `--without dev`.',
    },
  ),
  command('pip install', 'Installs packages.', 'https://pip.pypa.io/en/stable/cli/pip_install/', {
    '--no-cache-dir':
      'Keeps no downloads, so the layer is smaller. With a cache mount it is not wanted.',
    '--requirement -r': 'Installs what the file lists.',
    '--constraint -c': 'Limits versions without installing anything.',
    '--upgrade -U': 'Takes the newest version, which makes builds differ.',
    '--editable -e': 'Installs a link to the sources.',
  }),
  command('docker build', 'Builds an image from a Dockerfile.', `${cli}buildx/build/`, {
    '--file -f': 'Path of the Dockerfile; `Dockerfile` in the build context unless said.',
    '--tag -t': 'Name and tag of the image.',
    '--target': 'The stage that is built.',
    '--build-arg': 'A value for an ARG.',
    '--no-cache': 'Runs every instruction anew.',
    '.': 'The build context: the folder whose files COPY can use.',
  }),
  command('docker run', 'Makes a container of an image and starts it.', `${cli}container/run/`, {
    '-it': 'With a terminal and open standard input, to work in it.',
    '--interactive -i': 'Keeps standard input open.',
    '--tty -t': 'Gives the process a terminal.',
    '--detach -d': 'Runs in the background and returns at once.',
    '--publish -p': 'Publishes a port, as `HOST:CONTAINER`.',
    '--env -e': 'A variable of the container.',
    '--volume -v': 'Mounts a folder of the host or a named volume.',
    '--workdir -w': 'The folder that the process starts in.',
    '--rm': 'Removes the container when it ends.',
    '--name': 'The container’s name.',
    '--network --net': 'The network that the container joins.',
    '--entrypoint': 'Replaces the image’s ENTRYPOINT.',
    '--gpus': 'GPUs for the container, such as `all`.',
  }),
  command('docker exec', 'Runs a command in a container that runs.', `${cli}container/exec/`, {
    '-it': 'With a terminal and open standard input, to work in it.',
  }),
  command(
    'docker commit',
    'Makes an image of a container as it is now, to look into one that has stopped.',
    `${cli}container/commit/`,
  ),
  command('docker pull', 'Downloads an image, or its newest state.', `${cli}image/pull/`),
  command(
    'docker inspect',
    'Shows all that the engine knows of a container, image, volume or network.',
    `${cli}inspect/`,
  ),
  command('docker start', 'Starts a container that has stopped.', `${cli}container/start/`),
  command(
    'docker attach',
    'Connects this terminal to a container that runs.',
    `${cli}container/attach/`,
  ),
  command(
    'docker stop',
    'Asks the process to end with SIGTERM, and kills it after 10 s.',
    `${cli}container/stop/`,
  ),
  command('docker kill', 'Ends the process at once with SIGKILL.', `${cli}container/kill/`),
  command('docker rm', 'Removes a container that has stopped.', `${cli}container/rm/`, {
    '--force -f': 'Also one that runs.',
  }),
  command('docker rmi', 'Removes an image.', `${cli}image/rm/`),
  command('docker ps', 'Lists containers that run.', `${cli}container/ls/`, {
    '--all -a': 'Also those that have stopped.',
  }),
  command('docker container ls', 'Lists containers that run.', `${cli}container/ls/`, {
    '--all -a': 'Also those that have stopped.',
  }),
  command('docker images', 'Lists images.', `${cli}image/ls/`),
  command('docker image ls', 'Lists images.', `${cli}image/ls/`),
  command('docker logs', 'Shows what a container has printed.', `${cli}container/logs/`, {
    '--follow -f': 'Goes on as it prints more.',
  }),
  command(
    'docker network create',
    'Makes a network. Containers in it reach each other by name.',
    `${cli}network/create/`,
  ),
  command('docker network connect', 'Lets a container join a network.', `${cli}network/connect/`),
  command('docker network inspect', 'Shows who is in a network.', `${cli}network/inspect/`),
  command('docker volume create', 'Makes a volume.', `${cli}volume/create/`),
  command(
    'docker volume prune',
    'Removes volumes that no container uses; without `--all` only those without a name.',
    `${cli}volume/prune/`,
  ),
  command(
    'docker system prune',
    'Removes stopped containers, unused networks and dangling images.',
    `${cli}system/prune/`,
  ),
  command('docker system df', 'Shows what uses how much disk.', `${cli}system/df/`, {
    '--verbose -v': 'Item by item.',
  }),
  ...compose('', 'Runs the project of the compose files here.', composeOptions),
  ...compose('up', 'Makes and starts the services, and those that they depend on.', upOptions),
  ...compose('build', 'Builds the services’ images.', {
    ...composeOptions,
    '--no-cache': 'Runs every instruction anew.',
  }),
  ...compose('down', 'Stops and removes containers and networks.', {
    ...composeOptions,
    '--volumes -v': 'Removes named volumes too, with the data in them.',
  }),
  ...compose('stop', 'Stops the services and keeps their containers.', composeOptions),
  ...compose(
    'restart',
    'Stops and starts services; changes of the compose file do not count.',
    composeOptions,
  ),
  ...compose('ps', 'Lists the project’s containers.', {
    ...composeOptions,
    '--all -a': 'Also those that have stopped.',
  }),
  ...compose('logs', 'Shows what the services have printed.', {
    ...composeOptions,
    '--follow -f': 'Goes on as they print more.',
  }),
  ...compose('exec', 'Runs a command in a service’s container that runs.', composeOptions),
  ...compose('run', 'Runs a one-off container of a service.', {
    ...composeOptions,
    '--rm': 'Removes the container when it ends.',
  }),
  ...compose('pull', 'Pulls the services’ images.', composeOptions),
];
