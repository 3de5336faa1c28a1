/**
 * Programs that the engine contract runs. A real engine runs them by `sh -c`; the fake one looks up what they do here,
 * so both are asked the very same thing.
 */
export interface ContractProgram {
  readonly script: string;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Absent for a program that runs until it is stopped. */
  readonly exitCode?: number;
  /** Writes this file, with this text. */
  readonly writes?: { readonly path: string; readonly text: string };
  /** Sends back what it reads, and ends with its input. */
  readonly echoes?: true;
}

export const contractPrograms = {
  waits: { script: 'trap "exit 0" TERM; while true; do sleep 0.05; done' },
  speaks: {
    script: 'echo out; echo err >&2; exit 3',
    stdout: 'out\n',
    stderr: 'err\n',
    exitCode: 3,
  },
  writes: {
    script: 'echo text > /made; exit 0',
    exitCode: 0,
    writes: { path: '/made', text: 'text\n' },
  },
  writesToVolume: {
    script: 'echo kept > /data/kept; exit 0',
    exitCode: 0,
    writes: { path: '/data/kept', text: 'kept\n' },
  },
  echoes: { script: 'cat', echoes: true },
} as const satisfies Readonly<Record<string, ContractProgram>>;

export function toCommand(program: ContractProgram): readonly string[] {
  return ['sh', '-c', program.script];
}
