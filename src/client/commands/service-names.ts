import type { ServiceChoice } from './find-service.ts';

/** For titles: the services, or the project where all of them are meant. */
export function toServiceNames({ project, services }: ServiceChoice): string {
  return services.length === 0 ? project.projectName : services.join(', ');
}
