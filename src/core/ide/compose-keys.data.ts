import type { Explanation } from './instruction-words.data.ts';

const reference = 'https://docs.docker.com/reference/compose-file/';

function explain(page: string, text: string): Explanation {
  return { text, url: `${reference}${page}` };
}

const build = 'build/#';
const service = 'services/#';

/** By path from the root of a compose file; `*` stands for a name, and `key=value` for a value of a key. */
export const composeKeys: ReadonlyMap<string, Explanation> = new Map([
  ['version', explain('version-and-name/', 'Obsolete: Compose ignores it and says so.')],
  [
    'name',
    explain(
      'version-and-name/',
      'The project’s name, with which the names of containers, volumes and networks begin.',
    ),
  ],
  [
    'include',
    explain(
      'include/',
      'Takes in other compose files, each with its own folder for relative paths.',
    ),
  ],
  [
    'services',
    explain(
      'services/',
      'The containers of the project, by name. Services reach each other by these names.',
    ),
  ],
  ['volumes', explain('volumes/', 'Storage that outlives containers.')],
  ['networks', explain('networks/', 'Which services can reach each other.')],
  ['configs', explain('configs/', 'Files given to services without building them in.')],
  ['secrets', explain('secrets/', 'Files with secrets, mounted below `/run/secrets`.')],
  [
    'services.*.build',
    explain('build/', 'How the image is built: a folder, or a mapping with more.'),
  ],
  [
    'services.*.build.context',
    explain(
      `${build}context`,
      'The folder that is sent to the builder. COPY sees nothing outside of it.',
    ),
  ],
  [
    'services.*.build.dockerfile',
    explain(`${build}dockerfile`, 'Path of the Dockerfile, from the build context.'),
  ],
  [
    'services.*.build.dockerfile_inline',
    explain(`${build}dockerfile_inline`, 'The text of a Dockerfile.'),
  ],
  [
    'services.*.build.target',
    explain(`${build}target`, 'The stage that is built; the last one unless said.'),
  ],
  [
    'services.*.build.args',
    explain(`${build}args`, 'Values for the Dockerfile’s ARGs. Containers do not have them.'),
  ],
  [
    'services.*.build.additional_contexts',
    explain(`${build}additional_contexts`, 'More sources for `COPY --from` and FROM, by name.'),
  ],
  [
    'services.*.build.secrets',
    explain(`${build}secrets`, 'Secrets for `RUN --mount=type=secret`.'),
  ],
  [
    'services.*.build.shm_size',
    explain(`${build}shm_size`, 'Size of `/dev/shm` during the build.'),
  ],
  [
    'services.*.image',
    explain(
      `${service}image`,
      'The image that runs; with `build`, the name that the built one gets.',
    ),
  ],
  [
    'services.*.container_name',
    explain(
      `${service}container_name`,
      'A fixed name for the container. The service cannot be scaled then.',
    ),
  ],
  [
    'services.*.command',
    explain(
      `${service}command`,
      'Replaces the image’s CMD. A string is split into words and no shell runs it.',
    ),
  ],
  [
    'services.*.entrypoint',
    explain(`${service}entrypoint`, 'Replaces the image’s ENTRYPOINT, and drops its CMD.'),
  ],
  [
    'services.*.environment',
    explain(
      `${service}environment`,
      'Variables of the container. They go before those of `env_file` and of the image.',
    ),
  ],
  [
    'services.*.env_file',
    explain(
      `${service}env_file`,
      'Files with variables of the container. `${…}` in the compose file does not see them.',
    ),
  ],
  [
    'services.*.ports',
    explain(
      `${service}ports`,
      'Publishes ports as `HOST:CONTAINER`. Other services need none: they use the container’s port.',
    ),
  ],
  [
    'services.*.expose',
    explain(`${service}expose`, 'Notes ports for other services; it publishes nothing.'),
  ],
  [
    'services.*.volumes',
    explain(
      `${service}volumes`,
      'Mounts folders of the host or named volumes, hiding what the image has there.',
    ),
  ],
  [
    'services.*.depends_on',
    explain(
      `${service}depends_on`,
      'Services that start first. Without a condition Compose does not wait until they work.',
    ),
  ],
  [
    'services.*.depends_on.*.condition',
    explain(`${service}depends_on`, 'What has to be so before this service starts.'),
  ],
  [
    'services.*.depends_on.*.condition=service_started',
    explain(`${service}depends_on`, 'The other container runs; what is in it may not be ready.'),
  ],
  [
    'services.*.depends_on.*.condition=service_healthy',
    explain(`${service}depends_on`, 'The health check of the other service succeeds.'),
  ],
  [
    'services.*.depends_on.*.condition=service_completed_successfully',
    explain(
      `${service}depends_on`,
      'The other service has ended with exit code 0: right for jobs.',
    ),
  ],
  ['services.*.restart', explain(`${service}restart`, 'What happens when the container ends.')],
  [
    'services.*.restart=no',
    explain(`${service}restart`, 'It stays stopped: right for jobs that run once.'),
  ],
  [
    'services.*.restart=always',
    explain(
      `${service}restart`,
      'It starts again always, also after success and when the engine starts.',
    ),
  ],
  [
    'services.*.restart=on-failure',
    explain(`${service}restart`, 'It starts again after an exit code other than 0.'),
  ],
  [
    'services.*.restart=unless-stopped',
    explain(`${service}restart`, 'It starts again unless somebody stopped it.'),
  ],
  [
    'services.*.runtime',
    explain(
      `${service}runtime`,
      'The runtime of the container. For GPUs `deploy.resources.reservations.devices` or `gpus` is the way today.',
    ),
  ],
  ['services.*.gpus', explain(`${service}gpus`, 'GPUs for the container, such as `all`.')],
  ['services.*.deploy', explain('deploy/', 'Limits, reservations and copies.')],
  [
    'services.*.deploy.replicas',
    explain(
      'deploy/#replicas',
      'How many containers run. A fixed name or host port allows one only.',
    ),
  ],
  [
    'services.*.deploy.resources',
    explain('deploy/#resources', 'How much memory, CPU and which devices the container gets.'),
  ],
  [
    'services.*.deploy.resources.limits',
    explain(
      'deploy/#resources',
      'The most it may use. Above the memory limit the kernel kills it.',
    ),
  ],
  [
    'services.*.deploy.resources.reservations',
    explain('deploy/#resources', 'What it gets at least, GPUs included.'),
  ],
  [
    'services.*.deploy.resources.reservations.devices',
    explain('deploy/#devices', 'Devices such as GPUs; `capabilities: [gpu]` is required.'),
  ],
  [
    'services.*.healthcheck',
    explain(`${service}healthcheck`, 'How the engine finds out whether the service works.'),
  ],
  [
    'services.*.healthcheck.test',
    explain(
      `${service}healthcheck`,
      'The command, run inside the container: what it needs has to be in the image.',
    ),
  ],
  [
    'services.*.healthcheck.interval',
    explain(`${service}healthcheck`, 'Time between two checks; 30 s unless said.'),
  ],
  [
    'services.*.healthcheck.timeout',
    explain(`${service}healthcheck`, 'A check that takes longer has failed; 30 s unless said.'),
  ],
  [
    'services.*.healthcheck.retries',
    explain(
      `${service}healthcheck`,
      'Failures in a row until it counts as unhealthy; 3 unless said.',
    ),
  ],
  [
    'services.*.healthcheck.start_period',
    explain(`${service}healthcheck`, 'Time to start in which failures do not count.'),
  ],
  [
    'services.*.networks',
    explain(`${service}networks`, 'Networks that the container joins; `default` unless said.'),
  ],
  [
    'services.*.network_mode',
    explain(
      `${service}network_mode`,
      'Another network than Compose’s own: `host`, `none`, `service:NAME`.',
    ),
  ],
  [
    'services.*.links',
    explain(`${service}links`, 'Old: services of one network reach each other by name without it.'),
  ],
  [
    'services.*.extends',
    explain(`${service}extends`, 'Starts from another service, of this file or of another one.'),
  ],
  [
    'services.*.profiles',
    explain(`${service}profiles`, 'The service starts only with one of these profiles.'),
  ],
  [
    'services.*.scale',
    explain(
      `${service}scale`,
      'How many containers run unless the command line says something else.',
    ),
  ],
  [
    'services.*.shm_size',
    explain(
      `${service}shm_size`,
      'Size of `/dev/shm`; 64 MB unless said, which is little for data loaders with workers.',
    ),
  ],
  [
    'services.*.ipc',
    explain(`${service}ipc`, 'Whose shared memory the container uses; `host` for the host’s.'),
  ],
  [
    'services.*.user',
    explain(
      `${service}user`,
      'The user that the process runs as. Compose fills in shell variables only if they are exported.',
    ),
  ],
  ['services.*.working_dir', explain(`${service}working_dir`, 'Replaces the image’s WORKDIR.')],
  [
    'services.*.platform',
    explain(`${service}platform`, 'The platform of the image, such as `linux/amd64`.'),
  ],
  [
    'services.*.privileged',
    explain(`${service}privileged`, 'Gives the container nearly all rights of the host.'),
  ],
  ['services.*.configs', explain(`${service}configs`, 'Configs that the service gets as files.')],
  [
    'services.*.secrets',
    explain(`${service}secrets`, 'Secrets that the service gets as files below `/run/secrets`.'),
  ],
  [
    'services.*.stop_grace_period',
    explain(
      `${service}stop_grace_period`,
      'Time to end by itself before it is killed; 10 s unless said.',
    ),
  ],
  [
    'services.*.init',
    explain(
      `${service}init`,
      'Runs a small init process that passes signals on and reaps children.',
    ),
  ],
  ['services.*.tty', explain(`${service}tty`, 'Gives the process a terminal, as `-t` does.')],
  [
    'services.*.stdin_open',
    explain(`${service}stdin_open`, 'Keeps standard input open, as `-i` does.'),
  ],
  [
    'services.*.develop',
    explain('develop/', 'What `docker compose watch` does when files change.'),
  ],
  [
    'services.*.develop.watch',
    explain('develop/#watch', 'Paths to watch, and what to do: sync, rebuild or restart.'),
  ],
  [
    'services.*.mem_limit',
    explain(
      `${service}mem_limit`,
      'The most memory that it may use; above it the kernel kills it.',
    ),
  ],
  ['services.*.pull_policy', explain(`${service}pull_policy`, 'When the image is pulled.')],
  [
    'volumes.*.external',
    explain('volumes/#external', 'The volume is made elsewhere; Compose fails if it is not there.'),
  ],
  [
    'volumes.*.driver',
    explain('volumes/#driver', 'What stores the volume; the engine’s own unless said.'),
  ],
  [
    'networks.*.external',
    explain(
      'networks/#external',
      'The network is made elsewhere; Compose fails if it is not there.',
    ),
  ],
  ['networks.*.internal', explain('networks/#internal', 'Cuts the network off from the outside.')],
]);
