import { LineIndex } from '../core/base/line-index.ts';
import type {
  FileSet,
  NamedResource,
  PortRange,
  PublishedPort,
  Service,
} from '../core/model/project.ts';
import { evaluateInterpolation, parseInterpolation } from '../core/syntax/interpolation.ts';
import type { DeclaredProject, DeclaredService, DeclaredVolume } from './declared-project.ts';

/** What the trees need of a file set. `root` is the absolute path of the workspace folder. */
export function declareProject(root: string, fileSet: FileSet): DeclaredProject {
  const projectName = toProjectName(root, fileSet);
  const lines = new Map(fileSet.files.map(({ path, text }) => [path, new LineIndex(text)]));
  return {
    root,
    fileSet: fileSet.id,
    files: fileSet.files.map(({ path }) => toAbsolute(root, path)),
    directory: toAbsolute(root, fileSet.folder),
    projectName,
    services: fileSet.services.map((service) => declareService(root, service, lines)),
    volumes: fileSet.volumes.map((volume) => declareVolume(volume, projectName, fileSet)),
  };
}

function declareService(
  root: string,
  service: Service,
  lines: ReadonlyMap<string, LineIndex>,
): DeclaredService {
  const { name, nameAt, image, ports, dependsOn, build } = service;
  const line = lines.get(nameAt.file)?.positionAt(nameAt.start).line;
  return {
    name,
    ...(image === undefined ? {} : { image: image.text }),
    ports: ports.map(toPortText),
    dependsOn: dependsOn.map((dependency) => dependency.service),
    ...(line === undefined ? {} : { line, file: toAbsolute(root, nameAt.file) }),
    ...(build?.dockerfile === undefined ? {} : { dockerfile: toAbsolute(root, build.dockerfile) }),
  };
}

function declareVolume(
  { name: key, entry, isExternal }: NamedResource,
  projectName: string,
  fileSet: FileSet,
): DeclaredVolume {
  const named = entry.value?.kind === 'map' ? entry.value.entries.get('name')?.value : undefined;
  const written = named?.kind === 'scalar' ? interpolate(named.text, fileSet) : undefined;
  return {
    key,
    name: written ?? (isExternal ? key : `${projectName}_${key}`),
    external: isExternal,
    users: fileSet.services.flatMap((service) =>
      service.mounts
        .filter(({ kind, source }) => kind === 'volume' && source === key)
        .map(({ target }) => ({ service: service.name, target })),
    ),
  };
}

/** `COMPOSE_PROJECT_NAME`, else `name:`, else the folder's name with what Compose does not allow left out. */
function toProjectName(root: string, fileSet: FileSet): string {
  const asked = fileSet.variables.get('COMPOSE_PROJECT_NAME')?.value;
  if (asked !== undefined && asked !== '') return asked;
  if (fileSet.name !== undefined) return interpolate(fileSet.name, fileSet);
  const folder = toAbsolute(root, fileSet.folder).split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  return folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

function interpolate(text: string, { variables }: FileSet): string {
  return evaluateInterpolation(parseInterpolation(text), (name) => variables.get(name)?.value).text;
}

function toPortText({ hostIp, published, target, protocol }: PublishedPort): string {
  const parts = [hostIp, toRangeText(published), toRangeText(target)];
  const text = parts.filter((part) => part !== undefined).join(':');
  return protocol === 'tcp' ? text : `${text}/${protocol}`;
}

function toRangeText(range: PortRange | undefined): string | undefined {
  if (range === undefined) return undefined;
  return range.first === range.last ? String(range.first) : `${range.first}-${range.last}`;
}

/** `path` is relative to the root, with `/`; the result is in the root's own form. */
export function toAbsolute(root: string, path: string): string {
  const separator = root.includes('\\') ? '\\' : '/';
  if (path === '') return root;
  const local = path.replaceAll('/', separator);
  return root.endsWith(separator) ? root + local : root + separator + local;
}
