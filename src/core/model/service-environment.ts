import { joinPath } from '../base/project-path.ts';
import { spanWithin } from '../syntax/scalar-text.ts';
import type { ScalarValue, Value } from '../syntax/value.ts';
import type { EnvFile, EnvironmentItem, ScalarTextLike } from './project.ts';
import { findValue, isFalse } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';

/** `env_file:` as a path, a list of paths, or a list with `path` and `required`. */
export function readEnvFiles(value: Value | undefined, context: ServiceContext): EnvFile[] {
  const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item) => {
    const written = context.readScalar(item.kind === 'map' ? findValue(item, 'path') : item);
    if (written === undefined) return [];
    const isRequired = item.kind !== 'map' || !isFalse(findValue(item, 'required'));
    const path = written.isKnown ? joinPath(context.folderAt(written.at), written.text) : undefined;
    const isRaw = item.kind === 'map' && context.readText(findValue(item, 'format')) === 'raw';
    const find = (from: string) => (isRaw ? context.findRawDotenv(from) : context.findDotenv(from));
    const file = path === undefined ? undefined : find(path);
    return [{ at: written.at, path, isRequired, file }];
  });
}

/** What the container gets: `environment:` over the env files, the last one of a name. */
export function readEnvironment(
  value: Value | undefined,
  envFiles: readonly EnvFile[],
  context: ServiceContext,
): EnvironmentItem[] {
  const items = new Map<string, EnvironmentItem>();
  const add = (item: EnvironmentItem): void => {
    items.delete(item.name);
    items.set(item.name, item);
  };
  for (const { file } of envFiles) {
    for (const { name, nameAt, value: text, valueAt } of file?.items ?? []) {
      const known = text === undefined ? undefined : { text, at: valueAt, isKnown: true };
      add({ name, nameAt, value: known, origin: 'envFile' });
    }
  }
  for (const item of readOwn(value, context)) add(item);
  return [...items.values()];
}

function readOwn(value: Value | undefined, context: ServiceContext): EnvironmentItem[] {
  const origin = 'environment';
  if (value?.kind === 'map') {
    return [...value.entries.values()].map((entry): EnvironmentItem => {
      const scalar = context.readScalar(entry.value);
      const template = scalar?.source.text;
      return { name: entry.key, nameAt: entry.keyAt, value: scalar, template, origin };
    });
  }
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item): EnvironmentItem[] => {
    if (item.kind !== 'scalar' || item.data === null) return [];
    const equals = item.text.indexOf('=');
    const end = equals < 0 ? item.text.length : equals;
    const name = item.text.slice(0, end);
    const text = equals < 0 ? undefined : readPart(item, end + 1, context);
    const template = equals < 0 ? undefined : item.text.slice(end + 1);
    return [{ name, nameAt: spanWithin(item, 0, end), value: text, template, origin }];
  });
}

/** The text of a list item behind its `=`. */
function readPart(item: ScalarValue, start: number, context: ServiceContext): ScalarTextLike {
  const at = spanWithin(item, start, item.text.length);
  const { text, isKnown } = context.interpolate({ ...item, at, text: item.text.slice(start) });
  return { text, isKnown, at };
}
