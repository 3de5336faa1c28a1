import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

const noLabels: Readonly<Record<string, string>> = {};

export const requireLabels = defineRule({
  id: 'dockerfile/require-labels',
  equivalents: [
    'DL3049',
    'DL3050',
    'DL3051',
    'DL3052',
    'DL3053',
    'DL3054',
    'DL3055',
    'DL3056',
    'DL3058',
  ],
  summary: 'Require the labels that the settings list, with values of their kind',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    missing: 'The label "{label}", which the settings ask for, is missing.',
    unlisted: 'The label "{label}" is not among those that the settings allow.',
    empty: 'The label "{label}" has no value.',
    invalid: '"{value}" is no {kind}, which the label "{label}" has to be.',
  },
  options: {
    labels: {
      description:
        'Labels that each image has to carry, with the kind of their value: `text`, `url`, `semver`, `hash`, `rfc3339`, `spdx` or `email`.',
      default: noLabels,
    },
    isStrict: {
      description: 'Whether labels that are not listed are reported too.',
      default: false,
    },
  },
  on: {
    stage(stage, report, { dockerfile, options }) {
      const wanted = new Map(Object.entries(options.labels));
      if (wanted.size === 0) return;
      const labels = readLabels(stage);
      for (const { name, value, at } of labels) {
        const kind = wanted.get(name);
        if (kind === undefined) {
          if (options.isStrict) report.unlisted(at, { label: name });
        } else if (value === '') report.empty(at, { label: name });
        else if (kinds.get(kind)?.test(value) === false) {
          report.invalid(at, { label: name, value, kind: kindNames.get(kind) ?? kind });
        }
      }
      if (stage !== dockerfile?.stages.at(-1)) return;
      const present = new Set(collectLabels(stage));
      for (const label of wanted.keys()) {
        if (!present.has(label)) report.missing(stage.from.at, { label });
      }
    },
  },
});

const kinds: ReadonlyMap<string, RegExp> = new Map([
  ['url', /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i],
  [
    'semver',
    /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z.-]+)?$/,
  ],
  ['hash', /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/],
  ['rfc3339', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/],
  [
    'spdx',
    /^\(?[A-Za-z0-9][A-Za-z0-9.+-]*(?:\)?\s+(?:AND|OR|WITH)\s+\(?[A-Za-z0-9][A-Za-z0-9.+-]*)*\)?$/,
  ],
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
]);

const kindNames: ReadonlyMap<string, string> = new Map([
  ['url', 'address'],
  ['semver', 'semantic version'],
  ['hash', 'commit'],
  ['rfc3339', 'time as of RFC 3339'],
  ['spdx', 'license of the SPDX list'],
  ['email', 'e-mail address'],
]);

interface Label {
  readonly name: string;
  /** Undefined where a variable decides. */
  readonly value: string | undefined;
  readonly at: Stage['at'];
}

/** The labels that the stage itself sets and whose values are plain text. */
function readLabels(stage: Stage): readonly (Label & { readonly value: string })[] {
  return readAllLabels(stage).flatMap((label) =>
    label.value === undefined ? [] : [{ ...label, value: label.value }],
  );
}

function readAllLabels({ instructions }: Stage): readonly Label[] {
  return instructions.flatMap(({ instruction }) => {
    if (instruction.keyword !== 'LABEL') return [];
    const [first, ...rest] = instruction.words;
    if (first === undefined) return [];
    if (!first.text.includes('=')) {
      return [toLabel(first.text, rest.map(({ text }) => text).join(' '), first.at)];
    }
    return instruction.words.map(({ text, at }) => {
      const equals = text.indexOf('=');
      return equals === -1
        ? toLabel(text, '', at)
        : toLabel(text.slice(0, equals), text.slice(equals + 1), at);
    });
  });
}

function toLabel(name: string, value: string, at: Stage['at']): Label {
  const plain = value.replaceAll(/["']/g, '');
  return { name: name.replaceAll(/["']/g, ''), value: plain.includes('$') ? undefined : plain, at };
}

/** Names of the labels of a stage and of those that it is built on. */
function collectLabels(stage: Stage): readonly string[] {
  const own = readAllLabels(stage).map(({ name }) => name);
  return stage.parent === undefined ? own : [...own, ...collectLabels(stage.parent)];
}

export const requireLabelsPage = definePage({
  rationale:
    'Registries and clean-up jobs find the owner, the source and the license of an image by its labels. The list says which ones a team relies on; without one this rule says nothing.',
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md'],
  bad: [
    {
      title: 'One is missing, one is no address, one is empty, one is nobody’s',
      files: {
        '.drydock.yaml':
          'rules:\n  dockerfile/require-labels:\n    isStrict: true\n    labels:\n      org.example.team: text\n      org.example.source: url\n      org.example.owner: email\n',
        Dockerfile:
          'FROM debian:12\nLABEL org.example.team="" org.example.source="the usual place" org.example.color=red\n',
      },
    },
  ],
  good: [
    {
      title: 'All there, and listed as hadolint has it',
      files: {
        '.hadolint.yaml':
          'label-schema:\n  org.example.team: text\n  org.example.revision: hash\nstrict-labels: true\n',
        Dockerfile:
          'FROM debian:12\nARG REVISION\nLABEL org.example.team=data org.example.revision=$REVISION\n',
      },
    },
  ],
});
