import { composeLabels } from '../../src/app/object-labels.ts';
import type { Container } from '../../src/ports/engine-objects.ts';

/** A running container; what matters to a test is said by the test. */
export function container(name: string, extra: Partial<Container> = {}): Container {
  return {
    id: `${name}-id`,
    name,
    image: 'python:3.11',
    imageId: 'sha256:1',
    command: 'python',
    state: 'running',
    status: 'Up 5 minutes',
    created: 1_700_000_000_000,
    labels: {},
    ports: [],
    mounts: [],
    networks: [],
    ...extra,
  };
}

/** A container as Compose makes it for a service of `/w/nba/compose.yaml`. */
export function composeContainer(service: string, extra: Partial<Container> = {}): Container {
  const labels = {
    [composeLabels.project]: 'nba',
    [composeLabels.service]: service,
    [composeLabels.number]: '1',
    [composeLabels.oneOff]: 'False',
    [composeLabels.workingDir]: '/w/nba',
    [composeLabels.configFiles]: '/w/nba/compose.yaml',
    ...extra.labels,
  };
  return container(`nba-${service}-1`, { ...extra, labels });
}
