import type { DeclaredProject, DeclaredService } from '../../src/app/declared-project.ts';

/** A declared project at `/w/nba` with these services; a service is its name or its parts. */
export function declared(
  services: readonly (string | (Partial<DeclaredService> & { readonly name: string }))[],
  extra: Partial<DeclaredProject> = {},
): DeclaredProject {
  return {
    root: '/w/nba',
    fileSet: 'compose.yaml',
    files: ['/w/nba/compose.yaml'],
    directory: '/w/nba',
    projectName: 'nba',
    services: services.map((service) => ({
      ports: [],
      dependsOn: [],
      ...(typeof service === 'string' ? { name: service } : service),
    })),
    volumes: [],
    ...extra,
  };
}
