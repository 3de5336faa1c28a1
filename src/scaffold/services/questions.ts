import type { Fact, ProjectFacts } from '../facts.ts';
import { pythonVersions } from '../detect/python-version.ts';
import type { Question } from '../service-template.ts';

export interface NameWish {
  readonly usual: string;
  /** The service that is there already and fits; it keeps its name. */
  readonly existing: string | undefined;
  /** True where the service gets a folder of its own name. */
  readonly ownsFolder: boolean;
}

export function askName(facts: ProjectFacts, { usual, existing, ownsFolder }: NameWish): Question {
  const { services } = facts.compose;
  const isTaken = (name: string): boolean =>
    services.has(name) || (ownsFolder && hasFolder(facts, name));
  const free = existing ?? findFreeName(usual, isTaken);
  return {
    key: 'name',
    label: 'Name of the service',
    default: free,
    evidence: free === usual ? 'the usual name' : explainName(usual, free, existing),
    complain: (value) => {
      if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(value)) {
        return 'A name has small letters, digits, "-" and "_", and begins with a letter or digit.';
      }
      if (value === existing || !isTaken(value)) return undefined;
      return services.has(value)
        ? `A service "${value}" is there already, and it does something else.`
        : `A folder "${value}" is there already.`;
    },
  };
}

function explainName(usual: string, free: string, existing: string | undefined): string {
  return free === existing ? `service "${free}" does this already` : `"${usual}" is taken`;
}

function hasFolder({ paths }: ProjectFacts, name: string): boolean {
  for (const path of paths) if (path.startsWith(`${name}/`)) return true;
  return false;
}

/** Asks for the port on the host; the first free one from the usual one on. */
export function askPort(facts: ProjectFacts, usual: number): Question {
  const { usedPorts } = facts.compose;
  let port = usual;
  while (usedPorts.has(port)) port += 1;
  return {
    key: 'port',
    label: 'Port on this machine',
    default: String(port),
    evidence: port === usual ? 'the usual port' : `another service publishes ${usual}`,
    complain: (value) => {
      const isPort = /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
      if (!isPort) return 'A port is a number from 1 to 65535.';
      return usedPorts.has(Number(value)) ? `Another service publishes port ${value}.` : undefined;
    },
  };
}

export function askPython(detected: Fact<string>): Question {
  return {
    key: 'python',
    label: 'Python version',
    default: detected.value,
    evidence: detected.evidence,
    choices: pythonVersions,
    complain: (value) =>
      /^3\.\d{1,2}$/.test(value) ? undefined : 'A Python version looks like 3.12.',
  };
}

function findFreeName(usual: string, isTaken: (name: string) => boolean): string {
  let name = usual;
  for (let number = 2; isTaken(name); number += 1) name = `${usual}-${number}`;
  return name;
}
