import type { Container, PublishedPort } from '../ports/engine-objects.ts';
import { inEnglish, type Localize } from './localize.ts';
import { plainText } from './plain-text.ts';
import type { Tone } from './view-node.ts';

/** What a row says about one container: the same for a service's only container and for one of many. */
export interface ContainerLook {
  readonly detail: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly tone: Tone;
  /** What a screen reader says for the icon. */
  readonly spoken: string;
  readonly context: readonly string[];
}

export function toContainerLook(
  container: Container,
  localize: Localize = inEnglish,
): ContainerLook {
  const state = stateWords(container, localize);
  const ports = portTexts(container.ports);
  const image = plainText(container.image);
  const detail = [state.text, state.time, ports.join(' '), image].filter((part) => part !== '');
  return {
    detail: detail.join(' · '),
    tooltip: [
      plainText(container.name),
      plainText(container.status),
      localize('Image: {0}', image),
      ...(ports.length > 0 ? [localize('Ports: {0}', ports.join(', '))] : []),
      localize('Id: {0}', container.id.slice(0, 12)),
    ].join('\n'),
    icon: state.icon,
    tone: state.tone,
    spoken: state.text,
    context: state.context,
  };
}

/** Whether it ended with an error, cannot be started, or fails its health check. */
export function hasFailed(container: Container): boolean {
  if (container.state === 'dead' || container.health === 'unhealthy') return true;
  // 137 and 143 are what a plain stop leaves.
  return container.state === 'exited' && ![undefined, 0, 137, 143].includes(container.exitCode);
}

interface StateWords {
  readonly text: string;
  /** How long it has been so, by the engine's clock; empty where it does not say. */
  readonly time: string;
  readonly icon: string;
  readonly tone: Tone;
  readonly context: readonly string[];
}

function stateWords(container: Container, localize: Localize): StateWords {
  const time = timeIn(container.status);
  switch (container.state) {
    case 'running': {
      return { ...runningWords(container, localize), time };
    }
    case 'paused': {
      return {
        text: localize('paused'),
        time,
        icon: 'debug-pause',
        tone: 'muted',
        context: ['running', 'paused'],
      };
    }
    case 'restarting': {
      return {
        text: localize('restarting'),
        time,
        icon: 'sync',
        tone: 'bad',
        context: ['stopped', 'restarting'],
      };
    }
    case 'exited': {
      const failed = hasFailed(container);
      const text = localize('exited ({0})', container.exitCode ?? '?');
      const context = ['stopped', 'exited', ...(failed ? ['failed'] : [])];
      return {
        text,
        time,
        icon: failed ? 'error' : 'circle-outline',
        tone: failed ? 'bad' : 'muted',
        context,
      };
    }
    case 'created': {
      return {
        text: localize('created'),
        time: '',
        icon: 'circle-outline',
        tone: 'muted',
        context: ['stopped', 'created'],
      };
    }
    default: {
      const tone = container.state === 'dead' ? 'bad' : 'muted';
      return {
        text: container.state,
        time: '',
        icon: 'question',
        tone,
        context: [container.state],
      };
    }
  }
}

function runningWords(container: Container, localize: Localize): Omit<StateWords, 'time'> {
  const context = ['running', ...(container.health === undefined ? [] : [container.health])];
  switch (container.health) {
    case 'healthy': {
      return { text: localize('running, healthy'), icon: 'pass', tone: 'good', context };
    }
    case 'starting': {
      return {
        text: localize('running, health not known yet'),
        icon: 'sync',
        tone: 'busy',
        context,
      };
    }
    case 'unhealthy': {
      return {
        text: localize('running, unhealthy'),
        icon: 'warning',
        tone: 'bad',
        context: [...context, 'failed'],
      };
    }
    default: {
      return { text: localize('running'), icon: 'vm-running', tone: 'good', context };
    }
  }
}

/** The engine says it in words: `Up 5 minutes (healthy)`, `Exited (1) 2 hours ago`. Its own clock made them. */
function timeIn(status: string): string {
  const up = /^Up (.+?)(?: \([^)]*\))*$/.exec(status)?.[1];
  const ago = /^(?:Exited|Restarting) \(-?\d+\) (.+)$/.exec(status)?.[1];
  return plainText(up ?? ago ?? '', 60);
}

/** Published ports once each: the same one on IPv4 and IPv6 is one to a person. */
function portTexts(ports: readonly PublishedPort[]): readonly string[] {
  const texts = ports
    .filter((port) => port.hostPort !== undefined)
    .sort((left, right) => left.containerPort - right.containerPort)
    .map((port) => {
      const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`;
      return port.hostPort === port.containerPort
        ? `:${port.hostPort}${protocol}`
        : `:${port.hostPort}→${port.containerPort}${protocol}`;
    });
  return [...new Set(texts)];
}
