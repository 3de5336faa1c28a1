import { findEntry, findText, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validEngineValue = defineRule({
  id: 'compose/valid-engine-value',
  summary: 'Require values that the engine accepts when Compose hands them on',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    value: '"{text}" is not {expected}; the engine refuses it when "{key}" is used.',
  },
  on: {
    fileSet({ services, networks }, report) {
      for (const { value } of services) {
        for (const [path, pattern, expected] of serviceValues) {
          const keys = path.split('.');
          const place = findText(value, ...keys);
          if (place === undefined || place.text === '' || pattern.test(place.text)) continue;
          report.value(place.at, { text: place.text, expected, key: keys.at(-1) ?? '' });
        }
        for (const item of listItems(findEntry(value, 'ports')?.value)) {
          const place = findText(item, 'protocol');
          if (place === undefined || /^(?:tcp|udp|sctp|)$/i.test(place.text)) continue;
          const expected = '"tcp", "udp" or "sctp"';
          report.value(place.at, { text: place.text, expected, key: 'protocol' });
        }
      }
      for (const { entry } of networks) {
        for (const item of listItems(findEntry(entry.value, 'ipam', 'config')?.value)) {
          const place = findText(item, 'subnet');
          if (place === undefined || isSubnet(place.text)) continue;
          const expected = 'a subnet such as "172.28.0.0/16"';
          report.value(place.at, { text: place.text, expected, key: 'subnet' });
        }
      }
    },
  },
});

const serviceValues = [
  [
    'restart',
    /^(?:no|always|unless-stopped|on-failure(?::\d+)?)$/,
    '"no", "always", "unless-stopped" or "on-failure"',
  ],
  [
    'deploy.restart_policy.condition',
    /^(?:none|on-failure|any|always|unless-stopped|no)$/,
    '"none", "on-failure" or "any"',
  ],
  ['deploy.mode', /^(?:replicated|global|replicated-job|global-job)$/, '"replicated" or "global"'],
] as const;

function isSubnet(text: string): boolean {
  if (text.includes(':')) return /^[\da-f:.]+\/(?:\d{1,2}|1[01]\d|12[0-8])$/i.test(text);
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (match === null) return false;
  const [, ...parts] = match.map(Number);
  return parts.every((part, index) => part <= (index === 4 ? 32 : 255));
}

export const validEngineValuePage = definePage({
  rationale:
    'Compose does not look at every value: it loads the file, and the engine refuses to create the container or the network. The mistake shows at `docker compose up` and not before.',
  references: ['https://docs.docker.com/reference/compose-file/services/#restart'],
  bad: [
    {
      title: 'A restart policy that does not exist',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    restart: never\n',
      },
    },
    {
      title: 'A subnet without a length',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\nnetworks:\n  default:\n    ipam:\n      config:\n        - subnet: 172.28.0.0\n',
      },
    },
  ],
  good: [
    {
      title: 'A policy with a limit',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    restart: on-failure:3\n',
      },
    },
  ],
});
