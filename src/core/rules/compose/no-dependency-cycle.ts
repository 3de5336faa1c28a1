import type { Service } from '../../model/project.ts';
import { findEntry, findText, listNames } from '../../rulekit/compose-values.ts';
import type { PlacedText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDependencyCycle = defineRule({
  id: 'compose/no-dependency-cycle',
  summary: 'Disallow services that wait for each other in a circle',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    itself: '"{service}" depends on itself, so Compose refuses the file.',
    cycle: 'These services wait for each other, which Compose refuses: {way}.',
  },
  on: {
    fileSet({ services }, report) {
      const targets = new Map(services.map((service) => [service.name, findTargets(service)]));
      const done = new Set<string>();
      for (const { name } of services) {
        for (const { way, at } of findCycles(name, targets, done)) {
          const [first = ''] = way;
          if (way.length === 1) report.itself(at, { service: first });
          else report.cycle(at, { way: [...way, first].join(' → ') });
        }
      }
    },
  },
});

/** What a service waits for, by `depends_on` and by what stands for it. */
function findTargets({ value, dependsOn }: Service): readonly PlacedText[] {
  const shared = ['network_mode', 'ipc', 'pid'].flatMap((key) => {
    const place = findText(value, key);
    if (place?.text.startsWith('service:') !== true) return [];
    return [{ text: place.text.slice('service:'.length), at: place.at }];
  });
  const named = ['links', 'volumes_from'].flatMap((key) =>
    listNames(findEntry(value, key)?.value).map(({ text, at }) => ({
      text: text.startsWith('container:') ? '' : (text.split(':')[0] ?? ''),
      at,
    })),
  );
  return [...dependsOn.map(({ service, at }) => ({ text: service, at })), ...shared, ...named];
}

interface Cycle {
  readonly way: readonly string[];
  /** The dependency that closes the circle. */
  readonly at: PlacedText['at'];
}

interface Step {
  readonly name: string;
  /** How many of its dependencies were followed. */
  next: number;
}

/** Without recursion, since a chain of services may be long. */
function findCycles(
  start: string,
  targets: ReadonlyMap<string, readonly PlacedText[]>,
  done: Set<string>,
): readonly Cycle[] {
  const cycles: Cycle[] = [];
  if (done.has(start)) return cycles;
  const steps: Step[] = [{ name: start, next: 0 }];
  const places = new Map([[start, 0]]);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const target = targets.get(step.name)?.[step.next];
    step.next += 1;
    if (target === undefined) {
      done.add(step.name);
      places.delete(step.name);
      steps.pop();
      continue;
    }
    const place = places.get(target.text);
    if (place !== undefined) {
      cycles.push({ way: steps.slice(place).map(({ name }) => name), at: target.at });
    } else if (targets.has(target.text) && !done.has(target.text)) {
      places.set(target.text, steps.length);
      steps.push({ name: target.text, next: 0 });
    }
  }
  return cycles;
}

export const noDependencyCyclePage = definePage({
  rationale:
    'Services that wait for each other can never start, and Compose refuses the whole file. Links, `volumes_from` and shared namespaces count as dependencies too.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  bad: [
    {
      title: 'Two services that wait for each other',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    depends_on: [worker]\n  worker:\n    image: worker:1.4.0\n    depends_on: [api]\n',
      },
    },
    {
      title: 'A service that waits for itself',
      files: {
        'compose.yaml': 'services:\n  api:\n    image: api:1.4.0\n    depends_on: [api]\n',
      },
    },
  ],
  good: [
    {
      title: 'A chain',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    depends_on: [worker]\n  worker:\n    image: worker:1.4.0\n',
      },
    },
  ],
});
