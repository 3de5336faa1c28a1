import type { Span } from '../base/span.ts';
import { getEntries } from '../model/compose-file.ts';
import { toNames, toPairs } from '../model/compose-merge.ts';
import { isHostPath, parseVolumeText } from '../model/volume-text.ts';
import { spanWithin } from '../syntax/scalar-text.ts';
import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';
import { findValue, listItems } from '../syntax/value-paths.ts';
import type { ComposePlace } from './compose-place.ts';
import { listFilesBeside } from './compose-place.ts';
import { describeResource, type Section } from './describe-resource.ts';
import type { Mention } from './mention.ts';

/** Services, volumes, networks, configs and secrets where a compose file declares or names them. */
export function* listComposeNames(place: ComposePlace): Generator<Mention> {
  const { root } = place.file;
  if (root === undefined) return;
  for (const section of sections) {
    for (const { key, keyAt } of getEntries(root, section).values()) {
      yield toMention({ section, name: key, at: keyAt }, place);
    }
  }
  for (const { value } of getEntries(root, 'services').values()) {
    if (value?.kind !== 'map') continue;
    for (const name of listNames(value)) {
      if (!name.name.includes('$')) yield toMention(name, place);
    }
  }
}

const sections: readonly Section[] = ['services', 'volumes', 'networks', 'configs', 'secrets'];

interface Name {
  readonly section: Section;
  readonly name: string;
  readonly at: Span;
}

function toMention({ section, name, at }: Name, place: ComposePlace): Mention {
  return {
    kind: 'name',
    at,
    text: () => describeResource(section, name, place),
    targets: findDeclarations(section, name, place),
  };
}

/** Every file that has the name in the section: a base and what is laid over it. */
export function findDeclarations(
  section: Section,
  name: string,
  place: ComposePlace,
): readonly Span[] {
  return listFilesBeside(place).flatMap(({ root }) => {
    const entry = getEntries(root, section).get(name);
    return entry === undefined ? [] : [entry.keyAt];
  });
}

function* listNames(service: MapValue): Generator<Name> {
  yield* namesOf('services', findValue(service, 'depends_on'));
  yield* beforeColon(listItems(service, 'links'));
  yield* beforeColon(listItems(service, 'volumes_from'));
  yield* namesOf('networks', findValue(service, 'networks'));
  for (const item of listItems(service, 'volumes')) yield* volumeOf(item);
  for (const section of ['configs', 'secrets'] as const) {
    yield* sourcesOf(section, listItems(service, section));
  }
  yield* sourcesOf('secrets', listItems(service, 'build', 'secrets'));
  for (const key of ['network_mode', 'ipc', 'pid']) {
    yield* behindPrefix(findValue(service, key));
  }
  const contexts = findValue(service, 'build', 'additional_contexts');
  const pairs = contexts === undefined ? undefined : toPairs(contexts);
  if (pairs?.kind === 'map') {
    for (const { value } of pairs.entries.values()) yield* behindPrefix(value);
  }
  yield* extendedBy(findValue(service, 'extends'));
}

function* namesOf(section: Section, value: Value | undefined): Generator<Name> {
  const names = value === undefined ? undefined : toNames(value);
  if (names?.kind !== 'map') return;
  for (const { key, keyAt } of names.entries.values()) yield { section, name: key, at: keyAt };
}

function* beforeColon(items: readonly Value[]): Generator<Name> {
  for (const item of items) {
    if (item.kind !== 'scalar' || item.text.startsWith('container:')) continue;
    const name = item.text.split(':')[0] ?? '';
    yield { section: 'services', name, at: spanWithin(item, 0, name.length) };
  }
}

function* behindPrefix(value: Value | undefined): Generator<Name> {
  const prefix = 'service:';
  if (value?.kind !== 'scalar' || !value.text.startsWith(prefix)) return;
  const at = spanWithin(value, prefix.length, value.text.length);
  yield { section: 'services', name: value.text.slice(prefix.length), at };
}

function* volumeOf(item: Value): Generator<Name> {
  if (item.kind === 'scalar') {
    const { source } = parseVolumeText(item.text);
    if (source === undefined || isHostPath(source.text)) return;
    const at = spanWithin(item, source.start, source.end);
    yield { section: 'volumes', name: source.text, at };
    return;
  }
  if (item.kind !== 'map') return;
  const type = findValue(item, 'type');
  if (type?.kind === 'scalar' && type.text === 'volume')
    yield* scalarName('volumes', findSource(item));
}

function* sourcesOf(section: Section, items: readonly Value[]): Generator<Name> {
  for (const item of items) {
    if (item.kind === 'scalar') yield* scalarName(section, item);
    else if (item.kind === 'map') yield* scalarName(section, findSource(item));
  }
}

function findSource(item: MapValue): ScalarValue | undefined {
  const source = findValue(item, 'source') ?? findValue(item, 'src');
  return source?.kind === 'scalar' ? source : undefined;
}

function* scalarName(section: Section, scalar: ScalarValue | undefined): Generator<Name> {
  if (scalar !== undefined) yield { section, name: scalar.text, at: scalar.at };
}

/** A service of another file is followed with that file. */
function* extendedBy(value: Value | undefined): Generator<Name> {
  if (value?.kind === 'scalar') yield* scalarName('services', value);
  if (value?.kind !== 'map' || value.entries.has('file')) return;
  const service = findValue(value, 'service');
  if (service?.kind === 'scalar') yield* scalarName('services', service);
}
