import type { Value } from '../syntax/value.ts';
import { composeKeys } from './compose-keys.data.ts';
import type { ComposePlace } from './compose-place.ts';
import { explainWord } from './explain-word.ts';
import type { Mention } from './mention.ts';

/** Keys of a compose file, and values that are words of their own such as `unless-stopped`. */
export function* listComposeKeys({ file }: ComposePlace): Generator<Mention> {
  if (file.root !== undefined) yield* listBelow(file.root, '', 0);
}

/** Deeper than any key of the table. */
const deepest = 8;

function* listBelow(value: Value, path: string, depth: number): Generator<Mention> {
  if (depth > deepest) return;
  if (value.kind === 'list') {
    for (const item of value.items) {
      if (item.kind !== 'scalar') yield* listBelow(item, path, depth + 1);
    }
  }
  if (value.kind !== 'map') return;
  for (const { key, keyAt, value: inner } of value.entries.values()) {
    const below = namedPaths.has(path) ? `${path}.*` : path === '' ? key : `${path}.${key}`;
    yield* toMention(below, key, keyAt);
    if (inner?.kind === 'scalar') yield* toMention(`${below}=${inner.text}`, inner.text, inner.at);
    else if (inner !== undefined) yield* listBelow(inner, below, depth + 1);
  }
}

/** Mappings whose keys are names that people choose. */
const namedPaths: ReadonlySet<string> = new Set([
  'services',
  'volumes',
  'networks',
  'configs',
  'secrets',
  'services.*.depends_on',
  'services.*.environment',
  'services.*.networks',
  'services.*.build.args',
]);

function* toMention(path: string, name: string, at: Mention['at']): Generator<Mention> {
  const explanation = composeKeys.get(path);
  if (explanation === undefined) return;
  yield { kind: 'composeKey', at, text: () => explainWord(name, explanation), targets: [] };
}
