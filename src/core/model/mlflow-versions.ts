import type { InstalledPackage } from './python-packages.ts';
import { comparePublicVersions, parseVersion, type PythonVersion } from './python-version.ts';

/** False also where the version is not known. */
export function isAtLeast(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order >= 0);
}

/** False also where the version is not known. */
export function isBefore(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order < 0);
}

function compareTo(
  known: PythonVersion | undefined,
  version: string,
  judge: (order: number) => boolean,
): boolean {
  const wanted = parseVersion(version);
  if (known === undefined || wanted === undefined) return false;
  return judge(comparePublicVersions(known, wanted));
}
