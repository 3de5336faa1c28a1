import { findServiceByHost, parseUrlAddress } from '../model/service-address.ts';
import type { Span } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import type { MappedText } from '../syntax/dockerfile-tree.ts';
import { mapScalar } from '../syntax/scalar-text.ts';
import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';
import { getEntries } from '../model/compose-file.ts';
import { toComposePlace, type ComposePlace } from './compose-place.ts';
import { findDockerfiles } from './find-dockerfiles.ts';
import { findDeclarations } from './compose-names.ts';
import { describeResource } from './describe-resource.ts';
import type { Mention } from './mention.ts';

/** Hosts of URLs that are services of the file, such as the one in `http://mlflow:5000`. */
export function* listHostNames(place: ComposePlace): Generator<Mention> {
  if (!place.file.text.includes('://')) return;
  for (const { value } of getEntries(place.file.root, 'services').values()) {
    if (value?.kind !== 'map') continue;
    for (const key of placesOfUrls) {
      for (const scalar of listScalars(value.entries.get(key)?.value)) {
        yield* listHosts(scalar, place);
      }
    }
  }
}

const placesOfUrls = ['environment', 'command', 'entrypoint', 'healthcheck', 'build'];

function* listHosts(scalar: ScalarValue, place: ComposePlace): Generator<Mention> {
  if (!scalar.text.includes('://')) return;
  const { mapped } = mapScalar(scalar, place.file.text, () => undefined);
  yield* listHostsIn(mapped, [place]);
}

/** The same in the values that an env file, or a Dockerfile's ENV and ARG, set. */
export function* listVariableHosts(project: Project, file: string): Generator<Mention> {
  if (project.snapshot.files.get(file)?.includes('://') !== true) return;
  const places = project.composeFiles.map((one) => toComposePlace(project, one));
  for (const { value, valueAt: at } of project.dotenvFiles.get(file)?.items ?? []) {
    // With quotes or escapes the places inside are not certain.
    if (value?.length === at.end - at.start) yield* listHostsIn(toPlainText(value, at), places);
  }
  for (const { instructions } of findDockerfiles(project, file).flatMap(({ stages }) => stages)) {
    for (const { instruction } of instructions) {
      const { keyword, words } = instruction;
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { text, at } of words) yield* listHostsIn(toPlainText(text, at), places);
    }
  }
}

function toPlainText(text: string, at: Span): MappedText {
  const { file } = at;
  const spanOf = (start: number, end: number): Span => ({
    file,
    start: at.start + start,
    end: at.start + end,
  });
  return { text, at, spanOf };
}

function* listHostsIn(mapped: MappedText, places: readonly ComposePlace[]): Generator<Mention> {
  for (const { index } of mapped.text.matchAll(/[a-z][a-z0-9+.-]{0,30}:\/\//gi)) {
    const address = parseUrlAddress(mapped.text.slice(index, index + 2000));
    const found = address === undefined ? undefined : findService(address.host, places);
    if (address === undefined || found === undefined) continue;
    const { name, place } = found;
    yield {
      kind: 'name',
      at: mapped.spanOf(index + address.hostStart, index + address.hostEnd),
      text: () => describeResource('services', name, place),
      targets: findDeclarations('services', name, place),
    };
  }
}

function findService(
  host: string,
  places: readonly ComposePlace[],
): { readonly name: string; readonly place: ComposePlace } | undefined {
  for (const place of places) {
    for (const fileSet of place.fileSets) {
      const service = findServiceByHost(fileSet, host);
      if (service !== undefined) return { name: service.name, place };
    }
  }
  return undefined;
}

function* listScalars(value: Value | undefined): Generator<ScalarValue> {
  if (value?.kind === 'scalar') yield value;
  else if (value?.kind === 'list') for (const item of value.items) yield* listScalars(item);
  else if (value?.kind === 'map') yield* listMapScalars(value);
}

function* listMapScalars({ entries }: MapValue): Generator<ScalarValue> {
  for (const { value } of entries.values()) yield* listScalars(value);
}
