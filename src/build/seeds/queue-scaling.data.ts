import { features } from './features.data.ts';
import { done, explained, planned, ruled, type SeedDocument } from './seed-point.ts';

export const queueScaling: SeedDocument = {
  name: 'Tutorial on scaling behind a queue',
  about: 'One Flask API, then server, queue and six workers; commands and keys in tables.',
  points: [
    ruled(
      'It is not made for production: no time limits, logs, users or encryption',
      'python/prefer-production-server python/no-debug-server',
    ),
    explained('images, image ls', 'command docker images, command docker image ls'),
    explained(
      'container ls, --all for stopped ones',
      'command docker container ls, command docker container ls --all',
    ),
    explained(
      'run -it IMAGE COMMAND: an image that is not here is fetched',
      'command docker run -it',
    ),
    done('stop, ps and logs', 'Stop Service…, the view Services and Show Logs….', features.logs),
    explained(
      'docker stop, docker ps, docker logs',
      'command docker stop, command docker ps, command docker logs',
    ),
    explained('FROM', 'dockerfile FROM'),
    explained('RUN', 'dockerfile RUN'),
    explained('WORKDIR', 'dockerfile WORKDIR'),
    explained('COPY', 'dockerfile COPY'),
    explained('EXPOSE', 'dockerfile EXPOSE', {
      today: 'no: it tells which port is meant and opens none.',
    }),
    explained('CMD as a text or a list', 'dockerfile CMD'),
    ruled('Install packages early, copy files late', 'dockerfile/prefer-late-source-copy'),
    ruled('Fewer layers make smaller images', 'dockerfile/no-consecutive-run', {
      today: 'aged: what a layer holds counts, not their number.',
    }),
    ruled(
      'A script writes the weights where the image takes them from',
      'project/require-copy-source',
    ),
    explained(
      '-f, -t and the context',
      'command docker build --file, command docker build --tag, command docker build .',
    ),
    ruled(
      'The context is the folder above, because weights and sources are copied',
      'project/require-copy-source',
    ),
    ruled('COPY ./* dir copies every file of the context', 'dockerfile/no-flattened-folder', {
      today:
        'no: the content of each folder lands in dir itself, without the names of the folders.',
    }),
    explained('-it, -p HOST:CONTAINER', 'command docker run -it, command docker run --publish'),
    ruled(
      'The API is asked at a port that the container publishes and listens on',
      'project/no-loopback-server',
    ),
    ruled(
      'One process of Flask answers one request; gunicorn answers more',
      'python/prefer-production-server',
    ),
    done(
      'Server, queue and workers',
      'The view Services lists them in the order in which they start.',
      features.startOrder,
    ),
    explained('Containers of a project reach each other by name', 'compose services.*.networks'),
    explained(
      'depends_on: what is listed is started before',
      'compose services.*.depends_on, compose services.*.depends_on.*.condition',
      { today: 'aged: started is not ready; a condition waits for that.' },
    ),
    ruled(
      'A worker starts before its queue answers',
      'compose/require-ready-dependency compose/require-waited-healthcheck',
    ),
    explained(
      'restart: no, always, on-failure, unless-stopped',
      'compose services.*.restart, compose services.*.restart=no, compose services.*.restart=always, compose services.*.restart=on-failure, compose services.*.restart=unless-stopped',
    ),
    explained('volumes: logs and weights of the host', 'compose services.*.volumes'),
    ruled('A folder or file that is mounted is there', 'project/require-bind-source'),
    explained('version', 'compose version', { today: 'no: Compose ignores it.' }),
    ruled('version at the top', 'compose/no-obsolete-version', {
      today: 'no: Compose ignores it and warns.',
    }),
    explained(
      'build, context, dockerfile, image, ports',
      'compose services.*.build, compose services.*.build.context, compose services.*.build.dockerfile, compose services.*.image, compose services.*.ports',
    ),
    ruled('runtime: nvidia', 'gpu/no-nvidia-runtime', {
      today: 'no: a reservation of devices works with every engine that has the toolkit.',
    }),
    ruled('A service with CUDA packages needs a GPU', 'gpu/require-device'),
    explained('environment', 'compose services.*.environment'),
    ruled(
      'environment takes variables',
      'compose/no-file-as-variable compose/no-quoted-list-value',
    ),
    explained(
      '-f names the compose file, -p the project',
      'command docker compose --file, command docker compose --project-name',
    ),
    done(
      '-p is the prefix of what is made',
      'Containers of another name are joined by their files.',
      features.projectName,
    ),
    explained(
      '--scale SERVICE=N, -d',
      'command docker compose up --scale, command docker compose up --detach',
    ),
    ruled('Six workers cannot have one container_name', 'compose/no-conflicting-keys'),
    ruled('Six workers cannot have one port of the host', 'compose/no-duplicate-host-port', {
      example: 'Three containers and one port',
    }),
    done('Copies are rows below their service', 'By number.', features.replicas),
    explained(
      'ps, logs, down',
      'command docker compose ps, command docker compose logs, command docker compose down',
    ),
    planned(
      'Time limits of requests and demand spikes',
      'run-time measurements',
      'Nothing is measured yet; the limits of memory are `compose/require-memory-limit`.',
    ),
  ],
};
