export interface MergeCase {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Pairs of files whose result Compose itself decides. */
export const mergeCases: readonly MergeCase[] = [
  {
    title: 'environment as a list over a mapping',
    files: {
      'compose.yaml': 'services:\n  a:\n    image: x\n    environment: {A: 1, B: two}\n',
      'compose.override.yaml': 'services:\n  a:\n    environment: [B=2, C]\n',
    },
  },
  {
    title: 'a reset key and an overridden list',
    files: {
      'compose.yaml':
        'services:\n  a:\n    image: x\n    restart: always\n    ports: ["1:1", "2:2"]\n    command: a b\n',
      'compose.override.yaml':
        'services:\n  a:\n    restart: !reset null\n    ports: !override ["3:3"]\n    command: !reset []\n',
    },
  },
  {
    title: 'volumes that replace each other by target',
    files: {
      'compose.yaml': 'services:\n  a:\n    image: x\n    volumes: ["./a:/data", "named:/n"]\n',
      'compose.override.yaml':
        'services:\n  a:\n    volumes:\n      - type: volume\n        source: v\n        target: /data\n      - ./b:/n:ro\n',
    },
  },
  {
    title: 'a build as a folder over a mapping',
    files: {
      'compose.yaml':
        'services:\n  a:\n    build: {context: ., dockerfile: a.Dockerfile, args: [A=1]}\n',
      'compose.override.yaml': 'services:\n  a:\n    build: ./sub\n',
    },
  },
  {
    title: 'a null over a value',
    files: {
      'compose.yaml': 'services:\n  a:\n    image: x\n    build: .\n    command: a\n',
      'compose.override.yaml': 'services:\n  a:\n    build: null\n    command: null\n',
    },
  },
  {
    title: 'anchors, merge keys and a template',
    files: {
      'compose.yaml':
        'x-base: &base\n  restart: always\n  environment: &env {A: 1}\nservices:\n  a:\n    <<: *base\n    image: x\n    environment:\n      <<: *env\n      B: 2\n  b:\n    <<: [*base, {image: y}]\n',
    },
  },
  {
    title: 'variables from .env in all forms',
    files: {
      '.env':
        'TAG=1.2\nEMPTY=\nQUOTED="a # b" # c\nSINGLE=\'$TAG\'\nMIX=${TAG}-x\nexport EXP=y\nSPACED = z # note\nESC="a\\"b\\$c"\n',
      'compose.yaml':
        'services:\n  a:\n    image: "x:${TAG}"\n    environment:\n      A: ${EMPTY:-d}\n      B: ${EMPTY-d}\n      C: ${TAG:+set}\n      D: ${NONE+set}\n      E: $$TAG\n      F: ${NONE:-${TAG:-z}}\n      G: ${QUOTED}\n      H: ${SINGLE}\n      I: ${MIX}\n      J: ${EXP}\n      K: ${SPACED}\n      L: ${ESC}\n',
    },
  },
  {
    title: 'an env file below environment',
    files: {
      'conf/a.env': 'A=1\nB=2\n',
      'compose.yaml':
        'services:\n  a:\n    image: x\n    env_file:\n      - conf/a.env\n      - path: none.env\n        required: false\n    environment: {B: 3}\n',
    },
  },
  {
    title: 'a service that extends one of another file',
    files: {
      'common/base.yaml':
        'services:\n  base:\n    build: .\n    volumes: ["./d:/d"]\n    environment: {A: 1}\n  mid:\n    extends: base\n    command: mid\n',
      'compose.yaml':
        'services:\n  a:\n    extends: {file: common/base.yaml, service: mid}\n    environment: [B=2]\n  b:\n    extends: a\n    restart: always\n',
    },
  },
  {
    title: 'included files',
    files: {
      'inc/db.yaml': 'services:\n  db:\n    image: postgres\n    volumes: ["./d:/d"]\n',
      'inc/more.yaml': 'services:\n  db:\n    restart: always\n',
      'lone.yaml': 'services:\n  c:\n    build: .\n',
      'compose.yaml':
        'include:\n  - path: [inc/db.yaml, inc/more.yaml]\n  - lone.yaml\nservices:\n  a:\n    image: x\n    depends_on: [db]\n',
    },
  },
  {
    title: 'an included file with a project directory',
    files: {
      'inc/db.yaml': 'services:\n  db:\n    image: postgres\n    volumes: ["./d:/d"]\n',
      'compose.yaml': 'include:\n  - path: inc/db.yaml\n    project_directory: .\n',
    },
  },
  {
    title: 'a single letter before a colon',
    files: {
      'compose.yaml': 'services:\n  a:\n    image: x\n    volumes: ["v:/d", "w:/a/b"]\n',
    },
  },
  {
    title: 'two documents in one file',
    files: {
      'compose.yaml':
        'services:\n  a:\n    image: x\n---\nservices:\n  a:\n    restart: always\n  b:\n    image: y\n',
    },
  },
];
