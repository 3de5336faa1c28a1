import type { FileSet, Project, Service } from '../../core/model/project.ts';
import type { ComposeFacts, Fact, MlflowServer } from '../facts.ts';

/** What is known about the file set that a new service goes into. */
export function detectCompose(project: Project, fileSet: FileSet | undefined): ComposeFacts {
  const services = fileSet?.services ?? [];
  return {
    path: fileSet?.files[0]?.path,
    folder: fileSet?.folder ?? '',
    services: new Set(services.map(({ name }) => name)),
    volumes: new Set(fileSet?.volumes.map(({ name }) => name)),
    usedPorts: findUsedPorts(project),
    networks: [...new Set(services.flatMap((service) => networksOf(service)))],
    mlflow: findMlflow(services),
    trackingUri: findTrackingUri(project, services),
    commands: new Map(services.map((service) => [service.name, findCommand(service)])),
    contexts: new Map(
      services.flatMap(({ name, build }) =>
        build?.context === undefined ? [] : [[name, build.context] as const],
      ),
    ),
  };
}

/** The set that people mean when they name no file: the default one, else the first. */
export function findMainFileSet(project: Project): FileSet | undefined {
  const { fileSets } = project;
  return (
    fileSets.find(({ kind }) => kind === 'environment') ??
    fileSets.find(({ kind }) => kind === 'default') ??
    fileSets[0]
  );
}

/** Ports of all file sets, since alternatives of one project are often up at the same time. */
function findUsedPorts(project: Project): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { services } of project.fileSets) {
    for (const { published } of services.flatMap(({ ports }) => ports)) {
      if (published === undefined) continue;
      for (let port = published.first; port <= published.last; port += 1) used.add(port);
    }
  }
  return used;
}

function findMlflow(services: readonly Service[]): Fact<MlflowServer> | undefined {
  for (const service of services) {
    const evidence = explainMlflow(service);
    if (evidence === undefined) continue;
    const value = {
      service: service.name,
      port: findMlflowPort(service),
      hasHealthcheck: hasHealthcheck(service),
      networks: networksOf(service),
    };
    return { value, evidence };
  }
  return undefined;
}

function explainMlflow(service: Service): string | undefined {
  const { name, image } = service;
  const words = findCommand(service);
  const start = words.findIndex((word) => /(?:^|\/)mlflow$/.test(word));
  const next = words[start + 1];
  if (start >= 0 && (next === 'server' || next === 'ui'))
    return `service "${name}" runs mlflow ${next}`;
  if (image !== undefined && /(?:^|\/)mlflow$/.test(image.repository)) {
    return `service "${name}" has the image ${image.text}`;
  }
  return undefined;
}

function findMlflowPort(service: Service): number {
  const words = findCommand(service);
  for (const [index, word] of words.entries()) {
    const written = /^(?:--port|-p)$/.test(word)
      ? words[index + 1]
      : /^--port=(.*)/.exec(word)?.[1];
    if (written !== undefined && /^\d+$/.test(written)) return Number(written);
  }
  const variable = service.environment.find(({ name }) => name === 'MLFLOW_PORT')?.value?.text;
  if (variable !== undefined && /^\d+$/.test(variable)) return Number(variable);
  return service.ports[0]?.target?.first ?? 5000;
}

function hasHealthcheck({ healthcheck, build }: Service): boolean {
  if (healthcheck !== undefined) return !healthcheck.isDisabled;
  const instructions = build?.file?.tree.instructions ?? [];
  return instructions.some(({ keyword, argument }) => {
    return keyword === 'HEALTHCHECK' && argument.text.trim().toUpperCase() !== 'NONE';
  });
}

/** As it is written and not as Compose reads it, since the value of a variable may be a secret. */
function findTrackingUri(project: Project, services: readonly Service[]): Fact<string> | undefined {
  for (const { name, environment } of services) {
    const item = environment.find((one) => one.name === 'MLFLOW_TRACKING_URI');
    if (item?.value === undefined || item.origin !== 'environment') continue;
    const { file, start, end } = item.value.at;
    const text = project.snapshot.files.get(file)?.slice(start, end) ?? '';
    const value = text.replace(/^(["'])(.*)\1$/s, '$2');
    // A loopback address is a mistake inside a container, not a habit to follow.
    if (value === '' || /localhost|127\.0\.0\.1/.test(item.value.text)) continue;
    return { value, evidence: `service "${name}" has it` };
  }
  return undefined;
}

/** Words that the service's container runs, of its own `entrypoint` and `command`, else of its Dockerfile. */
function findCommand({ entrypoint, command, build }: Service): readonly string[] {
  const own = [...(entrypoint?.words ?? []), ...(command?.words ?? [])].map(({ text }) => text);
  if (command !== undefined || build?.file === undefined) return own.flatMap(splitWords);
  const fromFile = build.file.tree.instructions
    .filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')
    .flatMap(({ exec, words }) => (exec ?? words).map(({ text }) => text));
  return [...own, ...fromFile].flatMap(splitWords);
}

/** A word, and where it has blanks, its parts too: it may be a path, or a text for a shell. */
function splitWords(text: string): readonly string[] {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  return parts.length > 1 ? [text, ...parts] : parts;
}

function networksOf(service: Service): readonly string[] {
  return service.networks.map(({ name }) => name).filter((name) => name !== 'default');
}
