import type { Symptom } from './symptom.ts';

/** What databases and their clients say. */
export const databaseSymptoms: readonly Symptom[] = [
  {
    id: 'no-such-table',
    patterns: [
      /no such table: (?<table>[\w.]+)/,
      /relation "(?<table>[^"]+)" does not exist/,
      /Table '(?<table>[^']+)' doesn't exist/,
    ],
    cause: 'the database has no table "{table}"',
    fix: 'Create the tables first (migrations, or "mlflow db upgrade" for a store of MLflow), and check that the path of the database is the one that is kept in a volume: a wrong path makes a new, empty database.',
    rules: ['compose/require-persistent-database', 'compose/require-ready-dependency'],
    isBetweenServices: true,
  },
  {
    id: 'alembic-unknown-revision',
    patterns: [/Can't locate revision identified by '(?<revision>\w+)'/],
    cause:
      'the database was migrated to revision {revision}, which this version of the program does not know',
    fix: 'Use the version that made the database, or a newer one; there is no way back but a backup. Pin the version.',
    rules: ['compose/no-floating-stateful-image', 'compose/no-floating-image-tag'],
  },
  {
    id: 'database-login-refused',
    patterns: [
      /password authentication failed for user "(?<user>[^"]*)"/,
      /Access denied for user '(?<user>[^']*)'/,
      /no password supplied/,
      /WRONGPASS invalid username-password/,
      /NOAUTH Authentication required/,
      /pymongo\.errors\.OperationFailure: Authentication failed/,
    ],
    cause: 'the database refuses the login of {user|this service}',
    fix: 'Compare user and password of both services. A database takes its password only when its volume is new: change it in the database, or start with an empty volume.',
    rules: [
      'compose/no-quoted-list-value',
      'compose/no-unset-variable',
      'compose/valid-interpolation',
    ],
    isBetweenServices: true,
  },
  {
    id: 'database-no-role',
    patterns: [/role "(?<user>[^"]+)" does not exist/],
    cause: 'the database has no user "{user}"',
    fix: 'Set the user in the connection of this service to POSTGRES_USER of the database. It is made only when the volume is new.',
    rules: ['compose/no-unset-variable', 'compose/valid-interpolation'],
    isBetweenServices: true,
  },
  {
    id: 'database-missing',
    patterns: [/database "(?<name>[^"]+)" does not exist/, /Unknown database '(?<name>[^']+)'/],
    cause: 'the database server has no database "{name}"',
    fix: 'Set POSTGRES_DB or MYSQL_DATABASE of the database to it, or create it. It is made only when the volume is new.',
    rules: ['compose/no-unset-variable'],
    isBetweenServices: true,
  },
  {
    id: 'database-starting',
    patterns: [/the database system is (?:starting up|shutting down|in recovery mode)/],
    cause: 'the database was not ready yet',
    fix: 'Give the database a health check, and wait for it with condition: service_healthy.',
    rules: ['compose/require-ready-dependency'],
    isBetweenServices: true,
  },
  {
    id: 'database-needs-password',
    patterns: [
      /Database is uninitialized and (?:superuser )?password (?:is not specified|option is not specified)/,
    ],
    cause: 'the database has no password to begin with',
    fix: 'Set POSTGRES_PASSWORD or MYSQL_ROOT_PASSWORD for the database.',
    rules: ['compose/no-unset-variable', 'compose/no-file-as-variable'],
  },
  {
    id: 'database-other-version',
    patterns: [
      /database files are incompatible with server/,
      /The data directory was initialized by PostgreSQL version (?<version>\S+?),/,
    ],
    cause: 'the volume holds data of another version of the database',
    fix: 'Go back to the version that made the volume, dump the data there and load it into the new one. Pin the tag.',
    rules: ['compose/no-floating-stateful-image'],
  },
  {
    id: 'sqlite-locked',
    patterns: [/database is locked/],
    cause: 'two programs write to the same SQLite file at once',
    fix: 'Let one service own the file and others go through it, or use PostgreSQL. SQLite does not work over network folders.',
    rules: [],
  },
  {
    id: 'sqlite-damaged',
    patterns: [/database disk image is malformed/, /file is not a database/],
    cause: 'the SQLite file is damaged or no database at all',
    fix: 'Restore a copy, or save what can be read with the ".recover" command of sqlite3.',
    rules: [],
  },
  {
    id: 'sqlite-cannot-open',
    patterns: [/unable to open database file/],
    cause: 'SQLite could not open its file: the folder is missing, or the user may not write to it',
    fix: 'Create the folder in the image, mount a volume there, and give it to the user of the service. sqlite:/// with three slashes is relative, with four absolute.',
    rules: ['compose/require-persistent-database'],
  },
  {
    id: 'database-no-driver',
    patterns: [/Can't load plugin: sqlalchemy\.dialects:(?<driver>\S+)/],
    cause: 'SQLAlchemy knows no database "{driver}"',
    fix: 'Correct the beginning of the address: postgresql:// and not postgres://, mysql+pymysql://, sqlite:///.',
    rules: ['mlflow/valid-store-driver'],
  },
  {
    id: 'database-unreachable',
    patterns: [/SQLAlchemy (?:database )?engine could not be created/],
    cause: 'the database of MLflow could not be opened',
    fix: 'Look at the lines above it for the reason; let the server wait until the database is healthy.',
    rules: ['compose/require-ready-dependency', 'mlflow/valid-store-driver'],
    isBetweenServices: true,
    isHint: true,
  },
];
