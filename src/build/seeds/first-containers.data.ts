import { features } from './features.data.ts';
import { done, explained, planned, ruled, told, type SeedDocument } from './seed-point.ts';

export const firstContainers: SeedDocument = {
  name: 'Exercise with first containers',
  about:
    'From docker run to three tiers with an API, a database and a page, then MLflow and a scheduler.',
  points: [
    done(
      'Docker and Compose have to be there',
      'Where no engine answers the view says what is missing and leads to it.',
      features.installDocker,
    ),
    explained(
      'Images that are here, containers that run, and all with -a',
      'command docker images, command docker ps, command docker ps --all',
    ),
    explained('An image is named by a name and a tag', 'compose services.*.image, dockerfile FROM'),
    ruled('A small image: python:3.9-slim', 'dockerfile/no-end-of-life-base', {
      today: 'aged: Python 3.9 has had its last update in 2025.',
    }),
    explained(
      'run -it --rm: with a terminal, gone at the end',
      'command docker run -it, command docker run --rm',
    ),
    explained(
      'A named container is started again and attached to',
      'command docker run --name, command docker start, command docker attach',
    ),
    done(
      'A stopped container stays in the list until it is removed',
      'The view Services shows it with its exit code.',
      features.outsideCompose,
    ),
    explained('rm removes a container, rmi an image', 'command docker rm, command docker rmi'),
    explained('What stands behind the image replaces its CMD', 'dockerfile CMD'),
    explained(
      '-p 7777:9999: first the port of the host, then the one of the container',
      'command docker run --publish, compose services.*.ports',
    ),
    explained(
      '-v mounts a folder of the host, -w is where the process starts',
      'command docker run --volume, command docker run --workdir',
    ),
    ruled('A notebook with an empty token and a published port', 'secrets/no-open-notebook', {
      today:
        'no: whoever reaches the port runs code; a token, or a port at 127.0.0.1, costs nothing.',
    }),
    ruled('A notebook has to listen on 0.0.0.0 in a container', 'project/no-loopback-server', {
      example: 'A notebook and a viewer on their own',
    }),
    explained('--allow-root: the process in the image is root', 'dockerfile USER'),
    ruled('Line ends of Windows in mounted or copied scripts', 'project/no-carriage-return'),
    done(
      'A folder has a script, requirements and a Dockerfile',
      'Add Service… writes the Dockerfile for what it finds.',
      features.scaffoldTrain,
    ),
    explained(
      'FROM, COPY, WORKDIR, RUN and CMD',
      'dockerfile FROM, dockerfile COPY, dockerfile WORKDIR, dockerfile RUN, dockerfile CMD',
    ),
    ruled(
      'Requirements are copied and installed before the sources',
      'dockerfile/prefer-late-source-copy',
    ),
    ruled('What is copied into /app is installed from there', 'project/require-run-file'),
    explained(
      'build -t NAME . : the folder is what COPY can take from',
      'command docker build --tag, command docker build .',
    ),
    ruled('COPY takes nothing from outside of that folder', 'project/require-copy-source'),
    explained('Layers that have not changed come from the cache', 'dockerfile RUN'),
    ruled('A notebook of Spark needs Java in its image', 'python/require-system-library'),
    explained('A compose file starts several containers together', 'compose services'),
    ruled('An API for others is started with --host 0.0.0.0', 'project/no-loopback-server', {
      example: 'uvicorn without a host',
    }),
    explained(
      'build has a context and a Dockerfile in it',
      'compose services.*.build.context, compose services.*.build.dockerfile',
    ),
    ruled('version: at the top of a compose file', 'compose/no-obsolete-version', {
      today: 'no: Compose ignores it and warns.',
    }),
    ruled('image: mongo', 'compose/no-floating-stateful-image compose/no-floating-image-tag', {
      today: 'no: the next pull may bring a version that cannot read the data.',
    }),
    ruled(
      'A database without a volume loses its data with its container',
      'compose/require-persistent-database',
    ),
    ruled(
      'Only works if the image is there: image and build together',
      'compose/no-build-with-image',
      { today: 'aged: Compose builds the image where it is missing.' },
    ),
    explained(
      'up, down, up --build',
      'command docker compose up, command docker compose down, command docker compose up --build',
    ),
    explained(
      'A database for the desk is published: -p 27017:27017',
      'command docker run --publish',
    ),
    ruled('In Compose the database is mongo, not localhost', 'project/no-loopback-url'),
    ruled('The host in a URL is the name of a service', 'project/require-known-host'),
    ruled(
      'What the server imports has to be installed in its image',
      'project/require-imported-file',
      { does: 'Files of the project; packages that are missing are named by Why Did It Stop?' },
    ),
    told('pymongo was forgotten in the requirements', 'missing-module'),
    ruled('uvicorn --reload while developing', 'python/no-debug-server', {
      does: 'Accepted where the sources are mounted.',
      example: 'Reloading what stays as it is',
    }),
    ruled('The database needs seconds before it answers', 'compose/require-ready-dependency'),
    ruled(
      'The page talks to the API only, and only the API to the database',
      'compose/prefer-separate-networks',
    ),
    ruled('The database need not be open to everybody', 'compose/no-published-database'),
    ruled(
      'The model is a file that is copied into the image',
      'project/require-imported-file project/require-copy-source',
    ),
    planned(
      'An API answers POST /predict with the class',
      'starter code of new services',
      'Add Service… writes an API with a health route; prediction is left to its author.',
    ),
    done(
      'An API of FastAPI is put into a container',
      'Add Service…, with the health route that it finds.',
      features.scaffoldHealth,
    ),
    ruled(
      'mlflow server -h 0.0.0.0 with SQLite',
      'mlflow/no-loopback-host mlflow/require-persistent-store',
      { today: 'aged: without a volume the database is gone with the container.' },
    ),
    ruled('Port 5000 for the page of MLflow', 'compose/no-airplay-port', {
      today: 'aged: on a Mac the port is taken.',
    }),
    done(
      'Runs with parameters and metrics are looked at',
      'The view MLflow shows them, also without a server.',
      features.runTree,
    ),
    ruled(
      'A model is loaded by the name and version it was registered with',
      'mlflow/require-registered-model',
    ),
    ruled('Trainer and API need the tracking URI of the server', 'mlflow/require-tracking-uri'),
    done(
      'An MLflow service is added to the compose file',
      'Add Service… writes it and points its clients at it.',
      features.scaffoldTracking,
    ),
    planned(
      'A scheduler runs the training every few minutes',
      'templates of schedulers',
      'No template for Prefect or Airflow yet; their compose files are linted.',
    ),

    explained('pull downloads an image', 'command docker pull'),
    planned(
      'A route returns a dictionary and not a text alone',
      'completion and checks of Python code, which is left to Python extensions',
      'Nothing, on purpose.',
    ),
    planned(
      'Drift of the data is watched, and training starts anew',
      'comparing runs',
      'Runs are shown side by side by hand only.',
    ),
    ruled('mongo:4 as the database', 'compose/no-end-of-life-image', {
      today: 'no: it has had its last update in 2024.',
    }),
  ],
};
