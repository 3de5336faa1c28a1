import type { Symptom } from './symptom.ts';

/** Packages of Python that are missing or do not fit. */
export const pythonSymptoms: readonly Symptom[] = [
  {
    id: 'missing-driver',
    patterns: [
      /No module named '(?<module>psycopg2|psycopg|MySQLdb|pymysql|pyodbc|asyncpg|cx_Oracle|oracledb)'/,
    ],
    cause: 'the database driver "{module}" is not installed in the image',
    fix: 'Install it (psycopg2-binary, pymysql …) in the image; the official image of MLflow has none but for SQLite.',
    rules: ['mlflow/valid-store-driver'],
  },
  {
    id: 'missing-module',
    patterns: [/No module named '?(?<module>[\w.]+)'?/],
    cause: 'the Python module "{module}" is not in the container',
    fix: 'Add its package to the requirements and build the image again. If it is your own code, copy it, and start in the folder above it or set PYTHONPATH.',
    rules: [
      'python/no-path-as-module',
      'python/no-lone-activation',
      'project/no-ignored-copy-source',
      'project/require-copy-source',
    ],
  },
  {
    id: 'missing-name',
    patterns: [/ImportError: cannot import name '(?<name>\w+)' from '?(?<module>[\w.]+)/],
    cause: 'the installed "{module}" has no "{name}"',
    fix: 'The versions of two packages do not fit: pin them together. A file of your own by the name of a package hides the package.',
    rules: [],
  },
  {
    id: 'missing-library',
    patterns: [
      /(?:ImportError|OSError): (?<library>[\w.+-]+\.so[.\w]*): cannot open shared object file/,
      /error while loading shared libraries: (?<library>[\w.+-]+)/,
    ],
    cause: 'the system library {library} is not in the image',
    fix: 'Install its package by apt-get (libGL.so.1 is in libgl1, libgomp.so.1 in libgomp1), or use the headless build of the Python package.',
    rules: [],
  },
  {
    id: 'binary-mismatch',
    patterns: [
      /numpy\.dtype size changed, may indicate binary incompatibility/,
      /A module that was compiled using NumPy 1\.x cannot be run in/,
    ],
    cause: 'a package was built for another NumPy than the installed one',
    fix: 'Pin numpy to the version that the package was built for, or update the package.',
    rules: [],
  },
];

/** For the exception of a traceback that no other symptom knows. */
export const pythonException: Symptom = {
  id: 'python-exception',
  patterns: [],
  cause: 'Python raised {name}: {message|without a message}',
  fix: 'Look at the place in the program that raised it.',
  rules: [],
};

/** For `os.environ[…]`, whose exception alone could be that of any table. */
export const missingVariable: Symptom = {
  id: 'missing-variable',
  patterns: [],
  cause: 'the environment variable {variable} is not set',
  fix: 'Set it under environment: or in an env_file of the service.',
  rules: [
    'compose/no-unset-variable',
    'compose/no-file-as-variable',
    'compose/valid-interpolation',
    'dockerfile/no-colon-in-env',
  ],
};
