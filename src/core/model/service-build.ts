import { joinPath } from '../base/project-path.ts';
import type { ScalarValue, Value } from '../syntax/value.ts';
import type { Build, Dockerfile, ScalarText } from './project.ts';
import { toPairs } from './compose-merge.ts';
import { findValue } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';

/** `build:` as a folder or a mapping. */
export function readBuild(value: Value | undefined, context: ServiceContext): Build | undefined {
  if (value === undefined || value.kind === 'list') return undefined;
  const find = (key: string): Value | undefined =>
    value.kind === 'map' ? findValue(value, key) : undefined;
  const contextValue = value.kind === 'map' ? find('context') : value;
  const written = context.readScalar(contextValue);
  const folder = resolveContext(written, value, context);
  const named = context.readScalar(find('dockerfile'));
  const inlineValue = find('dockerfile_inline');
  const isInline = inlineValue !== undefined;
  const inline = inlineValue?.kind === 'scalar' ? inlineValue : undefined;
  const key = inline === undefined ? undefined : toInlineKey(inline);
  const dockerfile =
    folder === undefined || isInline || named?.isKnown === false
      ? undefined
      : joinPath(folder, named?.text ?? 'Dockerfile');
  return {
    at: value.at,
    context: folder,
    contextAt: written?.at ?? value.at,
    dockerfile,
    dockerfileAt: named?.at ?? written?.at ?? value.at,
    isInline,
    inline,
    target: context.readScalar(find('target')),
    args: readArgs(find('args'), context),
    file: findFile(key ?? dockerfile, context),
  };
}

/** What the Dockerfile in a compose file is known by; no file has this path. */
export function toInlineKey({ at }: ScalarValue): string {
  return `${at.file}\0${String(at.start)}`;
}

function findFile(key: string | undefined, context: ServiceContext): Dockerfile | undefined {
  return key === undefined ? undefined : context.findDockerfile(key);
}

function resolveContext(
  written: ScalarText | undefined,
  value: Value,
  context: ServiceContext,
): string | undefined {
  if (written === undefined) return context.folderAt(value.at);
  if (!written.isKnown || isRemote(written.text)) return undefined;
  return joinPath(context.folderAt(written.at), written.text);
}

/** A Git address, an archive on the web, or another service's image. */
function isRemote(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|(?:service|target|docker-image|oci-layout):)/i.test(
    text,
  );
}

function readArgs(
  value: Value | undefined,
  context: ServiceContext,
): ReadonlyMap<string, ScalarText | undefined> {
  const pairs = value === undefined ? undefined : toPairs(value);
  if (pairs?.kind !== 'map') return new Map();
  return new Map(
    [...pairs.entries.values()].map((entry) => [entry.key, context.readScalar(entry.value)]),
  );
}
