import type { FileSet, Service } from '../model/project.ts';
import type { ComposePlace } from './compose-place.ts';
import { describePlace } from './describe-place.ts';
import { toCode } from './markdown-text.ts';

/** The parts of a compose file that declare something by name. */
export type Section = 'services' | 'volumes' | 'networks' | 'configs' | 'secrets';

/** One to three sentences about a name; what nobody declares is said to be missing. */
export function describeResource(section: Section, name: string, place: ComposePlace): string {
  const sentences =
    section === 'services' ? describeService(name, place) : describeShared(section, name, place);
  return [...sentences].join(' ');
}

function* describeService(name: string, place: ComposePlace): Generator<string> {
  const service = findService(name, place);
  if (service === undefined) {
    yield `There is no service \`${name}\` in these files.`;
    return;
  }
  yield `Service \`${name}\`${describeOrigin(service)}, in ${describePlace(service.nameAt, place.project.snapshot)}.`;
  const ports = service.ports.flatMap(({ published, target }) =>
    published === undefined || target === undefined
      ? []
      : [`\`localhost:${published.first}\` leads to its port \`${target.first}\``],
  );
  if (ports.length > 0) yield `On this machine ${ports.slice(0, 3).join(', ')}.`;
  if (service.profiles.length > 0) {
    yield `It starts with the profile ${service.profiles.map(toCode).join(' or ')} only.`;
  }
}

function describeOrigin({ image, build }: Service): string {
  if (build?.dockerfile !== undefined) return `, built from \`${build.dockerfile}\``;
  if (image !== undefined) return `, from the image ${toCode(image.text)}`;
  return '';
}

function findService(name: string, { fileSets }: ComposePlace): Service | undefined {
  for (const { services } of fileSets) {
    const service = services.find((one) => one.name === name);
    if (service !== undefined) return service;
  }
  return undefined;
}

const words = {
  volumes: { what: 'Volume', use: 'Mounted by' },
  networks: { what: 'Network', use: 'Joined by' },
  configs: { what: 'Config', use: 'Used by' },
  secrets: { what: 'Secret', use: 'Used by' },
} as const;

function* describeShared(
  section: Exclude<Section, 'services'>,
  name: string,
  { project, fileSets }: ComposePlace,
): Generator<string> {
  const found = fileSets
    .flatMap((fileSet) => fileSet[section].map((resource) => ({ fileSet, resource })))
    .find(({ resource }) => resource.name === name);
  const { what, use } = words[section];
  if (found === undefined) {
    const isImplied = section === 'networks' && name === 'default';
    yield isImplied
      ? 'The network that Compose makes for services that name none.'
      : `No top-level \`${section}\` declares \`${name}\`.`;
    return;
  }
  const { fileSet, resource } = found;
  const owner = resource.isExternal ? ', made outside of this project' : '';
  yield `${what} \`${name}\`${owner}, in ${describePlace(resource.entry.keyAt, project.snapshot)}.`;
  const users = listUsers(section, name, fileSet);
  if (users.length > 0) yield `${use} ${users.map((user) => `\`${user}\``).join(', ')}.`;
}

function listUsers(section: Section, name: string, { services }: FileSet): readonly string[] {
  const isUser = ({ mounts, networks }: Service): boolean =>
    section === 'volumes'
      ? mounts.some(({ kind, source }) => kind === 'volume' && source === name)
      : networks.some((network) => network.name === name);
  if (section === 'configs' || section === 'secrets') return [];
  return services.filter(isUser).map((service) => service.name);
}
