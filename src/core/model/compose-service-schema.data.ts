import {
  addressFormat,
  booleanFormat,
  commandFormat,
  containing,
  countFormat,
  deviceFormat,
  durationFormat,
  hostFormat,
  integerFormat,
  numberFormat,
  portFormat,
  sizeFormat,
  volumeFormat,
} from './compose-formats.ts';
import { either, list, map, named, nullable, oneOf, scalar, uniqueList } from './compose-schema.ts';

export const text = scalar(['string']);
export const texts = list(text);
const uniqueTexts = uniqueList(text);
export const textOrTexts = either(text, texts);
export const flag = scalar(['boolean', 'string'], booleanFormat);
const whole = scalar(['integer', 'string'], integerFormat);
const count = scalar(['integer', 'string'], integerFormat, { least: 0 });
const wholeOrMore = scalar(['number', 'string'], integerFormat);
const real = scalar(['number', 'string'], numberFormat);
const size = scalar(['number', 'string'], sizeFormat);
const wholeSize = scalar(['integer', 'string'], sizeFormat);
const duration = scalar(['string'], durationFormat);
const anyScalar = nullable(scalar(['string', 'number', 'boolean']));
const textOrNumber = scalar(['string', 'number']);
/** `KEY: value` or a list of `KEY=value`. */
export const pairs = either(named(anyScalar, /./), texts);
export const options = named(textOrNumber, /./);
/** The same where a list is read as it is, so that it may have nothing twice. */
export const uniquePairs = either(named(anyScalar, /./), uniqueTexts);
const command = nullable(either(scalar(['string'], commandFormat), texts));

const hostText = scalar(['string'], hostFormat);
const extraHosts = either(named(textOrTexts, /./), list(hostText));

const limits = named(
  either(whole, map({ soft: whole, hard: whole }, { required: ['soft', 'hard'] })),
  /^(?:[A-Za-z]+$|x-)/,
);

const fileMode = scalar(
  ['integer', 'string'],
  containing(/^(?:0o)?[0-7]+$/, 'a file mode such as "0440"'),
);

/** Secrets and configs as a service or a build takes them. */
const grants = list(
  either(text, map({ source: text, target: text, uid: text, gid: text, mode: fileMode })),
);

const sshFormat = containing(/^default$|=/, '"default" or a pair such as "name=path"');

const build = either(
  text,
  map({
    context: text,
    dockerfile: text,
    dockerfile_inline: text,
    entitlements: texts,
    args: pairs,
    ssh: either(named(anyScalar, /./), uniqueList(scalar(['string'], sshFormat))),
    labels: pairs,
    cache_from: texts,
    cache_to: texts,
    no_cache: flag,
    no_cache_filter: textOrTexts,
    additional_contexts: either(
      named(anyScalar, /./),
      list(scalar(['string'], containing(/=/, 'a pair such as "name=./folder"'))),
    ),
    network: text,
    provenance: scalar(['string', 'boolean']),
    sbom: scalar(['string', 'boolean']),
    pull: flag,
    target: text,
    shm_size: wholeSize,
    extra_hosts: extraHosts,
    isolation: text,
    privileged: flag,
    secrets: grants,
    tags: texts,
    ulimits: limits,
    platforms: texts,
  }),
);

const hook = map(
  { command, user: text, privileged: flag, working_dir: text, environment: uniquePairs },
  { required: ['command'] },
);

const develop = nullable(
  map({
    watch: list(
      map(
        {
          path: text,
          action: oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
          ignore: either(text, uniqueTexts),
          include: either(text, uniqueTexts),
          target: text,
          exec: hook,
          initial_sync: scalar(['boolean']),
        },
        { required: ['path', 'action'] },
      ),
    ),
  }),
);

const rollout = map({
  parallelism: count,
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: real,
  order: oneOf('start-first', 'stop-first'),
});

const deviceKeys = {
  capabilities: uniqueTexts,
  count: scalar(['integer', 'string'], countFormat),
  device_ids: uniqueTexts,
  driver: text,
  options: uniquePairs,
} as const;

const deploy = nullable(
  map({
    mode: text,
    endpoint_mode: text,
    replicas: count,
    labels: pairs,
    rollback_config: rollout,
    update_config: rollout,
    resources: map({
      limits: map({
        cpus: real,
        memory: scalar(['string'], sizeFormat),
        pids: whole,
      }),
      reservations: map({
        cpus: real,
        memory: scalar(['string'], sizeFormat),
        generic_resources: list(
          map({ discrete_resource_spec: map({ kind: text, value: wholeOrMore }) }),
        ),
        devices: list(map(deviceKeys, { required: ['capabilities'] })),
      }),
    }),
    restart_policy: map({
      condition: text,
      delay: duration,
      max_attempts: count,
      window: duration,
    }),
    placement: map({
      constraints: texts,
      preferences: list(map({ spread: text })),
      max_replicas_per_node: count,
    }),
  }),
);

const healthcheck = map({
  test: either(scalar(['string']), texts),
  interval: duration,
  timeout: duration,
  retries: scalar(['number', 'string'], integerFormat, { least: 0 }),
  start_period: duration,
  start_interval: duration,
  disable: flag,
});

const port = either(
  scalar(['string', 'number'], portFormat, { least: 1, most: 65_535 }),
  map(
    {
      name: text,
      mode: text,
      host_ip: scalar(['string'], addressFormat),
      target: count,
      published: scalar(['string', 'integer']),
      protocol: text,
      app_protocol: text,
    },
    { required: ['target'] },
  ),
);

const mount = either(
  scalar(['string'], volumeFormat),
  map(
    {
      type: oneOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
      source: text,
      target: text,
      read_only: flag,
      consistency: text,
      bind: map({
        propagation: text,
        create_host_path: flag,
        recursive: oneOf('enabled', 'disabled', 'writable', 'readonly'),
        selinux: oneOf('z', 'Z'),
      }),
      volume: map({ labels: pairs, nocopy: flag, subpath: text }),
      tmpfs: map({
        size: scalar(['integer', 'string'], sizeFormat, { least: 0 }),
        mode: textOrNumber,
      }),
      image: map({ subpath: text }),
    },
    { required: ['type', 'target'] },
  ),
);

const bandwidth = list(map({ path: text, rate: wholeSize }, { isExtensible: false }));
const weight = scalar(['integer'], undefined, { least: 0, most: 65_535 });

export const service = map({
  annotations: pairs,
  attach: flag,
  blkio_config: map(
    {
      device_read_bps: bandwidth,
      device_read_iops: bandwidth,
      device_write_bps: bandwidth,
      device_write_iops: bandwidth,
      weight,
      weight_device: list(map({ path: text, weight }, { isExtensible: false })),
    },
    { isExtensible: false },
  ),
  build,
  cap_add: texts,
  cap_drop: texts,
  cgroup: oneOf('host', 'private'),
  cgroup_parent: text,
  command,
  configs: grants,
  container_name: scalar(
    ['string'],
    containing(/[a-zA-Z0-9][a-zA-Z0-9_.-]+/, 'a name of two or more letters and digits'),
  ),
  cpu_count: count,
  cpu_percent: scalar(['integer', 'string'], numberFormat, { least: 0, most: 100 }),
  cpu_period: wholeOrMore,
  cpu_quota: wholeOrMore,
  cpu_rt_period: wholeOrMore,
  cpu_rt_runtime: wholeOrMore,
  cpu_shares: wholeOrMore,
  cpus: real,
  cpuset: text,
  credential_spec: map({ config: text, file: text, registry: text }),
  depends_on: either(
    uniqueTexts,
    named(
      map(
        {
          condition: oneOf('service_started', 'service_healthy', 'service_completed_successfully'),
          restart: flag,
          required: scalar(['boolean']),
        },
        { required: ['condition'] },
      ),
    ),
  ),
  deploy,
  develop,
  device_cgroup_rules: uniqueTexts,
  devices: list(
    either(
      scalar(['string'], deviceFormat),
      map({ source: text, target: text, permissions: text }, { required: ['source', 'target'] }),
    ),
  ),
  dns: textOrTexts,
  dns_opt: texts,
  dns_search: textOrTexts,
  domainname: text,
  entrypoint: command,
  env_file: either(
    text,
    list(
      either(
        text,
        map(
          { path: text, format: text, required: flag },
          { required: ['path'], isExtensible: false },
        ),
      ),
    ),
  ),
  environment: pairs,
  expose: list(scalar(['string', 'integer'])),
  extends: either(text, map({ service: text, file: text }, { required: ['service'] })),
  external_links: uniqueTexts,
  extra_hosts: extraHosts,
  gpus: either(oneOf('all'), list(map(deviceKeys, { isOpen: true }))),
  group_add: uniqueList(scalar(['string', 'integer'])),
  healthcheck,
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  label_file: textOrTexts,
  labels: pairs,
  links: uniqueTexts,
  logging: map({ driver: text, options: named(nullable(textOrNumber), /./) }),
  mac_address: text,
  mem_limit: size,
  mem_reservation: wholeSize,
  mem_swappiness: wholeSize,
  memswap_limit: size,
  models: either(uniqueTexts, named(nullable(map({ endpoint_var: text, model_var: text })))),
  network_mode: text,
  networks: either(
    uniqueTexts,
    named(
      nullable(
        map({
          aliases: uniqueTexts,
          driver_opts: options,
          gw_priority: scalar(['number']),
          interface_name: text,
          ipv4_address: text,
          ipv6_address: text,
          link_local_ips: uniqueTexts,
          mac_address: text,
          priority: scalar(['number']),
        }),
      ),
    ),
  ),
  oom_kill_disable: flag,
  oom_score_adj: scalar(['integer', 'string'], integerFormat, { least: -1000, most: 1000 }),
  pid: nullable(text),
  pids_limit: wholeOrMore,
  platform: text,
  ports: list(port),
  post_start: list(hook),
  pre_stop: list(hook),
  privileged: flag,
  profiles: texts,
  provider: map(
    {
      type: text,
      options: named(
        either(
          scalar(['string', 'number', 'boolean']),
          list(scalar(['string', 'number', 'boolean'])),
        ),
        /./,
      ),
    },
    { required: ['type'] },
  ),
  pull_policy: scalar(
    ['string'],
    containing(
      /always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:\d+[wdhms])+/,
      '"always", "missing", "never", "build" or the like',
    ),
  ),
  pull_refresh_after: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: count,
  secrets: grants,
  security_opt: uniqueTexts,
  shm_size: size,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: named(nullable(scalar(['string', 'integer']))),
  sysctls: pairs,
  tmpfs: textOrTexts,
  tty: flag,
  ulimits: limits,
  use_api_socket: scalar(['boolean']),
  user: text,
  userns_mode: text,
  uts: text,
  volumes: list(mount),
  volumes_from: uniqueTexts,
  working_dir: text,
});
