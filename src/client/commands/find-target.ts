import type { Target } from '../../app/view-node.ts';

const kinds: readonly string[] = [
  'fileSet',
  'service',
  'container',
  'volume',
  'volumeFile',
  'store',
  'experiment',
  'run',
  'artifact',
  'file',
] satisfies readonly Target['kind'][];

/** What a command's argument stands for: a row of a tree, or a target itself as a key binding may give it. */
export function findTarget<Kind extends Target['kind']>(
  argument: unknown,
  ...wanted: readonly Kind[]
): Extract<Target, { kind: Kind }> | undefined {
  const target = toTarget(argument) ?? toTarget((argument as { target?: unknown } | null)?.target);
  return wanted.some((kind) => kind === target?.kind)
    ? (target as Extract<Target, { kind: Kind }>)
    : undefined;
}

/** Only text is taken: an argument may come from a link or from another extension. */
function toTarget(value: unknown): Target | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, ...parts } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || !kinds.includes(kind)) return undefined;
  return Object.values(parts).every((part) => typeof part === 'string')
    ? (value as Target)
    : undefined;
}
