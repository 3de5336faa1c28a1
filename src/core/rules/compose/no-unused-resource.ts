import type { FileSet, NamedResource, Project, Service } from '../../model/project.ts';
import { findEntry, hasForeignFiles, listNames, listTexts } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnusedResource = defineRule({
  id: 'compose/no-unused-resource',
  summary: 'Disallow volumes, networks, configs and secrets that no service uses',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    unused: 'No service uses "{name}", so Compose does not create it.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      if (fileSet.services.length === 0 || hasForeignFiles(fileSet)) return;
      for (const section of sections) {
        const users = findUsers(fileSet, project);
        // A name that is not known may be any of them.
        if (section === 'volumes' && users.some(hasUnknownMount)) continue;
        const used = new Set(users.flatMap((service) => findUses(service, section)));
        const declared = new Set(fileSet[section].map(({ name }) => name));
        // One of these is meant by a name that nothing declares.
        if ([...used].some((name) => !declared.has(name) && isOwn(name, fileSet, section)))
          continue;
        for (const resource of fileSet[section]) {
          const { name, entry } = resource;
          if (used.has(name) || (section === 'networks' && name === 'default')) continue;
          if (!isMentioned(resource, project)) report.unused(entry.keyAt, { name });
        }
      }
    },
  },
});

const sections = ['volumes', 'networks', 'configs', 'secrets'] as const;

/** Services of all file sets that share a file or folder with this one. */
function findUsers({ folder }: FileSet, { fileSets }: Project): readonly Service[] {
  return fileSets.filter((other) => other.folder === folder).flatMap(({ services }) => services);
}

function findUses(
  { value, mounts }: Service,
  section: (typeof sections)[number],
): readonly string[] {
  if (section === 'volumes') {
    // A volume without a path, or with one letter before it, reads as a path; it is meant nevertheless.
    return mounts.flatMap(({ source, target }) =>
      [source, target.split(':')[0]].flatMap((name) => name ?? []),
    );
  }
  const used = findEntry(value, section)?.value;
  const build = findEntry(value, 'build', section)?.value;
  if (section === 'networks') return listNames(used).map(({ text }) => text);
  return [...listTexts(used, 'source'), ...listTexts(build, 'source')].map(({ text }) => text);
}

/** True where a service of this file set has the name, and not one of a file beside it. */
function isOwn(name: string, { services }: FileSet, section: (typeof sections)[number]): boolean {
  if (section === 'networks' && name === 'default') return false;
  return services.some((service) => {
    const isNamed = ({ kind, source }: Service['mounts'][number]): boolean =>
      kind === 'volume' && source === name;
    return section === 'volumes'
      ? service.mounts.some(isNamed)
      : findUses(service, section).includes(name);
  });
}

function hasUnknownMount({ mounts }: Service): boolean {
  return mounts.some(({ isKnown, kind }) => !isKnown && kind !== 'bind');
}

/** True where a program may use the thing by its full name. */
function isMentioned({ name, entry, isExternal }: NamedResource, { snapshot }: Project): boolean {
  const full = findEntry(entry.value, 'name')?.value;
  const names = full?.kind === 'scalar' ? [full.text] : isExternal ? [name] : [];
  return names.some((one) =>
    [...snapshot.files].some(
      ([path, text]) =>
        /\.(?:py|sh|ya?ml|env|toml)$/.test(path) &&
        path !== entry.at.file &&
        text?.includes(one) === true,
    ),
  );
}

export const noUnusedResourcePage = definePage({
  rationale:
    'A volume that stays behind when its service is taken out makes readers believe that data is kept there, and a network that nobody joins separates nothing. Most of the time a service was to use it and does not.',
  references: ['https://docs.docker.com/reference/compose-file/volumes/'],
  bad: [
    {
      title: 'A volume of a service that is gone',
      files: {
        'compose.yaml': `services:
  cache:
    image: redis:7.4
    volumes:
      - cache-data:/data
volumes:
  cache-data:
  notebooks:
`,
      },
    },
  ],
  good: [
    {
      title: 'Used by a service',
      files: {
        'compose.yaml': `services:
  cache:
    image: redis:7.4
    volumes:
      - cache-data:/data
volumes:
  cache-data:
`,
      },
    },
  ],
});
