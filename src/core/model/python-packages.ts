import type { Span } from '../base/span.ts';
import type { Requirement, VersionSpecifier } from '../syntax/requirements-tree.ts';
import { findPin } from './python-specifiers.ts';
import { parseVersion, type PythonVersion } from './python-version.ts';

/** A package that an image holds. */
export interface InstalledPackage {
  /** Normalized. */
  readonly name: string;
  /** The one version that it has; undefined where only a range is known. */
  readonly version: PythonVersion | undefined;
  /** What its version fulfills. */
  readonly specifiers: readonly VersionSpecifier[];
  readonly extras: readonly string[];
  /**
   * `base`: it comes with the base image; `named`: a command or a file asks for it; `locked`: a lock file has it,
   * also where only another package needs it.
   */
  readonly evidence: 'base' | 'named' | 'locked';
  /** Where it is named: in the command, a requirements file, a lock file, or FROM. */
  readonly at: Span;
  /** The command or instruction that brought it into the image. */
  readonly installedAt: Span;
  /** The folder of the environment that it is in; undefined for the system's own. */
  readonly location: string | undefined;
}

/** Why the list of packages may not be all of it. */
export interface PackageGap {
  /**
   * `base`: nobody knows what the base image holds; `word`: a variable without a known value; `file`: a file that is
   * not in the project, or not read; `local`: a package of the project whose dependencies are not written in a way that can
   * be read; `source`: an archive or repository; `script`: a script that may install anything.
   */
  readonly reason: 'base' | 'word' | 'file' | 'local' | 'source' | 'script';
  readonly at: Span;
}

export interface InstalledPackages {
  /** By normalized name. Where a package is in several environments, the one that was filled last. */
  readonly packages: ReadonlyMap<string, InstalledPackage>;
  /**
   * True where everything that somebody named is here. What those packages bring along by themselves is here only
   * where a lock file was used: see `isClosed`.
   */
  readonly isComplete: boolean;
  /** True where dependencies of dependencies are listed too. */
  readonly isClosed: boolean;
  readonly gaps: readonly PackageGap[];
}

/** Collects what a stage installs. Mutable while the stage is read. */
export class PackageList {
  readonly #packages: InstalledPackage[];
  readonly gaps: PackageGap[];
  /** False as soon as something was installed without a lock file. */
  isClosed: boolean;
  /** Requirements files that a command wrote, by their path in the image. */
  readonly exports: Map<string, readonly InstalledPackage[]>;

  constructor(from?: PackageList) {
    this.#packages = from === undefined ? [] : [...from.#packages];
    this.gaps = from === undefined ? [] : [...from.gaps];
    this.isClosed = from?.isClosed ?? true;
    this.exports = new Map(from?.exports);
  }

  get packages(): readonly InstalledPackage[] {
    return this.#packages;
  }

  /** A later command without a wish of its own leaves the version that is there. */
  add(added: InstalledPackage): void {
    const index = this.#packages.findIndex(
      ({ name, location }) => name === added.name && location === added.location,
    );
    const known = this.#packages[index];
    if (known === undefined) {
      this.#packages.push(added);
      return;
    }
    const saysNothing = added.version === undefined && added.specifiers.length === 0;
    const extras = [...new Set([...known.extras, ...added.extras])];
    this.#packages[index] = { ...(saysNothing ? known : added), extras };
  }

  remove(name: string, location: string | undefined): void {
    const index = this.#packages.findIndex(
      (known) => known.name === name && known.location === location,
    );
    if (index !== -1) this.#packages.splice(index, 1);
  }

  addGap(reason: PackageGap['reason'], at: Span): void {
    this.gaps.push({ reason, at });
  }

  toResult(): InstalledPackages {
    return {
      packages: new Map(this.#packages.map((installed) => [installed.name, installed])),
      isComplete: this.gaps.length === 0,
      isClosed: this.isClosed && this.gaps.length === 0,
      gaps: this.gaps,
    };
  }
}

/** Limits that constraint files add, by package. */
export type Constraints = ReadonlyMap<string, readonly VersionSpecifier[]>;

export function toInstalled(
  requirement: Requirement,
  place: Pick<InstalledPackage, 'installedAt' | 'location'>,
  constraints: Constraints = new Map(),
): InstalledPackage {
  const { name, extras, at } = requirement;
  const specifiers = [...requirement.specifiers, ...(constraints.get(name) ?? [])];
  return {
    name,
    version: findPin(specifiers),
    specifiers,
    extras,
    evidence: 'named',
    at,
    ...place,
  };
}

/** A package at one version. */
export function toPinned(
  found: Pick<InstalledPackage, 'name' | 'at' | 'evidence' | 'installedAt' | 'location'>,
  version: string | undefined,
): InstalledPackage {
  const parsed = version === undefined ? undefined : parseVersion(version);
  const specifiers: readonly VersionSpecifier[] =
    parsed === undefined ? [] : [{ operator: '==', version: parsed.text }];
  return { ...found, version: parsed, specifiers, extras: [] };
}

/** False where a marker says that the package is for another system than the Linux of a container. */
export function isForLinux(marker: string | undefined): boolean {
  if (marker === undefined) return true;
  return !marker.split(/\s+and\s+/).some((part) => {
    const [, name, operator, value] =
      /^[\s(]*(sys_platform|platform_system|os_name)\s*(==|!=)\s*["'](\w+)["'][\s)]*$/.exec(part) ??
      [];
    if (name === undefined) return false;
    const isLinux = value === 'linux' || value === 'Linux' || value === 'posix';
    return operator === '==' ? !isLinux : isLinux;
  });
}
