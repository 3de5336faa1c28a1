/** Signals that end containers, by number, with what usually sends them. */
export const signals: Readonly<
  Record<number, { readonly name: string; readonly meaning: string }>
> = {
  1: { name: 'SIGHUP', meaning: 'its terminal or its parent went away' },
  2: { name: 'SIGINT', meaning: 'it was interrupted, as by Ctrl-C' },
  3: { name: 'SIGQUIT', meaning: 'it was told to quit' },
  4: { name: 'SIGILL', meaning: 'it used an instruction that this processor does not have' },
  6: { name: 'SIGABRT', meaning: 'it gave up on a fault of its own, such as a failed assertion' },
  7: {
    name: 'SIGBUS',
    meaning: 'it touched memory that is not there; too little shared memory does that',
  },
  8: { name: 'SIGFPE', meaning: 'it divided by zero or the like' },
  9: {
    name: 'SIGKILL',
    meaning: 'it was killed: by a stop that it did not answer in time, or by hand',
  },
  11: { name: 'SIGSEGV', meaning: 'it crashed in native code' },
  13: { name: 'SIGPIPE', meaning: 'nobody read its output any more' },
  14: { name: 'SIGALRM', meaning: 'a timer of its own ran out' },
  15: { name: 'SIGTERM', meaning: 'it was asked to stop' },
};

/** What the codes say that are no signals. */
export const exitCodes: Readonly<Record<number, string>> = {
  1: 'The program failed.',
  2: 'The program was called wrongly, or its shell met a syntax error.',
  125: 'The engine could not run the container.',
  126: 'The command was found but could not be executed: it has no permission, or is no program for this machine.',
  127: 'The command was not found: it is missing, or what runs its script is; Windows line ends in a script do that.',
  128: 'The program ended with a code that makes no sense, or was never started.',
  255: 'The program failed with the code -1.',
};
