import type { FileSet, Service } from './project.ts';

/** False for services of different profiles, which are mostly alternatives, unless both are turned on. */
export function canRunTogether(
  a: Service,
  b: Service,
  { activeProfiles }: Pick<FileSet, 'activeProfiles'>,
): boolean {
  if (a.profiles.length === 0 || b.profiles.length === 0) return true;
  if (a.profiles.some((profile) => b.profiles.includes(profile))) return true;
  return [a, b].every(
    ({ profiles }) =>
      activeProfiles.has('*') || profiles.some((profile) => activeProfiles.has(profile)),
  );
}
