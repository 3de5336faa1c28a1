/** Projects that Compose takes, as rich in keys as it can be done; the test takes them apart. */
export const acceptedProjects: readonly string[] = [
  `name: churn
x-common: &common
  restart: unless-stopped
  logging:
    driver: json-file
    options:
      max-size: 10m
services:
  train:
    <<: *common
    build:
      context: .
      dockerfile: train.Dockerfile
      target: run
      args:
        PYTHON: "3.12"
      shm_size: 2g
    container_name: churn-train
    command: ["python", "-m", "train"]
    depends_on:
      tracker:
        condition: service_healthy
      data:
        condition: service_completed_successfully
        required: true
    environment:
      EPOCHS: 10
      SEED:
    volumes:
      - ./src:/app/src:ro
      - models:/models
      - type: bind
        source: ./data
        target: /data
        read_only: true
    deploy:
      replicas: 1
      resources:
        limits:
          cpus: "2"
          memory: 4g
        reservations:
          devices:
            - driver: nvidia
              count: all
              capabilities: [gpu]
    stop_grace_period: 30s
    networks:
      back:
        aliases: [trainer]
  tracker:
    image: tracker:2.0.1
    ports:
      - "127.0.0.1:5001:5001"
      - target: 80
        published: 8080
        protocol: tcp
    healthcheck:
      test: ["CMD", "true"]
      interval: 10s
      retries: 3
      start_period: 1m
    secrets:
      - source: key
        mode: 0440
    networks: [back]
  data:
    image: data:1.0.0
    profiles: [fetch]
    tmpfs: /scratch
    network_mode: none
    ulimits:
      nofile:
        soft: 1000
        hard: 2000
networks:
  back:
    driver: bridge
    ipam:
      config:
        - subnet: 172.28.0.0/16
volumes:
  models:
    external: true
secrets:
  key:
    file: ./key.txt
`,
  `services:
  api:
    image: api:1.4.0
    init: true
    user: "1000:1000"
    working_dir: /app
    entrypoint: sh -c "exec serve"
    env_file:
      - path: api.env
        required: false
    expose: ["80"]
    extra_hosts:
      - "host.docker.internal:host-gateway"
    group_add: [video]
    cap_add: [NET_ADMIN]
    dns: 1.1.1.1
    mem_limit: 512m
    cpus: 1.5
    pull_policy: missing
    labels:
      - tier=front
    develop:
      watch:
        - path: ./src
          action: sync
          target: /app/src
    configs:
      - settings
    links:
      - worker:jobs
  worker:
    image: worker:1.4.0
    scale: 2
    sysctls:
      net.core.somaxconn: 1024
    security_opt: ["no-new-privileges:true"]
    gpus: all
    shm_size: 64m
configs:
  settings:
    content: "a: b"
`,
];

/** What a value is replaced by. */
export const replacements: readonly unknown[] = [
  null,
  '',
  'abc',
  'nobody',
  '12',
  '30s',
  '1g',
  '8080:80',
  '/a:/b',
  'service:worker',
  12,
  -1,
  1.5,
  true,
  [],
  {},
  ['abc'],
  [12],
  { abc: 'def' },
  { condition: 'service_started' },
];

/** What a key is renamed to. */
export const keyNames: readonly string[] = [
  'image',
  'enviroment',
  'ports',
  'x-own',
  'volumes',
  'driver',
  'name',
  'two words',
  'target',
  'replicas',
];
