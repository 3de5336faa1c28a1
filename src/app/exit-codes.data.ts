/** A signal that ends containers. */
export interface SignalMeaning {
  readonly name: string;
  /** What usually sends it, as a clause. */
  readonly meaning: string;
  /** The program did it to itself, so its log may say why. */
  readonly isOwnFault?: true;
}

/** Signals by number. */
export const signals: Readonly<Record<number, SignalMeaning>> = {
  1: { name: 'SIGHUP', meaning: 'its terminal or its parent went away' },
  2: { name: 'SIGINT', meaning: 'it was interrupted, as by Ctrl-C' },
  3: { name: 'SIGQUIT', meaning: 'it was told to quit' },
  4: {
    name: 'SIGILL',
    meaning: 'it used an instruction that this processor does not have',
    isOwnFault: true,
  },
  6: {
    name: 'SIGABRT',
    meaning: 'it gave up on a fault of its own, such as a failed assertion',
    isOwnFault: true,
  },
  7: {
    name: 'SIGBUS',
    meaning: 'it touched memory that is not there; too little shared memory does that',
    isOwnFault: true,
  },
  8: { name: 'SIGFPE', meaning: 'it divided by zero or the like', isOwnFault: true },
  9: {
    name: 'SIGKILL',
    meaning: 'it was killed: by a stop that it did not answer in time, or by hand',
  },
  11: { name: 'SIGSEGV', meaning: 'it crashed in native code', isOwnFault: true },
  13: { name: 'SIGPIPE', meaning: 'nobody read its output any more' },
  14: { name: 'SIGALRM', meaning: 'a timer of its own ran out' },
  15: { name: 'SIGTERM', meaning: 'it was asked to stop' },
};

/** What an exit code says that is no signal. */
export interface ExitCodeMeaning {
  /** The beginning of a sentence. */
  readonly brief: string;
  /** What mostly stands behind it, as a clause; left out where nothing is known. */
  readonly usually?: string;
  /** Rules of the linter whose findings explain it, whatever the log says. */
  readonly rules: readonly string[];
}

export const exitCodes: Readonly<Record<number, ExitCodeMeaning>> = {
  1: { brief: 'The program failed', rules: [] },
  2: {
    brief: 'The program failed',
    usually: 'it was called wrongly, its script is missing, or its shell met a syntax error',
    rules: ['dockerfile/valid-exec-form', 'dockerfile/no-variable-in-exec-form'],
  },
  125: { brief: 'The engine could not run the container', rules: [] },
  126: {
    brief: 'The command was found but could not be executed',
    usually: 'it has no permission, or is no program for this machine',
    rules: ['project/require-bind-source'],
  },
  127: {
    brief: 'The command was not found',
    usually: 'it is missing, or what runs its script is; Windows line ends in a script do that',
    rules: [
      'dockerfile/valid-exec-form',
      'dockerfile/no-variable-in-exec-form',
      'dockerfile/no-single-quoted-exec-form',
    ],
  },
  128: {
    brief: 'The program was never started, or ended with a code that makes no sense',
    rules: [],
  },
  255: {
    brief: 'The program failed with the code -1',
    usually: 'its own words tell more, or the file that was started is no program for this machine',
    rules: [],
  },
};
