import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine collect earlier and compile smaller pieces: its defaults are made for programs that have a machine for themselves,
 * and let a burst of keystrokes take three times the memory for a tenth of the time. To be called before anything is linted.
 */
export function limitMemory(): void {
  for (const flag of flags) setFlagsFromString(flag);
}

const flags = [
  // The space for new objects stays at its first size; it would grow to 48 MB.
  '--semi-space-growth-factor=1',
  // A collection is due once the heap has grown by a fifth.
  '--heap-growing-percent=20',
  // Compiling a large function takes megabytes that the system does not get back.
  '--max-inlined-bytecode-size-cumulative=300',
  '--max-optimized-bytecode-size=8000',
] as const;
