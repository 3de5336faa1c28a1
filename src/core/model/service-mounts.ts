import { joinPath } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import { spanWithin } from '../syntax/scalar-text.ts';
import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';
import type { Mount } from './project.ts';
import { findValue, hasUnknown, isTrue } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';
import { isHostPath, parseVolumeText } from './volume-text.ts';
import type { TextRange } from './volume-text.ts';

/** `volumes:` in short and long form. */
export function readMounts(value: Value | undefined, context: ServiceContext): Mount[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    if (item.kind === 'map') return readLongMount(item, context);
    return item.kind === 'scalar' && item.data !== null ? readShortMount(item, context) : [];
  });
}

function readShortMount(item: ScalarValue, context: ServiceContext): Mount {
  const masked = context.mask(item);
  const { source, target, options } = parseVolumeText(masked);
  // A text that interpolation changed has no exact places inside.
  const place = (range: TextRange): Span =>
    masked === item.text ? spanWithin(item, range.start, range.end) : item.at;
  const kind = source !== undefined && isHostPath(source.text) ? 'bind' : 'volume';
  return {
    at: item.at,
    kind,
    source: source === undefined ? undefined : knownPart(source.text),
    sourceAt: source === undefined ? item.at : place(source),
    sourcePath:
      kind === 'bind' && source !== undefined
        ? resolvePath(source.text, item.at, context)
        : undefined,
    target: target.text,
    targetAt: place(target),
    isReadOnly: options.includes('ro'),
    isKnown: !hasUnknown(masked),
  };
}

function readLongMount(item: MapValue, context: ServiceContext): Mount {
  const source = context.readScalar(findValue(item, 'source') ?? findValue(item, 'src'));
  const target = context.readScalar(
    findValue(item, 'target') ?? findValue(item, 'destination') ?? findValue(item, 'dst'),
  );
  const kind = toKind(context.readText(findValue(item, 'type')));
  const isBound = kind === 'bind' && source?.isKnown === true;
  return {
    at: item.at,
    kind,
    source: source?.isKnown === true ? source.text : undefined,
    sourceAt: source?.at ?? item.at,
    sourcePath: isBound ? resolvePath(source.text, source.at, context) : undefined,
    target: target?.text ?? '',
    targetAt: target?.at ?? item.at,
    isReadOnly: isTrue(findValue(item, 'read_only')),
    isKnown: (source?.isKnown ?? true) && (target?.isKnown ?? true),
  };
}

function toKind(type: string | undefined): Mount['kind'] {
  return type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other';
}

function knownPart(text: string): string | undefined {
  return hasUnknown(text) ? undefined : text;
}

function resolvePath(path: string, at: Span, context: ServiceContext): string | undefined {
  return hasUnknown(path) ? undefined : joinPath(context.folderAt(at), path);
}
