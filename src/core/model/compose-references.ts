import type { MapValue, Value } from '../syntax/value.ts';
import { toNames } from './compose-merge.ts';
import { getEntries } from './compose-file.ts';
import { isHostPath, parseVolumeText } from './volume-text.ts';

/**
 * True where a file refers to services, volumes, networks, configs or secrets that it does not have and `base` has, so
 * that Compose takes it only together with `base`.
 */
export function needsFile(root: MapValue, base: MapValue): boolean {
  for (const { section, name } of findReferences(root)) {
    if (!getEntries(root, section).has(name) && getEntries(base, section).has(name)) return true;
  }
  return false;
}

interface Reference {
  readonly section: 'services' | 'volumes' | 'networks' | 'configs' | 'secrets';
  readonly name: string;
}

function* findReferences(root: MapValue): Generator<Reference> {
  for (const { value } of getEntries(root, 'services').values()) {
    if (value?.kind !== 'map') continue;
    const find = (key: string): Value | undefined => value.entries.get(key)?.value;
    yield* refer('services', namesOf(find('depends_on')));
    yield* refer(
      'services',
      namesOf(find('links')).map((name) => name.split(':')[0] ?? ''),
    );
    yield* refer('networks', namesOf(find('networks')));
    yield* refer('volumes', volumesOf(find('volumes')));
    yield* refer('configs', sourcesOf(find('configs')));
    yield* refer('secrets', sourcesOf(find('secrets')));
    const mode = find('network_mode');
    if (mode?.kind === 'scalar' && mode.text.startsWith('service:')) {
      yield* refer('services', [mode.text.slice('service:'.length)]);
    }
  }
}

function* refer(section: Reference['section'], names: readonly string[]): Generator<Reference> {
  for (const name of names) yield { section, name };
}

function namesOf(value: Value | undefined): readonly string[] {
  const names = value === undefined ? undefined : toNames(value);
  return names?.kind === 'map' ? [...names.entries.keys()] : [];
}

function volumesOf(value: Value | undefined): readonly string[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    const source =
      item.kind === 'scalar' ? parseVolumeText(item.text).source?.text : sourceOf(item);
    return source === undefined || isHostPath(source) || source.includes('$') ? [] : [source];
  });
}

function sourcesOf(value: Value | undefined): readonly string[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) =>
    item.kind === 'scalar' ? item.text : (sourceOf(item) ?? []),
  );
}

function sourceOf(item: Value): string | undefined {
  const source = item.kind === 'map' ? item.entries.get('source')?.value : undefined;
  return source?.kind === 'scalar' ? source.text : undefined;
}
