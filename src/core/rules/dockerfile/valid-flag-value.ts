import type { Span } from '../../base/span.ts';
import { findMountMistakes } from '../../model/mount-options.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  missing: 'The flag "--{flag}" needs a value behind "=".',
  boolean: 'The flag "--{flag}" is true or false, not "{value}".',
  number: '"--retries" counts attempts, and "{value}" is no whole number.',
  least: '"--retries" has to be 1 or more, not "{value}".',
  mountType: '"{value}" is no kind of mount; bind, cache, secret, ssh and tmpfs are.',
  mountOption: 'A mount has no option "{option}", so Docker refuses the file.',
  sharing: 'A cache is shared, private or locked, and not "{value}".',
  network: '"{value}" is no network of a build; default, host and none are.',
  from: '"{value}" is neither a stage nor an image that files could come from.',
} as const;

export const validFlagValue = defineRule({
  id: 'dockerfile/valid-flag-value',
  equivalents: [
    'FLAG_MISSING_VALUE',
    'FLAG_EXPECTED_BOOLEAN_VALUE',
    'FLAG_AT_LEAST_ONE',
    'INVALID_SYNTAX',
    'FLAG_INVALID_FROM_VALUE',
  ],
  summary: 'Require flags to have a value that Docker can read',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    instruction({ instruction }, report) {
      for (const { name, value, at, valueAt } of instruction.flags) {
        const place: Span = valueAt ?? at;
        if (withBoolean.has(name) && value !== undefined) {
          if (!/^(?:true|false|1|0|t|f|\$.*)$/i.test(value)) {
            const equivalents = ['FLAG_EXPECTED_BOOLEAN_VALUE'];
            report.boolean(place, { flag: name, value }, { equivalents });
          }
        } else if (withValue.get(instruction.keyword)?.has(name) === true && !hasText(value)) {
          report.missing(place, { flag: name }, { equivalents: ['FLAG_MISSING_VALUE'] });
        } else if (value !== undefined && name === 'retries' && !value.includes('$')) {
          if (!/^[+-]?\d+$/.test(value)) {
            report.number(place, { value }, { equivalents: ['INVALID_SYNTAX'] });
          } else if (Number(value) < 0) {
            report.least(place, { value }, { equivalents: ['FLAG_AT_LEAST_ONE'] });
          }
        } else if (value !== undefined && instruction.keyword === 'RUN') {
          checkRunFlag(name, value, place, report);
        } else if (value !== undefined && name === 'from' && /[^\w./:@$"'{}+-]/.test(value)) {
          report.from(place, { value }, { equivalents: ['FLAG_INVALID_FROM_VALUE'] });
        }
      }
    },
  },
});

function checkRunFlag(
  name: string,
  value: string,
  place: Span,
  report: Report<typeof messages>,
): void {
  const equivalents: readonly string[] = [];
  if (name === 'network' && !/^(?:default|host|none|.*\$.*)$/i.test(value)) {
    report.network(place, { value }, { equivalents });
  }
  if (name !== 'mount') return;
  for (const { kind, text } of findMountMistakes(value)) {
    if (kind === 'type') report.mountType(place, { value: text }, { equivalents });
    else if (kind === 'sharing') report.sharing(place, { value: text }, { equivalents });
    else report.mountOption(place, { option: text }, { equivalents });
  }
}

function hasText(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

const withBoolean: ReadonlySet<string> = new Set(['link', 'keep-git-dir', 'parents', 'unpack']);

/** Flags that mean nothing without a value. */
const withValue: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  // An empty pattern of "--exclude" leaves nothing out, so Docker takes it.
  ['ADD', new Set(['chmod', 'chown', 'checksum'])],
  ['COPY', new Set(['chmod', 'chown', 'from'])],
  ['FROM', new Set(['platform'])],
  ['HEALTHCHECK', new Set(['interval', 'retries', 'start-interval', 'start-period', 'timeout'])],
  ['RUN', new Set(['mount', 'network', 'security'])],
]);

export const validFlagValuePage = definePage({
  rationale:
    'Docker refuses the file. A blank instead of "=" is the usual reason: the value is then taken for the first argument.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    {
      title: 'A blank for the sign, and a word for yes or no',
      files: {
        Dockerfile:
          'FROM debian:12\nCOPY --chown app:app . /srv/\nCOPY --link=maybe a.txt /srv/\nCOPY --from=*bad a.txt /srv/\n',
        'a.txt': '',
      },
      alsoReports: ['project/require-copy-source'],
    },
    {
      title: 'Mounts and networks that no build has',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN --mount=type=cach,target=/var/cache/fit echo hi\nRUN --mount=type=cache,dest=/var/cache/fit echo hi\nRUN --mount=type=cache,target=/c,sharing=lock echo hi\nRUN --network=off echo hi\n',
      },
    },
    {
      title: 'Attempts that cannot be counted',
      files: {
        Dockerfile:
          'FROM debian:12 AS a\nHEALTHCHECK --retries=often CMD true\nFROM debian:12\nHEALTHCHECK --retries=-1 CMD true\n',
      },
    },
  ],
  good: [
    {
      title: 'Values, and a flag that may stand alone',
      files: {
        Dockerfile:
          'FROM debian:12\nCOPY --link --chown=1000:1000 a.txt /srv/\nRUN --mount=type=cache,target=/c,sharing=locked --mount=target=/src,rw --mount=type=secret,id=key,env=KEY --network=none true\nHEALTHCHECK --retries=3 CMD true\n',
        'a.txt': '',
      },
    },
  ],
});
