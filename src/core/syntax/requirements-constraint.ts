import { parseSpecifiers } from './requirements-specifier.ts';
import type { VersionSpecifier } from './requirements-tree.ts';

export interface ReadConstraint {
  readonly specifiers: readonly VersionSpecifier[];
  /** False where the specifiers do not say all of it. */
  readonly isConstraintRead: boolean;
}

/** Reads a constraint with Poetry's additions: `^1.2`, `~1.2`, `1.2.*`, `1.2.3`, `*`. */
export function parsePoetryConstraint(text: string): ReadConstraint {
  // One side of an "or" alone would say too much.
  if (text.includes('|')) return { specifiers: [], isConstraintRead: false };
  const parts = text
    .split(/\s*,\s*|\s+(?=[<>=!~^\d])(?<![<>=!~^]\s*)/)
    .filter((part) => part !== '');
  return combine(parts.map((part) => parsePoetryPart(part.trim())));
}

/** Reads the constraint of a conda requirement: `=1.26` begins with it, `==1.26.4` is exact, `1.26.*`. */
export function parseCondaConstraint(text: string): ReadConstraint {
  if (text.includes('|')) return { specifiers: [], isConstraintRead: false };
  const parts = text.split(',').map((part) => part.trim());
  return combine(parts.map((part) => parseCondaPart(part)));
}

function combine(parts: readonly (readonly VersionSpecifier[] | undefined)[]): ReadConstraint {
  return {
    specifiers: parts.flatMap((part) => part ?? []),
    isConstraintRead: parts.every((part) => part !== undefined),
  };
}

function parsePoetryPart(part: string): readonly VersionSpecifier[] | undefined {
  if (part === '*' || part === '') return [];
  const [, sign = '', version = ''] = /^(\^|~(?!=))\s*(.+)$/.exec(part) ?? [];
  if (sign === '^') return toCaretRange(version);
  if (sign === '~') return toTildeRange(version);
  const bare = /^=?\s*(\d[^\s,<>=~^]*)$/.exec(part)?.[1];
  return parseSpecifiers(bare === undefined ? part : `==${bare}`);
}

/** Up to the next version that may break: the first number that is not zero goes up. */
function toCaretRange(version: string): readonly VersionSpecifier[] | undefined {
  const release = readRelease(version);
  if (release === undefined) return undefined;
  const first = release.findIndex((number) => number !== 0);
  return toRange(version, release, first === -1 ? release.length - 1 : first);
}

/** Up to the next minor version, or the next major one where only that was given. */
function toTildeRange(version: string): readonly VersionSpecifier[] | undefined {
  const release = readRelease(version);
  return release === undefined
    ? undefined
    : toRange(version, release, Math.min(1, release.length - 1));
}

function toRange(
  version: string,
  release: readonly number[],
  index: number,
): readonly VersionSpecifier[] {
  const next = [...release.slice(0, index), (release[index] ?? 0) + 1];
  return [
    { operator: '>=', version },
    { operator: '<', version: next.join('.') },
  ];
}

function readRelease(version: string): readonly number[] | undefined {
  const written = /^\d+(?:\.\d+)*/.exec(version)?.[0];
  return written?.split('.').map(Number);
}

function parseCondaPart(part: string): readonly VersionSpecifier[] | undefined {
  if (part === '*' || part === '') return [];
  const prefix = /^=(?!=)\s*(\d[^\s,<>=*]*?)(?:\.?\*)?$/.exec(part)?.[1];
  if (prefix !== undefined) return [{ operator: '==', version: `${prefix}.*` }];
  const bare = /^\d[^\s,<>=]*$/.exec(part)?.[0];
  return parseSpecifiers(bare === undefined ? part : `==${bare}`);
}
