import { findServiceByHost, parseUrlAddress } from '../model/service-address.ts';
import { mapScalar } from '../syntax/scalar-text.ts';
import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';
import { getEntries } from '../model/compose-file.ts';
import type { ComposePlace } from './compose-place.ts';
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
  for (const { index } of mapped.text.matchAll(/[a-z][a-z0-9+.-]{0,30}:\/\//gi)) {
    const address = parseUrlAddress(mapped.text.slice(index, index + 2000));
    if (address === undefined) continue;
    const service = place.fileSets
      .map((fileSet) => findServiceByHost(fileSet, address.host))
      .find((one) => one !== undefined);
    if (service === undefined) continue;
    yield {
      kind: 'name',
      at: mapped.spanOf(index + address.hostStart, index + address.hostEnd),
      text: () => describeResource('services', service.name, place),
      targets: findDeclarations('services', service.name, place),
    };
  }
}

export function* listScalars(value: Value | undefined): Generator<ScalarValue> {
  if (value?.kind === 'scalar') yield value;
  else if (value?.kind === 'list') for (const item of value.items) yield* listScalars(item);
  else if (value?.kind === 'map') yield* listMapScalars(value);
}

function* listMapScalars({ entries }: MapValue): Generator<ScalarValue> {
  for (const { value } of entries.values()) yield* listScalars(value);
}
