import { folderOf, joinPath } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import { startOf } from '../base/span.ts';
import { getEntries } from '../model/compose-file.ts';
import type { Service } from '../model/project.ts';
import { findServiceStage } from '../model/started-commands.ts';
import { evaluateInterpolation, parseInterpolation } from '../syntax/interpolation.ts';
import type { MapValue, Value } from '../syntax/value.ts';
import { findValue } from '../syntax/value-paths.ts';
import type { ComposePlace } from './compose-place.ts';
import { getProjectFolder } from './compose-place.ts';
import { describeStage } from './dockerfile-stages.ts';
import type { Mention } from './mention.ts';

/** Dockerfiles, stages, env files and mounted files of the services. */
export function* listServicePaths(place: ComposePlace): Generator<Mention> {
  for (const service of place.fileSets.flatMap(({ services }) => services)) {
    for (const mention of listPathsOf(service, place)) {
      if (mention.at.file === place.file.path) yield mention;
    }
  }
}

function* listPathsOf(service: Service, place: ComposePlace): Generator<Mention> {
  const { build, envFiles, mounts } = service;
  if (build?.dockerfile !== undefined) {
    yield* toFile(build.dockerfileAt, build.dockerfile, place);
    yield* toFile(build.contextAt, build.dockerfile, place);
  }
  const stage = findServiceStage(service);
  if (build?.target !== undefined && build.file !== undefined && stage !== undefined) {
    const { file } = build;
    yield {
      kind: 'name',
      at: build.target.at,
      text: () => describeStage(place.project, file, stage),
      targets: [stage.from.words[2]?.at ?? stage.from.at],
    };
  }
  for (const { at, path } of envFiles) yield* toFile(at, path, place);
  for (const { sourceAt, sourcePath } of mounts) yield* toFile(sourceAt, sourcePath, place);
}

/** `include`, `extends.file`, and the files of configs and secrets. */
export function* listComposeFilePaths(place: ComposePlace): Generator<Mention> {
  const { root, path } = place.file;
  if (root === undefined) return;
  const own = folderOf(path);
  const include = findValue(root, 'include');
  for (const item of include?.kind === 'list' ? include.items : []) {
    const written = item.kind === 'map' ? findValue(item, 'path') : item;
    const envFile = item.kind === 'map' ? findValue(item, 'env_file') : undefined;
    yield* listPaths(written, own, place);
    yield* listPaths(envFile, own, place);
  }
  for (const section of ['configs', 'secrets']) {
    for (const { value } of getEntries(root, section).values()) {
      if (value?.kind !== 'map') continue;
      yield* listPaths(findValue(value, 'file'), getProjectFolder(place), place);
    }
  }
  for (const { value } of getEntries(root, 'services').values()) {
    if (value?.kind === 'map') yield* listExtended(value, place);
  }
}

/** The file of `extends`, and the service in it. */
function* listExtended(service: MapValue, place: ComposePlace): Generator<Mention> {
  const written = findValue(service, 'extends', 'file');
  if (written === undefined) return;
  yield* listPaths(written, folderOf(place.file.path), place);
  const name = findValue(service, 'extends', 'service');
  const path = resolve(written, folderOf(place.file.path), place);
  const file = place.project.composeFiles.find((one) => one.path === path);
  if (name?.kind !== 'scalar' || file === undefined) return;
  const entry = getEntries(file.root, 'services').get(name.text);
  if (entry === undefined) return;
  yield {
    kind: 'name',
    at: name.at,
    text: () => `Service \`${name.text}\` of \`${file.path}\`.`,
    targets: [entry.keyAt],
  };
}

function* listPaths(
  value: Value | undefined,
  folder: string,
  place: ComposePlace,
): Generator<Mention> {
  const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  for (const item of items) yield* toFile(item.at, resolve(item, folder, place), place);
}

function resolve(value: Value, folder: string, { fileSets }: ComposePlace): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  const { text, isKnown } = evaluateInterpolation(
    parseInterpolation(value.text),
    (name) => fileSets[0]?.variables.get(name)?.value,
  );
  return isKnown ? joinPath(folder, text) : undefined;
}

/** An editor opens files only, so nothing leads to a folder. */
function* toFile(
  at: Span,
  path: string | undefined,
  { project }: ComposePlace,
): Generator<Mention> {
  if (path === undefined || !project.paths.hasFile(path)) return;
  yield { kind: 'file', at, text: () => '', targets: [startOf(path)] };
}
