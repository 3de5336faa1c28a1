import type { ImageReference } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noEndOfLifeImage = defineRule({
  id: 'compose/no-end-of-life-image',
  summary: 'Disallow databases of a release that gets no security updates any more',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    ended: '{release} has had no updates since {year}.',
  },
  on: {
    service({ image }, report) {
      if (image === undefined || !image.isKnown) return;
      const end = findEnd(image);
      if (end !== undefined) report.ended(image.at, end);
    },
  },
});

interface End {
  readonly release: string;
  readonly year: string;
}

function findEnd({ repository, tag = '' }: ImageReference): End | undefined {
  const known = ends.find(
    ({ image }) => image === repository.replace(/^(?:library|bitnami)\//, ''),
  );
  const [, major = '', minor = '0'] = /^v?(\d+)(?:\.(\d+))?(?![\w])/.exec(tag) ?? [];
  const version = known?.hasMinor === true ? `${major}.${minor}` : major;
  const year = known?.years.get(version);
  return known === undefined || year === undefined
    ? undefined
    : { release: `${known.name} ${version}`, year };
}

const ends: readonly {
  readonly image: string;
  readonly name: string;
  /** True where releases are told apart by two numbers. */
  readonly hasMinor?: true;
  readonly years: ReadonlyMap<string, string>;
}[] = [
  {
    image: 'postgres',
    name: 'PostgreSQL',
    years: new Map([
      ['9', '2021'],
      ['10', '2022'],
      ['11', '2023'],
      ['12', '2024'],
      ['13', '2025'],
    ]),
  },
  {
    image: 'mysql',
    name: 'MySQL',
    hasMinor: true,
    years: new Map([
      ['5.5', '2018'],
      ['5.6', '2021'],
      ['5.7', '2023'],
    ]),
  },
  {
    image: 'mongo',
    name: 'MongoDB',
    years: new Map([
      ['3', '2021'],
      ['4', '2024'],
      ['5', '2024'],
      ['6', '2025'],
    ]),
  },
];

export const noEndOfLifeImagePage = definePage({
  rationale:
    'A database that has ended gets no more corrections of holes that everybody can read about, and each release that is skipped makes the way to a present one longer: data of PostgreSQL has to be dumped and read in, data of MongoDB goes from one release to the next.',
  exceptions:
    'Whoever sells longer support says so; the images of the public registry do not have it.',
  references: [
    'https://www.postgresql.org/support/versioning/',
    'https://www.mongodb.com/legal/support-policy/lifecycles',
  ],
  bad: [
    {
      title: 'A PostgreSQL and a MongoDB that have ended',
      files: {
        'compose.yaml': `services:
  runs:
    image: postgres:12.4-alpine
    volumes:
      - runs:/var/lib/postgresql/data
  tides:
    image: mongo:4.4
    volumes:
      - tides:/data/db
volumes:
  runs:
  tides:
`,
      },
    },
  ],
  good: [
    {
      title: 'Releases that are looked after',
      files: {
        'compose.yaml': `services:
  runs:
    image: postgres:17.2-alpine
    volumes:
      - runs:/var/lib/postgresql/data
  tides:
    image: mongo:8.0.4
    volumes:
      - tides:/data/db
volumes:
  runs:
  tides:
`,
      },
    },
  ],
});
