import type { VersionSpecifier } from '../syntax/requirements-tree.ts';
import {
  comparePublicVersions,
  compareVersions,
  isPreRelease,
  isSameRelease,
  parseVersion,
  type PythonVersion,
} from './python-version.ts';

/** An end of a range of versions. */
interface VersionBound {
  readonly version: PythonVersion;
  readonly isInclusive: boolean;
}

/** The versions between two ends; what `!=` cuts out of the middle is not said. */
export interface VersionRange {
  readonly minimum: VersionBound | undefined;
  readonly maximum: VersionBound | undefined;
}

/**
 * Whether a version fulfills all specifiers. Pre-releases count as versions like any other, since a version
 * that is installed is judged here, not one that is looked for.
 */
export function isAllowed(
  version: PythonVersion,
  specifiers: readonly VersionSpecifier[],
): boolean {
  return specifiers.every((specifier) => fulfills(version, specifier));
}

/** The exact version that the specifiers leave, as in `==2.9.0`. */
export function findPin(specifiers: readonly VersionSpecifier[]): PythonVersion | undefined {
  for (const { operator, version } of specifiers) {
    if (operator !== '==' && operator !== '===') continue;
    const parsed = parseVersion(version);
    if (parsed !== undefined) return parsed;
  }
  return undefined;
}

/** The tightest range that the specifiers stay in. */
export function getRange(specifiers: readonly VersionSpecifier[]): VersionRange {
  let range: VersionRange = { minimum: undefined, maximum: undefined };
  for (const specifier of specifiers) {
    const { minimum, maximum } = toRange(specifier);
    range = {
      minimum: tighter(range.minimum, minimum, 1),
      maximum: tighter(range.maximum, maximum, -1),
    };
  }
  return range;
}

/** True where no version lies in both ranges. */
export function areDisjoint(a: VersionRange, b: VersionRange): boolean {
  return isBeyond(a.minimum, b.maximum) || isBeyond(b.minimum, a.maximum);
}

function fulfills(
  version: PythonVersion,
  { operator, version: written }: VersionSpecifier,
): boolean {
  if (operator === '===')
    return version.text.toLowerCase().replace(/^v/, '') === written.toLowerCase();
  if (written.endsWith('.*')) {
    const matches = hasPrefix(version, written.slice(0, -2));
    if (operator === '==') return matches;
    return operator === '!=' && !matches;
  }
  const wanted = parseVersion(written);
  if (wanted === undefined) return false;
  switch (operator) {
    case '==':
      return isEqual(version, wanted);
    case '!=':
      return !isEqual(version, wanted);
    case '>=':
      return comparePublicVersions(version, wanted) >= 0;
    case '<=':
      return comparePublicVersions(version, wanted) <= 0;
    case '<':
      return isBelow(version, wanted);
    case '>':
      return isAbove(version, wanted);
    default:
      return (
        comparePublicVersions(version, wanted) >= 0 &&
        wanted.release.length > 1 &&
        hasReleasePrefix(version, wanted.epoch, wanted.release.slice(0, -1))
      );
  }
}

/** A local part counts only where the specifier has one. */
function isEqual(version: PythonVersion, wanted: PythonVersion): boolean {
  return wanted.local === undefined
    ? comparePublicVersions(version, wanted) === 0
    : compareVersions(version, wanted) === 0;
}

/** `<2.0` keeps pre-releases of 2.0 out, unless it names one itself. */
function isBelow(version: PythonVersion, wanted: PythonVersion): boolean {
  const bound = isPreRelease(wanted) ? wanted : { ...wanted, dev: 0, local: undefined };
  return compareVersions(version, bound) < 0;
}

/** `>2.0` keeps post-releases and local builds of 2.0 out, unless it names a post-release itself. */
function isAbove(version: PythonVersion, wanted: PythonVersion): boolean {
  if (comparePublicVersions(version, wanted) <= 0) return false;
  if (wanted.post !== undefined || wanted.dev !== undefined) return true;
  const isSamePre =
    wanted.pre?.phase === version.pre?.phase && wanted.pre?.number === version.pre?.number;
  return !(version.post !== undefined && isSamePre && isSameRelease(version, wanted));
}

function hasPrefix(version: PythonVersion, prefix: string): boolean {
  const wanted = parseVersion(prefix);
  return wanted !== undefined && hasReleasePrefix(version, wanted.epoch, wanted.release);
}

function hasReleasePrefix(
  version: PythonVersion,
  epoch: number,
  prefix: readonly number[],
): boolean {
  return (
    version.epoch === epoch &&
    prefix.every((number, index) => (version.release[index] ?? 0) === number)
  );
}

function toRange({ operator, version: written }: VersionSpecifier): VersionRange {
  const isPrefix = written.endsWith('.*');
  const version = parseVersion(isPrefix ? written.slice(0, -2) : written);
  const none = { minimum: undefined, maximum: undefined };
  if (version === undefined || operator === '!=') return none;
  const included = { version, isInclusive: true };
  const excluded = { version, isInclusive: false };
  switch (operator) {
    case '==':
    case '===':
      if (!isPrefix) return { minimum: included, maximum: included };
      return { minimum: included, maximum: nextAfter(version, version.release) };
    case '~=':
      return { minimum: included, maximum: nextAfter(version, version.release.slice(0, -1)) };
    case '>=':
      return { ...none, minimum: included };
    case '>':
      return { ...none, minimum: excluded };
    case '<=':
      return { ...none, maximum: included };
    default:
      return { ...none, maximum: excluded };
  }
}

/** The first release that does not begin with a prefix. */
function nextAfter(version: PythonVersion, prefix: readonly number[]): VersionBound | undefined {
  const last = prefix.at(-1);
  if (last === undefined) return undefined;
  const release = [...prefix.slice(0, -1), last + 1];
  const epoch = version.epoch === 0 ? '' : `${String(version.epoch)}!`;
  const next = parseVersion(`${epoch}${release.join('.')}`);
  return next === undefined ? undefined : { version: next, isInclusive: false };
}

/** `side` is 1 for minimums, where the higher one is tighter, and -1 for maximums. */
function tighter(
  a: VersionBound | undefined,
  b: VersionBound | undefined,
  side: 1 | -1,
): VersionBound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareVersions(a.version, b.version) * side;
  if (order === 0) return a.isInclusive ? b : a;
  return order > 0 ? a : b;
}

function isBeyond(minimum: VersionBound | undefined, maximum: VersionBound | undefined): boolean {
  if (minimum === undefined || maximum === undefined) return false;
  const order = compareVersions(minimum.version, maximum.version);
  return order > 0 || (order === 0 && !(minimum.isInclusive && maximum.isInclusive));
}
