import { features } from './features.data.ts';
import { done, explained, planned, ruled, told, type SeedDocument } from './seed-point.ts';

const composeCommands = (word: string): string => `command docker compose ${word}`;

export const forecastPipeline: SeedDocument = {
  name: 'Lesson on a forecast pipeline',
  about: 'Kedro, MLflow, training and inference as six services, for the desk and for a server.',
  points: [
    done(
      'Docker Desktop has to be there',
      'Where no engine answers the view says what is missing and leads to it.',
      features.installDocker,
    ),
    done(
      'Six services with a task each',
      'The view Services has a row for each, in the order in which they start.',
      features.startOrder,
    ),
    explained(
      'Volumes, ports, networks and depends_on are what services are made of',
      'compose services.*.volumes, compose services.*.ports, compose services.*.networks, compose services.*.depends_on',
    ),
    ruled(
      'A slim Python is a good base, as long as it is looked after',
      'dockerfile/no-end-of-life-base',
    ),
    ruled('Some packages need a compiler to be installed', 'python/require-system-library', {
      today: 'aged: catboost and torch come as wheels that need none; others still do.',
    }),
    ruled(
      'Package lists are removed in the step that fetched them',
      'dockerfile/require-apt-lists-removed',
    ),
    ruled('apt-get must not wait for an answer', 'dockerfile/require-apt-get-yes'),
    ruled('pip keeps no cache in the image', 'dockerfile/require-pip-no-cache'),
    ruled('uv is installed in a fixed version', 'dockerfile/require-pip-version', {
      today: 'aged: the document installs whatever is newest.',
    }),
    ruled('Manifest and lock file are both copied', 'project/require-run-file', {
      example: 'A lock file that stays outside',
    }),
    done(
      'Where the version is read from the sources these come before uv sync',
      'Accepted: the steps of the lesson are silent in `recommended`.',
      features.blocks,
    ),
    explained(
      '--frozen takes the lock file as it is, --no-dev leaves out what only developers need',
      'command uv sync --frozen, command uv sync --no-dev',
    ),
    ruled(
      'PYTHONPATH lets imports find a folder src',
      'project/require-imported-file python/require-command-module',
    ),
    ruled(
      'PATH with .venv/bin first makes its programs available',
      'python/require-environment-path',
    ),
    ruled(
      'A variable that refers to itself needs a value before',
      'dockerfile/no-undefined-variable dockerfile/no-env-self-reference',
      { does: 'A self-reference of PATH and PYTHONPATH to what came before is accepted.' },
    ),
    done(
      'One compose file for the desk and one for the server',
      'Choose Compose Files… switches between them.',
      features.otherFiles,
    ),
    ruled('Files for the desk and for the server drift apart', 'compose/consistent-file-sets'),
    explained(
      'The file for the desk builds, the one for the server pulls',
      'compose services.*.build, compose services.*.image, command docker compose pull',
    ),
    ruled('On the server images have a fixed tag', 'compose/no-floating-image-tag', {
      today: 'yes',
      does: 'The document itself pulls latest.',
    }),
    explained(
      'The parts of a service: build or image, command, volumes, ports, environment, networks, depends_on',
      'compose services.*.build, compose services.*.image, compose services.*.command, compose services.*.environment',
    ),
    ruled('Values that the compose file needs stand in .env', 'compose/no-unset-variable'),
    done(
      'A variable may also come from the shell',
      'The hover on ${NAME} says which of both it is.',
      features.variable,
    ),
    done(
      'environment: hands values on to the container; .env by itself does not',
      'A change of .env is linted into the compose files at once.',
      features.envChange,
    ),
    ruled(
      'Bind mounts keep data on the host',
      'project/require-bind-source compose/no-machine-path',
    ),
    explained('Share files between services and with the host', 'compose services.*.volumes'),
    ruled(
      'Mounting the sources over the image is for development, and hides what the image has there',
      'project/no-hidden-environment',
    ),
    ruled(
      'Services reach each other by name on a common network',
      'project/require-known-host mlflow/require-reachable-server',
    ),
    ruled('Ports inside need not be published', 'compose/no-published-database'),
    done(
      'Services start in the order of depends_on',
      'The view Services shows them in it.',
      features.startOrder,
    ),
    ruled(
      'Inference may start only when training has completed',
      'compose/require-finished-job compose/no-restarting-job',
      { does: 'A consumer that waits for the end, and a job that never ends, are both known.' },
    ),
    ruled('mlflow server listens on 0.0.0.0', 'mlflow/no-loopback-host'),
    ruled('Port 5000 of a Mac is taken by AirPlay', 'compose/no-airplay-port'),
    ruled('The artifact root says where models are stored', 'mlflow/no-unshared-artifact-root', {
      today:
        'aged: with a folder as the root clients write there themselves; the server hands on files only without it.',
    }),
    explained(
      '--serve-artifacts lets the server hand on artifacts',
      'command mlflow server --serve-artifacts',
      { today: 'aged: it is on by itself since MLflow 2.' },
    ),
    ruled('--allowed-hosts names the hosts that clients use', 'mlflow/require-allowed-host'),
    ruled(
      '--cors-allowed-origins says which pages may call the server; "*" lets any',
      'mlflow/no-open-server',
      { today: 'no: with "*" any page that somebody opens may write to the server.' },
    ),
    ruled(
      'Files are enough as a store of runs',
      'mlflow/no-outdated-store mlflow/require-persistent-store',
      {
        today:
          'no: MLflow has been winding the file store down and newer versions want a database; SQLite is one file, too.',
      },
    ),
    ruled(
      'A tracking URI names the service, with scheme and port',
      'mlflow/require-tracking-uri mlflow/valid-tracking-uri',
    ),
    explained(
      'up --build builds before it starts, -d goes on in the background',
      'command docker compose up --build, command docker compose up --detach',
    ),
    done(
      'Pages are opened at the ports that the services publish',
      'The hover on a service names its addresses on this machine.',
      features.hostHover,
    ),
    explained(
      'On the server: pull, up -d, ps',
      [composeCommands('pull'), composeCommands('up --detach'), composeCommands('ps')].join(', '),
    ),
    done(
      'Logs are read for all services or one, and followed',
      'Show Logs… follows the logs of a service in a document.',
      features.logs,
    ),
    done('One service can be started with what it needs', 'Start Service…', features.startService),
    done(
      'down ends all services',
      'Stop Service… ends one; down stays with the terminal.',
      features.stopService,
    ),
    explained('down -v deletes the data, too', 'command docker compose down --volumes'),
    ruled('A training job has restart: "no"', 'compose/no-restarting-job'),
    explained(
      'An inference service goes on by itself: restart: unless-stopped',
      'compose services.*.restart=unless-stopped, compose services.*.restart=no',
    ),
    told('A table that nobody has made is missing', 'no-such-table'),
    ruled(
      'A page publishes its port and listens outside of the loopback',
      'project/no-loopback-server',
    ),
    ruled('A viewer is started with --host 0.0.0.0', 'project/no-loopback-server', {
      example: 'A notebook and a viewer on their own',
    }),
    done(
      'A workflow is: server first, then training, then inference, then pages',
      'Start Service… starts what a service depends on before it.',
      features.startOrder,
    ),
    done(
      'While developing only the infrastructure runs in containers',
      'Start Service… starts one service by itself.',
      features.startService,
    ),
    told('Invalid Host header', 'mlflow-host-rejected'),
    told('A port that is taken stops the start', 'port-in-use', {
      does: 'Clashes inside a project are findings of `compose/no-duplicate-host-port`.',
    }),
    ruled('Two services on one port of the host', 'compose/no-duplicate-host-port'),
    ruled(
      'MLflow cannot be reached: wrong name, network or state',
      'mlflow/require-reachable-server mlflow/no-loopback-tracking-uri',
    ),
    told('A container may not write to a mounted folder', 'permission-denied'),
    ruled('chmod 777 makes a folder writable', 'dockerfile/no-world-writable', {
      today: 'no: it opens the files to everything on the machine; the owner is what has to fit.',
    }),
    ruled('user: "${UID}:${GID}" runs as yourself', 'compose/no-unset-variable', {
      today: 'no: shells do not export UID and GID, so both are empty unless .env has them.',
      example: 'What a shell keeps for itself',
    }),
    ruled(
      'ModuleNotFoundError during the build: sources were copied after uv sync',
      'python/require-build-files',
      { example: 'A version that is read from sources that come later' },
    ),
    told(
      'A program of .venv is "not found" although it is there: its first line leads elsewhere',
      'missing-interpreter',
    ),
    ruled('An environment at another path than it was made in', 'python/no-moved-environment'),
    ruled(
      'A .dockerignore keeps history, environments, caches and data out of the image',
      'project/no-ignored-copy-source',
      { does: 'What it keeps out by mistake is a finding; new services complete the file.' },
    ),
    done(
      'A .dockerignore is written',
      'Add Service… makes one or completes it.',
      features.scaffoldIgnore,
    ),
    ruled(
      'Stages: build in one, copy the environment to the other',
      'python/no-moved-environment dockerfile/consistent-as-case',
    ),
    ruled('A health check that asks with curl', 'dockerfile/no-missing-health-tool', {
      today:
        'no: the slim image of the lesson has no curl, so the check never passes; Python can ask.',
    }),
    explained(
      'interval, timeout and retries of a health check',
      'compose services.*.healthcheck.interval, compose services.*.healthcheck.timeout, compose services.*.healthcheck.retries',
    ),
    ruled('Limits for processors and memory', 'compose/require-memory-limit'),
    ruled(
      'Secrets stand in .env, which stays out of Git and out of the image',
      'secrets/no-committed-secret secrets/no-copied-secret',
      { today: 'aged: .env is for settings; what is secret is better a secret of Compose.' },
    ),
    explained('${NAME} in environment takes the value of .env', 'compose services.*.environment'),
    explained(
      'build, up, stop, restart',
      [
        composeCommands('build'),
        composeCommands('up'),
        composeCommands('stop'),
        composeCommands('restart'),
      ].join(', '),
      {
        today:
          'aged: docker-compose with a hyphen is the program of Compose 1; both spellings are explained.',
      },
    ),
    explained('exec runs a command in a service that runs', composeCommands('exec')),
    explained(
      'ps, logs',
      [composeCommands('ps --all'), composeCommands('logs --follow')].join(', '),
    ),
    explained(
      'docker ps, images, rm, rmi',
      'command docker ps --all, command docker images, command docker rm --force, command docker rmi',
    ),
    explained(
      'prune removes what nobody uses',
      'command docker system prune, command docker volume prune',
    ),
    done(
      'Leftovers are cleaned up',
      'Clean Up Leftovers… removes what Drydock itself made and nothing else.',
      features.leftovers,
    ),

    done(
      'uv run finds the environment of the project by itself',
      'Accepted: the command of the viewer is silent.',
      features.blocks,
    ),
    done(
      'Links in pages need the address of the host, services that of the network',
      'The hover on a service names both.',
      features.hostHover,
    ),
    ruled(
      'On the server each variable has to have a value, at the desk a default is enough',
      'compose/no-unset-variable',
      { example: 'A variable that the example file does not have' },
    ),
    done(
      'Building and checking belong into CI',
      'A GitHub Action and a pre-commit hook run the linter.',
      ['cli/integrations.test.ts', 'annotates the lines of a pull request'],
    ),
    planned(
      'Swarm or Kubernetes for production',
      'other orchestrators',
      'Keys of deploy: are read and explained; files of Kubernetes are not.',
    ),
  ],
};
