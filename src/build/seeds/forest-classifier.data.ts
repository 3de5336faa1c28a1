import { features } from './features.data.ts';
import { done, explained, ruled, told, type SeedDocument } from './seed-point.ts';

export const forestClassifier: SeedDocument = {
  name: 'Tutorial on a forest classifier',
  about:
    'A pickled model behind Flask, in one image, then beside Redis; with advice on building fast.',
  points: [
    ruled(
      'The model is a pickle that the service reads beside its script',
      'project/require-imported-file',
    ),
    told('A pickle wants the version of the library that wrote it', 'model-version-mismatch'),
    ruled("Flask's own server behind the API", 'python/prefer-production-server', {
      today:
        'aged: it is a server for development; gunicorn or waitress answer more than one request at a time.',
    }),
    ruled('debug=True shows sources and runs code', 'python/no-debug-server'),
    ruled('The server listens on 0.0.0.0', 'project/no-loopback-server', {
      example: 'A script that starts its server without a host',
    }),
    told('Packages have to be there before the script is tried', 'missing-module'),
    explained('Dockerfile, image, container, engine: who makes what of which', 'dockerfile FROM'),
    ruled('A base image that fits: anaconda3:4.4.0', 'dockerfile/no-end-of-life-base', {
      today: 'no: it has Python 3.6 and no updates.',
      example: 'An Anaconda with a Python that has ended',
    }),
    ruled('MAINTAINER', 'dockerfile/no-maintainer', {
      today: 'no: deprecated; the fix writes a label.',
    }),
    ruled(
      'COPY . takes everything',
      'project/no-ignored-copy-source dockerfile/prefer-late-source-copy',
      { today: 'aged: with a .dockerignore it takes what is needed.' },
    ),
    explained('EXPOSE 5000 opens a port to the outside', 'dockerfile EXPOSE', {
      today: 'no: EXPOSE only says which port is meant; -p and ports: publish one.',
    }),
    explained('WORKDIR makes the folder where it is not there', 'dockerfile WORKDIR'),
    ruled('A relative WORKDIR', 'dockerfile/no-relative-workdir', {
      today: 'no: where it leads is decided by the base image.',
    }),
    explained(
      'A folder of its own keeps files of the base image from being overwritten',
      'dockerfile WORKDIR',
    ),
    ruled('RUN installs the requirements', 'project/require-run-file'),
    ruled('CMD as a text', 'dockerfile/prefer-exec-form', {
      today: 'aged: a list gets signals in every image.',
    }),
    explained('build -t NAME .', 'command docker build --tag, command docker build .'),
    ruled(
      'Copy what changes seldom first: requirements, installation, then all else',
      'dockerfile/prefer-late-source-copy',
    ),
    ruled(
      'The better Dockerfile installs from a file that is in another folder',
      'project/require-run-file',
      {
        today: 'no: it is copied below a folder, and WORKDIR comes later, so that the build stops.',
      },
    ),
    ruled(
      'The better Dockerfile copies into a folder inside of the folder',
      'project/require-command-file',
      {
        today:
          'no: behind WORKDIR the same relative path is one level deeper, and CMD does not find its script.',
      },
    ),
    ruled('RUNs that belong together are one step with &&', 'dockerfile/no-consecutive-run', {
      today: 'aged: BuildKit makes no container for each, but layers stay.',
    }),
    done('The joined form is silent', 'The block is accepted.', features.blocks),
    ruled('A base image without a tag', 'dockerfile/no-floating-base', {
      today: 'no: each build may start from another one.',
    }),
    ruled(
      'Few and small files; a .dockerignore leaves out the others',
      'secrets/no-copied-secret project/no-ignored-copy-source',
    ),
    done(
      'A .dockerignore is written',
      'Add Service… makes one or completes it.',
      features.scaffoldIgnore,
    ),
    explained('-p 4000:5000 forwards a port of the host', 'command docker run --publish'),
    done(
      'docker exec -it ID sh looks into a container that runs',
      'The hover explains it; Open Shell in Stopped Container is for those that do not run.',
      features.shell,
    ),
    explained('exec runs a command in a container', 'command docker exec'),
    explained(
      'stop asks, and kills after ten seconds; kill does not ask',
      'command docker stop, command docker kill, compose services.*.stop_grace_period',
    ),
    ruled('A process behind a shell does not hear the question', 'dockerfile/prefer-exec-form'),
    explained(
      'Compose starts several containers in a network of their own',
      'compose services, compose networks',
    ),
    done(
      'No forwarding is needed between services',
      'The hover on a service names what it listens on.',
      features.hostHover,
    ),
    ruled('The host of Redis is the name of its service', 'project/require-known-host'),
    ruled('version: "3"', 'compose/no-obsolete-version', {
      today: 'no: Compose ignores it and warns.',
    }),
    explained(
      'image, build, context, dockerfile, ports, restart',
      'compose services.*.image, compose services.*.build, compose services.*.build.context, compose services.*.build.dockerfile, compose services.*.ports, compose services.*.restart',
    ),
    ruled('image: redis', 'compose/no-floating-image-tag', {
      today: 'no: without a tag each pull may bring another one.',
    }),
    explained(
      'restart: always starts a service again whenever it ends',
      'compose services.*.restart=always',
    ),
    ruled('A job with restart: always never comes to an end', 'compose/no-restarting-job'),
    ruled('Redis without a password, published', 'compose/no-published-database', {
      today: 'yes',
      does: 'The document publishes none, and needs none.',
    }),
    done(
      'Whether Redis was written to is seen in its container',
      'Rows of the view Services lead to the container.',
      features.outsideCompose,
    ),
    explained('up --build, down', 'command docker compose up --build, command docker compose down'),
  ],
};
