import { features } from './features.data.ts';
import { done, explained, planned, ruled, told, type SeedDocument } from './seed-point.ts';

export const clusteringService: SeedDocument = {
  name: 'Notes on a clustering service',
  about: 'Fetching, training, MLflow and a page, put into containers one by one.',
  points: [
    done(
      'A project is a handful of services that are stitched together by one compose file',
      'The view Services lists them with what each is built from.',
      features.declaredServices,
    ),
    done(
      'First run locally, then make it safe, automatic, reproducible and small',
      'A new service comes with a user of its own, a pinned base, a lock file where there is one, and a cache mount.',
      features.scaffoldRuns,
    ),
    ruled(
      'A page that starts containers by itself needs the socket of the engine',
      'compose/no-docker-socket',
    ),
    explained(
      'Services that call each other over HTTP need a common network and no socket',
      'compose services.*.networks',
    ),
    ruled(
      'A service answers under the name of the service, not under localhost',
      'project/no-loopback-url',
    ),
    explained('Each service has a Dockerfile of its own', 'compose services.*.build.dockerfile'),
    ruled(
      'An image holds what its task needs: what is imported has to be installed or copied',
      'project/require-imported-file',
    ),
    ruled(
      'A local store of MLflow needs a volume so that runs survive the container',
      'mlflow/require-persistent-store',
    ),
    explained('Build on a slim image', 'dockerfile FROM'),
    ruled(
      'pip as root outside of an environment mixes with the packages of the system',
      'python/require-environment-path',
      {
        today:
          'aged: in an image of its own the system Python belongs to nobody else, and pip only warns; an environment is worth it for copying between stages.',
        does: 'An environment that is made and not used is reported.',
        example: 'VIRTUAL_ENV without PATH',
      },
    ),
    ruled('An environment that a RUN activates is gone with that RUN', 'python/no-lone-activation'),
    ruled(
      'CMD does not run in an environment that a RUN has activated',
      'python/require-environment-path',
    ),
    ruled(
      'Calling pip by its full path works, but what the process starts by itself does not run there',
      'python/require-environment-path',
      { example: 'A program that the process starts' },
    ),
    done(
      'Activating in each RUN that needs it is right',
      'Accepted: an executed example of `python/no-lone-activation` has it.',
      ['catalogue/rules.test.ts', 'accepts: $title'],
    ),
    ruled(
      'VIRTUAL_ENV by itself changes nothing that pip or python look at',
      'python/require-environment-path',
      { example: 'VIRTUAL_ENV without PATH' },
    ),
    done(
      'ENV PATH with the environment before all else is a lasting activation',
      'The block is silent in `recommended`.',
      features.blocks,
    ),
    explained(
      '-f names the Dockerfile, -t the image',
      'command docker build --file, command docker build --tag',
    ),
    explained(
      '-d runs in the background, -p publishes a port',
      'command docker run --detach, command docker run --publish',
    ),
    ruled(
      'Without the lock file each build may get other versions, and resolving takes long',
      'project/require-run-file',
      { example: 'A lock file that stays outside' },
    ),
    done(
      'A lock file that was made in an image can be read out of it',
      'Open Shell in Stopped Container shows the files of any container.',
      features.shellOutside,
    ),
    ruled('Training may only start when the data is transformed', 'compose/require-finished-job'),
    explained(
      'What stands behind the image in docker run replaces CMD',
      'dockerfile CMD, compose services.*.command',
    ),
    explained(
      'A network of its own lets containers find each other by name',
      'command docker network create, command docker network connect, command docker run --network',
    ),
    done(
      'The name of a container is found with docker ps',
      'Rows of the view Services have it.',
      features.outsideCompose,
    ),
    ruled(
      'A tracking URI needs a scheme: name and port alone are taken for a path',
      'mlflow/valid-tracking-uri',
    ),
    ruled(
      'The address of a container changes: use a name, not what network inspect shows',
      'mlflow/no-loopback-tracking-uri mlflow/valid-tracking-uri',
      {
        today: 'yes',
        does: 'Names are proposed where an address leads back to the container itself.',
      },
    ),
    explained(
      'A service name, or an alias of it, is what Compose resolves',
      'compose services.*.links, command docker network inspect',
      { today: 'aged: links are not needed any more; every service resolves by its name.' },
    ),
    ruled(
      'In a list nothing replaces ${NAME:-default}: the text itself reaches the program',
      'dockerfile/no-variable-in-exec-form',
    ),
    told(
      'A text such as ${BACKEND_URI:-…} as the address of a store is not supported',
      'mlflow-unsupported-uri',
    ),
    ruled(
      'A server for others has to listen on 0.0.0.0',
      'mlflow/no-loopback-host project/no-loopback-server',
    ),
    ruled(
      'A model is found only under the name that it was registered with',
      'mlflow/require-registered-model',
    ),
    told(
      'Asking for a model that nobody has registered ends with RESOURCE_DOES_NOT_EXIST',
      'mlflow-no-model',
    ),
    ruled('Values in search filters stand in single quotes', 'mlflow/valid-search-filter'),
    planned(
      'What registering gives back is one version with properties, not a list',
      'completion and checks of Python code, which is left to Python extensions',
      'Nothing, on purpose: it is an error of Python that every type checker tells.',
    ),
    ruled('The shell form replaces variables', 'dockerfile/no-variable-in-exec-form', {
      does: 'The fix writes the shell form.',
    }),
    ruled(
      'The settings of mlflow server by variables need MLflow 2',
      'mlflow/no-unknown-variable',
      { today: 'yes', does: 'Variables that MLflow does not know are reported.' },
    ),
    ruled(
      'ENTRYPOINT and CMD work together as lists only: behind the shell form CMD is not read',
      'dockerfile/no-ignored-command',
    ),
    ruled(
      'A shell-form ENTRYPOINT begins with exec, so that docker stop reaches the process',
      'dockerfile/prefer-exec-form',
      {
        today:
          'aged: present shells of Debian replace themselves by a single command; behind `&&` or in other images they do not.',
      },
    ),
    ruled(
      'A client looks for artifacts in a folder that only the server has',
      'mlflow/no-unshared-artifact-root',
    ),
    done(
      'Artifacts of a job may have stayed in the container of the job',
      'Why Did It Stop? names results that are on no volume.',
      features.resultsLeft,
    ),
    done(
      'A container that has ended cannot be entered: commit it and run a shell in the copy',
      'Open Shell in Stopped Container does both in one step.',
      features.shell,
    ),
    explained(
      'commit keeps the files of a container, --entrypoint opens another program',
      'command docker commit, command docker run --entrypoint',
    ),
    ruled(
      'The same volume in trainer and server makes both see the artifacts',
      'mlflow/no-unshared-artifact-root',
    ),
    ruled(
      'The path that a model is logged under and the one it is registered from have to agree',
      'mlflow/require-registered-model',
    ),
    done(
      'After a change of the root old experiments keep theirs',
      'The view MLflow shows where the artifacts of each run are.',
      features.artifact,
    ),
    ruled(
      'The page needs its port published, at all addresses of the container',
      'project/no-loopback-server',
    ),
    ruled(
      'A client that is newer than the server may not read its database',
      'mlflow/no-version-skew mlflow/no-outdated-store',
    ),
    done(
      'After an upgrade of MLflow the database has to be migrated once',
      'The view MLflow tells the version of a store; the finding says which command migrates it.',
      features.storeVersion,
    ),
    ruled(
      'A migration in the Dockerfile runs before the volume is there',
      'project/no-hidden-step',
    ),
    ruled('Pin the version of MLflow', 'mlflow/no-version-skew dockerfile/require-pip-version'),
    done(
      'Folders called like a variable appear where nothing replaced it',
      'The view Volumes shows the files of a volume.',
      features.volumeFiles,
    ),
    explained(
      'Page and MLflow share a network, and only the page publishes a port',
      'compose services.*.networks, compose services.*.ports',
    ),
    ruled(
      'Services that hand on files share a volume',
      'mlflow/no-unshared-artifact-root compose/require-declared-volume',
    ),
    explained(
      'A volume is made and mounted by hand first, then by Compose',
      'command docker volume create, command docker run --volume',
    ),
    told(
      'Programs of an environment are started through its tool: poetry run python',
      'missing-module',
    ),
    explained('ENTRYPOINT and CMD start in WORKDIR', 'dockerfile WORKDIR'),
    explained(
      'entrypoint and command of a service replace those of the image',
      'compose services.*.entrypoint, compose services.*.command',
    ),
    done(
      'Database and artifacts are better kept apart',
      'The template of MLflow does so.',
      features.scaffoldRuns,
    ),
    planned(
      'Each service is tried by itself before all of them together',
      'scaffolding of tests',
      'Start Service… starts one with what it needs; tests of services are not scaffolded.',
    ),
    done(
      'Poetry in an environment of its own does not mix with what it installs',
      'The block is accepted.',
      features.blocks,
    ),
    ruled('The version of Poetry is pinned', 'dockerfile/require-pip-version'),
    ruled(
      'Manifest and lock file are copied before the installation, the sources after it',
      'dockerfile/prefer-late-source-copy project/require-run-file',
    ),
    explained(
      'Poetry asks nothing, keeps no cache and leaves out the group dev',
      'command poetry install --no-interaction, command poetry install --no-cache, command poetry install --without',
    ),
    ruled(
      'curl, as the official installer wants it, is one more program to have',
      'dockerfile/no-missing-health-tool',
      {
        today: 'aged: slim images have no curl; pip installs Poetry without it.',
        does: 'Programs that a slim image lacks are known.',
      },
    ),
    ruled('An environment can be copied whole into a smaller image', 'python/no-moved-environment'),
    done(
      'A step that builds and a stage that runs make images small',
      'Dockerfiles of new services are written so.',
      features.scaffoldRuns,
    ),
    ruled(
      "A web framework's own server answers the requests between services",
      'python/prefer-production-server',
      { today: 'aged: Flask itself calls it a server for development.' },
    ),
    explained(
      'docker system df shows what takes space',
      'command docker system df, command docker system df --verbose',
    ),
    done(
      'A container that lives briefly is looked into by commit and a shell',
      'Open Shell in Stopped Container.',
      features.shell,
    ),
    ruled('RUN poetry shell does not help later steps', 'python/no-lone-activation', {
      example: 'A shell that nobody types into',
    }),

    done(
      'What a container really got is seen by inspecting it',
      'Why Did It Stop? has the command, the last lines and the files.',
      [
        'app/post-mortem.test.ts',
        'is told with the command, the last lines and the files, and makes nothing',
      ],
    ),
    explained(
      'inspect and -e show and set what a process gets',
      'command docker inspect, command docker run --env',
    ),
    ruled('SQLite is enough for one; a database server is for several', 'mlflow/no-shared-sqlite'),
    ruled(
      'A store in a database needs its driver in the image of the server',
      'mlflow/require-store-package',
    ),
    ruled(
      'Artifacts may go to the cloud; then every client needs address and keys',
      'mlflow/require-artifact-access',
    ),
    ruled(
      'The manifest is checked before anything is installed from it',
      'python/valid-requirement',
    ),
    ruled(
      'Artifacts that a server keeps belong on a volume, like its database',
      'mlflow/require-persistent-artifacts',
    ),
    ruled('The PostgreSQL 10 that is there already may do', 'compose/no-end-of-life-image', {
      today: 'no: it has had its last update in 2022.',
    }),
  ],
};
