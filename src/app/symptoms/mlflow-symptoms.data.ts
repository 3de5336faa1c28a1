import type { Symptom } from './symptom.ts';

/** What MLflow's servers and clients say. */
export const mlflowSymptoms: readonly Symptom[] = [
  {
    id: 'mlflow-host-rejected',
    patterns: [/Rejected request with invalid Host header: (?<host>\S+)/, /Invalid Host header/],
    cause: 'MLflow refuses requests that name it {host|by a name it does not know}',
    fix: 'Add the name that clients use to --allowed-hosts of the server.',
    rules: ['mlflow/require-allowed-host'],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-origin-rejected',
    patterns: [/Blocked cross-origin request from (?<origin>\S+)/, /Cross-origin request blocked/],
    cause: 'MLflow refuses requests of pages from {origin|another address}',
    fix: 'Add the address of the page to --cors-allowed-origins of the server.',
    rules: [],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-options-need-uvicorn',
    patterns: [/Security middleware parameters \(--allowed-hosts/],
    cause:
      'MLflow was started with --gunicorn-opts or --waitress-opts, under which --allowed-hosts does not work',
    fix: 'Remove --gunicorn-opts, so that the server runs with uvicorn.',
    rules: ['mlflow/require-allowed-host'],
  },
  {
    id: 'mlflow-loopback-tracking',
    patterns: [
      /API request to https?:\/\/(?<host>localhost|127\.0\.0\.1|0\.0\.0\.0)[:/].*failed with exception/,
    ],
    cause:
      'MLflow looked for its server at {host}, which inside a container is the container itself',
    fix: 'Set MLFLOW_TRACKING_URI to the service that runs MLflow, such as http://mlflow:5000.',
    rules: ['mlflow/no-loopback-tracking-uri'],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-server-unreachable',
    patterns: [
      /API request to https?:\/\/(?<host>[^/\s]+).*failed with exception.*(?:Connection refused|Errno 111|timed out|reset by peer)/,
    ],
    cause: 'MLflow could not reach its server at {host}',
    fix: 'Check that the server runs, listens on 0.0.0.0 and shares a network with this service; let this service wait until it is healthy.',
    rules: [
      'mlflow/no-loopback-host',
      'project/no-loopback-server',
      'compose/require-ready-dependency',
      'mlflow/no-loopback-tracking-uri',
    ],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-unshared-artifacts',
    patterns: [
      /PermissionError: \[Errno 13\] Permission denied: '(?<path>\/(?:mlflow|mlruns|mlartifacts|artifacts)[^']*)'/,
    ],
    cause:
      'MLflow told its client to write artifacts to {path}, a folder of the server that the client may not write',
    fix: 'Start the server with --artifacts-destination instead of --default-artifact-root, and log to a new experiment: the old ones keep their folder.',
    rules: ['mlflow/no-unshared-artifact-root'],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-trash-denied',
    patterns: [/PermissionError.*\.trash/],
    cause: 'MLflow may not move deleted runs into its .trash folder',
    fix: 'Give the folder of the store to the user that the server runs as.',
    rules: [],
  },
  {
    id: 'mlflow-old-schema',
    patterns: [
      /Detected out-of-date database schema \(found version (?<found>\w+), but expected (?<wanted>\w+)\)/,
    ],
    cause:
      'the database was made by another version of MLflow (schema {found}, this one needs {wanted})',
    fix: 'Make a backup, then run "mlflow db upgrade" with the store\'s URI once, or go back to the version that made it. Pin MLflow so that it does not move by itself.',
    rules: ['compose/no-floating-stateful-image', 'compose/no-floating-image-tag'],
  },
  {
    id: 'mlflow-artifacts-not-served',
    patterns: [
      /disabled due to the mlflow server running (?<mode>with|in) .--(?:no-serve-artifacts|artifacts-only)/,
    ],
    cause: 'the MLflow server was started so that it does not answer this kind of request',
    fix: 'Remove --no-serve-artifacts or --artifacts-only from the server, or send the request to the server that has the other half.',
    rules: [],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-unsupported-uri',
    patterns: [/got unsupported URI '(?<uri>[^']*)'/],
    cause: 'MLflow cannot use the address "{uri}" for a model registry or a store',
    fix: 'Use http://, https://, sqlite:///, postgresql:// or mysql://. An empty or half address comes from a variable without a value.',
    rules: [
      'compose/no-unset-variable',
      'dockerfile/no-variable-in-exec-form',
      'compose/valid-interpolation',
    ],
  },
  {
    id: 'mlflow-not-a-proxy-uri',
    patterns: [
      /is invalid for use with the proxy mlflow-artifact scheme/,
      /an mlflow-artifacts URI was supplied, the tracking URI must be a valid http/,
    ],
    cause: 'the artifact address does not name a place behind an MLflow server',
    fix: 'Set MLFLOW_TRACKING_URI to the http address of the server before artifacts are logged.',
    rules: ['mlflow/no-loopback-tracking-uri'],
  },
  {
    id: 'mlflow-no-git',
    patterns: [/Failed to import Git/, /Bad git executable/],
    cause: 'MLflow cannot record the commit, since the image has no git',
    fix: 'Install git in the image, or set GIT_PYTHON_REFRESH=quiet.',
    rules: [],
    isHint: true,
  },
  {
    id: 'mlflow-malformed-experiment',
    patterns: [/Malformed experiment '(?<name>[^']+)'/],
    cause: 'the folder of experiment {name} in the file store has no readable meta.yaml',
    fix: 'Remove the folder or restore its meta.yaml; folders of other programs do not belong into mlruns.',
    rules: [],
    isHint: true,
  },
  {
    id: 'mlflow-no-experiment',
    patterns: [
      /Could not find experiment with ID (?<name>\w+)/,
      /No Experiment with id=(?<name>\w+) exists/,
    ],
    cause: 'the MLflow store has no experiment {name}',
    fix: 'Check that the client and the server use the store you mean; name the experiment instead of its number.',
    rules: ['mlflow/no-loopback-tracking-uri', 'compose/require-persistent-database'],
    isBetweenServices: true,
  },
  {
    id: 'mlflow-file-store-ends',
    patterns: [/filesystem tracking backend .*(?:is in maintenance mode|no longer supported)/],
    cause: 'this MLflow does not keep runs in plain folders any more',
    fix: 'Use a database, such as --backend-store-uri sqlite:///mlflow.db on a volume; "mlflow migrate-filestore" takes the runs over.',
    rules: [],
  },
  {
    id: 'mlflow-no-model',
    patterns: [
      /Registered Model with name=(?<name>\S+) not found/,
      /Model Version \(name=(?<name>[^,)]+)[^)]*\) not found/,
    ],
    cause: 'the model registry has no model {name}',
    fix: 'Check the name and that this service asks the registry that training registered the model in.',
    rules: ['mlflow/no-loopback-tracking-uri', 'compose/require-ready-dependency'],
    isBetweenServices: true,
  },
  {
    id: 'model-version-mismatch',
    patterns: [
      /InconsistentVersionWarning/,
      /Detected one or more mismatches between the model's dependencies/,
    ],
    cause: 'the model was made with other versions of its libraries than this image has',
    fix: 'Install the versions that the requirements.txt of the model names.',
    rules: [],
    isHint: true,
  },
  {
    id: 'sqlalchemy-too-new',
    patterns: [/cannot import name 'FallbackAsyncAdaptedQueuePool'/],
    cause: 'this MLflow and this SQLAlchemy do not fit together',
    fix: 'Pin sqlalchemy below 2.1 beside an older MLflow, or update MLflow.',
    rules: [],
  },
  {
    id: 'upload-too-large',
    patterns: [/413 Client Error: Request Entity Too Large/],
    cause: 'a proxy in front of the server refuses uploads of this size',
    fix: 'Raise its limit, such as client_max_body_size of nginx.',
    rules: [],
    isBetweenServices: true,
  },
];
