import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ImageReference } from '../../model/project.ts';

export const noEndOfLifeBase = defineRule({
  id: 'dockerfile/no-end-of-life-base',
  summary: 'Disallow base images that get no security updates any more',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    ended: '"{image}" is built on {release}, which has had no updates since {year}.',
  },
  on: {
    stage({ base, parent }, report) {
      if (base === undefined || parent !== undefined || !base.isKnown) return;
      const end = findEnd(base);
      if (end !== undefined) report.ended(base.at, { image: base.text, ...end });
    },
  },
});

interface End {
  readonly release: string;
  readonly year: string;
}

function findEnd({ repository, tag = '' }: ImageReference): End | undefined {
  if (repository === 'continuumio/anaconda3') return findAnacondaEnd(tag);
  if (!/^(?:python|debian|ubuntu|node)$/.test(repository)) return undefined;
  const name = debianEnds.find(([word]) => tag.split(/[-.]/).includes(word));
  if (name !== undefined) return { release: name[1], year: name[2] };
  const [, major = '', minor = ''] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  const version = `${major}.${minor}`;
  const year = repository === 'python' ? pythonEnds.get(version) : undefined;
  if (year !== undefined) return { release: `Python ${version}`, year };
  const ubuntu = repository === 'ubuntu' ? ubuntuEnds.get(version) : undefined;
  return ubuntu === undefined ? undefined : { release: `Ubuntu ${version}`, year: ubuntu };
}

/** Anaconda has one Python per release; those of 2022 and before have one that has ended. */
function findAnacondaEnd(tag: string): End | undefined {
  const [, python] = anacondaPythons.find(([release]) => release.test(tag)) ?? [];
  const year = pythonEnds.get(python ?? '');
  return python === undefined || year === undefined
    ? undefined
    : { release: `Python ${python}`, year };
}

const anacondaPythons: readonly (readonly [RegExp, string])[] = [
  [/^(?:2\.|4\.[01]\.)/, '3.5'],
  [/^(?:4\.[234]\.|5\.[012]\.)/, '3.6'],
  [/^(?:5\.3|2018\.12|2019\.)/, '3.7'],
  [/^(?:2020\.|2021\.05)/, '3.8'],
  [/^(?:2021\.11|2022\.)/, '3.9'],
];

/** By the word in the tag: what it is called and when its long-term support ended. */
const debianEnds: readonly (readonly [string, string, string])[] = [
  ['jessie', 'Debian 8', '2020'],
  ['stretch', 'Debian 9', '2022'],
  ['buster', 'Debian 10', '2024'],
  ['trusty', 'Ubuntu 14.04', '2019'],
  ['xenial', 'Ubuntu 16.04', '2021'],
  ['bionic', 'Ubuntu 18.04', '2023'],
];
const pythonEnds: ReadonlyMap<string, string> = new Map([
  ['2.7', '2020'],
  ['3.4', '2019'],
  ['3.5', '2020'],
  ['3.6', '2021'],
  ['3.7', '2023'],
  ['3.8', '2024'],
  ['3.9', '2025'],
]);
const ubuntuEnds: ReadonlyMap<string, string> = new Map([
  ['14.04', '2019'],
  ['16.04', '2021'],
  ['18.04', '2023'],
]);

export const noEndOfLifeBasePage = definePage({
  rationale:
    'Images of releases that have ended are no longer rebuilt. Security holes stay open, package servers move away so that `apt-get update` fails, and new wheels are no longer made for the old Python.',
  references: ['https://devguide.python.org/versions/', 'https://wiki.debian.org/LTS'],
  bad: [
    {
      title: 'An Anaconda with a Python that has ended',
      files: { Dockerfile: 'FROM continuumio/anaconda3:4.4.0\n' },
    },
    {
      title: 'A Python that has ended, and a Debian',
      files: { Dockerfile: 'FROM python:3.7-slim AS build\nFROM python:3.11-slim-buster\n' },
    },
  ],
  good: [
    {
      title: 'A release that is looked after',
      files: { Dockerfile: 'FROM python:3.12-slim-bookworm\n' },
    },
  ],
});
