import type { Symptom } from './symptom.ts';

/** Programs and scripts that do not start, and files that are missing, closed or full. */
export const fileSymptoms: readonly Symptom[] = [
  {
    id: 'windows-line-ends',
    patterns: [
      /\\r['"]?: (?:command )?not found/,
      /\$'\\r'/,
      /bad interpreter: \S+\^M/,
      /(?:env|sh): (?:can't execute )?['‘]?[\w./-]+\\r/,
      /Illegal option -\s*$/,
      /: invalid option(?: name)?\s*$/,
    ],
    cause: 'a script has Windows line ends',
    fix: 'Save it with LF (git: "*.sh text eol=lf" in .gitattributes), and build the image again.',
    rules: [],
  },
  {
    id: 'wrong-program-format',
    patterns: [
      /exec (?<path>\S+): exec format error/,
      /Exec format error: '(?<path>[^']+)'/,
      /exec format error/,
      /cannot execute binary file: Exec format error/,
    ],
    cause:
      '{path|the program} is built for another processor, or is a script without a first line such as #!/bin/sh',
    fix: 'Build for the platform of the engine (platform:), or begin the script with #!/bin/sh.',
    rules: [],
  },
  {
    id: 'missing-interpreter',
    patterns: [
      /exec (?<path>\/\S+): no such file or directory/,
      /(?<path>\S+): (?:cannot execute: required file not found|bad interpreter: No such file or directory)/,
    ],
    cause:
      '{path} is there, but what its first line names is not in the image, or the line ends the Windows way',
    fix: 'Install that interpreter (slim images have no bash) or use #!/bin/sh, and save the script with LF.',
    rules: ['project/require-copy-source', 'project/no-ignored-copy-source'],
  },
  {
    id: 'program-not-found',
    patterns: [
      /exec: "(?<program>[^"]+)": executable file not found in \$PATH/,
      /exec: "(?<program>[^"]+)": stat \S+: no such file or directory/,
      /No such command '(?<program>[^']+)'/,
      /^(?:\/bin\/)?(?:ba|da|a)?sh: (?:line )?\d*:? ?(?<program>[^\s:]+): (?:command )?not found$/,
      /^\S+: (?:line )?\d+: (?<program>[^\s:]+): (?:command )?not found$/,
    ],
    cause: 'the command "{program}" is not in the image',
    fix: 'Install it in the Dockerfile, correct its name, or give the words of the command one by one: in a list each word is an item.',
    rules: [
      'dockerfile/valid-exec-form',
      'dockerfile/no-variable-in-exec-form',
      'dockerfile/no-single-quoted-exec-form',
      'dockerfile/no-missing-health-tool',
      'compose/no-shell-operator-in-list',
      'python/no-lone-activation',
    ],
  },
  {
    id: 'program-not-executable',
    patterns: [
      /exec: "?(?<path>[^":\s]+)"?: permission denied/,
      /exec (?<path>\/\S+): permission denied/,
      /^\S+: (?:line )?\d+: (?<path>[^\s:]+): Permission denied$/,
    ],
    cause: '{path} may not be executed',
    fix: 'Make it executable (COPY --chmod=755, or git update-index --chmod=+x), or start it by its interpreter.',
    rules: [],
  },
  {
    id: 'folder-instead-of-file',
    patterns: [
      /IsADirectoryError: \[Errno 21\] Is a directory: '(?<path>[^']+)'/,
      /(?<path>\/\S+): [Ii]s a directory/,
      /Are you trying to mount a directory onto a file/,
      /error mounting .*: not a directory/,
    ],
    cause: '{path|a mounted file} is a folder where a file was meant',
    fix: 'Create the file before the service starts: Docker makes an empty folder of a mounted file that is missing. Remove that folder.',
    rules: ['project/require-bind-source'],
  },
  {
    id: 'script-not-found',
    patterns: [
      /can't open file '(?<path>[^']+)': \[Errno 2\]/,
      /^(?:\/bin\/)?(?:ba|da|a)?sh: (?:\d+: )?(?:can't open|cannot open) '?(?<path>[^':]+?)'?(?:: No such file(?: or directory)?)?$/,
      /Cannot find module '(?<path>\/[^']+)'/,
      /Error loading ASGI app\. Could not import module "(?<path>[^"]+)"/,
      /Could not import '(?<path>[^']+)'\.$/,
    ],
    cause: 'the program {path} is not in the container',
    fix: 'Copy it in the Dockerfile, check .dockerignore and WORKDIR, and that no mount hides its folder.',
    rules: [
      'project/require-copy-source',
      'project/no-ignored-copy-source',
      'project/require-bind-source',
      'dockerfile/no-relative-workdir',
    ],
  },
  {
    id: 'file-not-found',
    patterns: [
      /FileNotFoundError: \[Errno 2\] No such file or directory: '(?<path>[^']+)'/,
      /FileNotFoundError: \[Errno 2\] .*'(?<path>[^']+)'/,
      /error mounting "(?<path>[^"]+)".*no such file or directory/,
      /bind source path does not exist: (?<path>\S+)/,
      /^[\w./-]+: (?:cannot (?:access|stat|open) )?'?(?<path>[\w./-]+)'?: No such file or directory$/,
      /ENOENT: no such file or directory, \w+ '(?<path>[^']+)'/,
    ],
    cause: 'the file {path} is not in the container',
    fix: 'Copy or mount it, and check the folder that the program starts in.',
    rules: [
      'project/require-bind-source',
      'project/require-copy-source',
      'project/no-ignored-copy-source',
      'compose/no-machine-path',
      'dockerfile/no-relative-workdir',
    ],
  },
  {
    id: 'read-only-file-system',
    patterns: [
      /\[Errno 30\] Read-only file system: '(?<path>[^']+)'/,
      /(?<path>\/[\w./-]+)'?: Read-only file system/,
    ],
    cause: '{path} lies where nothing may be written',
    fix: 'Mount a volume or a tmpfs there, or drop read_only or ":ro". A path of another machine, such as /Users/…, does not exist here.',
    rules: ['mlflow/no-unshared-artifact-root', 'compose/no-machine-path'],
  },
  {
    id: 'permission-denied',
    patterns: [
      /PermissionError: \[Errno 13\] [^:]*: '(?<path>[^']+)'/,
      /EACCES: permission denied, \w+ '(?<path>[^']+)'/,
      /^[\w./-]+: (?:cannot (?:open|create|remove|access) )?(?:(?:directory|file|regular file) )?['‘]?(?<path>[\w./-]+)['’]?: Permission denied$/,
      /^[\w./-]+: \d+: cannot create (?<path>\S+): Permission denied$/,
      /could not open file "(?<path>[^"]+)": Permission denied/,
    ],
    cause: 'the user of the service may not use {path}',
    fix: 'Give the path to that user in the Dockerfile (COPY --chown, chown before USER), or set user: to the owner of the mounted folder.',
    rules: ['dockerfile/no-unprivileged-install'],
  },
  {
    id: 'disk-full',
    patterns: [/No space left on device/, /\[Errno 28\]/, /ENOSPC/, /database or disk is full/],
    cause: 'the disk is full',
    fix: 'Free space for the engine: images, build cache and stopped containers take it. A volume of its own keeps large results out of the container.',
    rules: [],
  },
  {
    id: 'disk-quota',
    patterns: [/\[Errno 122\]/, /Disk quota exceeded/],
    cause: 'its share of the disk is used up',
    fix: 'Remove old results, or ask for a larger quota.',
    rules: [],
  },
  {
    id: 'command-line-refused',
    patterns: [
      /Got unexpected extra arguments? \((?<words>[^)]*)\)/,
      /error: unrecognized arguments: (?<words>.+)/,
      /No such option:? '?(?<words>-[\w-]+)/,
    ],
    cause: 'the program was started with words it does not know: {words}',
    fix: 'Look at the command as it was really run: a variable without a value or a missing quote shifts the words.',
    rules: [
      'compose/valid-interpolation',
      'compose/no-unset-variable',
      'dockerfile/no-variable-in-exec-form',
      'compose/no-quoted-list-value',
      'compose/no-shell-operator-in-list',
    ],
  },
];
