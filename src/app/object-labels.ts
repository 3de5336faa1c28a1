import type { Labels } from '../ports/engine-objects.ts';

/** What an object of ours is for. */
type ObjectRole = 'debug' | 'helper' | 'snapshot' | 'test';

/** Labels that everything carries which we make in an engine; the only truth for cleaning up. */
export const objectLabels = {
  role: 'dev.drydock.role',
  session: 'dev.drydock.session',
  source: 'dev.drydock.source',
  created: 'dev.drydock.created',
} as const;

export interface ObjectOrigin {
  readonly role: ObjectRole;
  readonly session: string;
  /** Id of the container it was made for; empty where it was made for none. */
  readonly source: string;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly created: number;
}

export function toObjectLabels(origin: ObjectOrigin): Labels {
  return {
    [objectLabels.role]: origin.role,
    [objectLabels.session]: origin.session,
    [objectLabels.source]: origin.source,
    [objectLabels.created]: new Date(origin.created).toISOString(),
  };
}

/** Whether we made it. Trees hide such objects, except what a test made for a tree to show. */
export function isOwnObject(labels: Labels): boolean {
  const role = labels[objectLabels.role];
  return role !== undefined && role !== 'test';
}

/** Labels by which Compose knows its own. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  oneOff: 'com.docker.compose.oneoff',
  workingDir: 'com.docker.compose.project.working_dir',
  configFiles: 'com.docker.compose.project.config_files',
  volume: 'com.docker.compose.volume',
} as const;
