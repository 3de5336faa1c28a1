import { parseComposeText } from '../syntax/compose-text.ts';
import { parseInterpolation, walkVariables } from '../syntax/interpolation.ts';
import type { Entry, MapValue, ScalarValue, SyntaxProblem, Value } from '../syntax/value.ts';
import { mergeDocuments } from './compose-merge.ts';
import { findPlainKeys } from './compose-plain-keys.ts';
import { findShapeProblems } from './compose-shape.ts';
import type { ShapeProblem } from './compose-shape-problems.ts';
import type { ComposeFile, VariableUse } from './project.ts';

/** Reads one compose file by itself. */
export function createComposeFile(path: string, text: string): ComposeFile {
  const { documents, problems: found } = parseComposeText(path, text);
  const problems: SyntaxProblem[] = [...found];
  const root = mergeDocuments(documents, problems);
  let shapeProblems: readonly ShapeProblem[] | undefined;
  return {
    path,
    text,
    root,
    problems,
    variables: text.includes('$') && root !== undefined ? findVariables(root, text) : [],
    isComplete: root !== undefined && isComplete(root),
    get shapeProblems() {
      // Of text that cannot be read as a whole, Compose says just that; shapes of its remains would only puzzle.
      shapeProblems ??=
        root === undefined || problems.length > 0
          ? []
          : [...findPlainKeys(root, text), ...findShapeProblems(root)];
      return shapeProblems;
    },
  };
}

/** The entries of a mapping below a key; none where something else stands there. */
export function getEntries(root: MapValue | undefined, key: string): ReadonlyMap<string, Entry> {
  const value = root?.entries.get(key)?.value;
  return value?.kind === 'map' ? value.entries : new Map<string, Entry>();
}

/** True where services are there, if only by `include`, and each says by itself what it runs. */
function isComplete(root: MapValue): boolean {
  const services = getEntries(root, 'services');
  if (services.size === 0 && !root.entries.has('include')) return false;
  return services.values().every(({ value }) => hasOrigin(value));
}

function hasOrigin(value: Value | undefined): boolean {
  if (value?.kind !== 'map') return false;
  return originKeys.some((key) => value.entries.has(key));
}

const originKeys = ['image', 'build', 'extends', 'provider'] as const;

function findVariables(root: MapValue, text: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  collectVariables(root, [], { text, uses, seen: new Set() });
  return uses.sort((a, b) => a.at.start - b.at.start);
}

interface Collection {
  readonly text: string;
  readonly uses: VariableUse[];
  /** Scalars that aliases lead to a second time count once. */
  readonly seen: Set<Value>;
}

function collectVariables(value: Value, path: readonly string[], collection: Collection): void {
  if (collection.seen.has(value)) return;
  collection.seen.add(value);
  switch (value.kind) {
    case 'scalar':
      if (value.text.includes('$')) collectFromScalar(value, path, collection);
      return;
    case 'list':
      value.items.forEach((item, index) =>
        collectVariables(item, [...path, String(index)], collection),
      );
      return;
    case 'map':
      for (const { key, value: child } of value.entries.values()) {
        if (child !== undefined) collectVariables(child, [...path, key], collection);
      }
  }
}

/** Reads the scalar as written, so that the places are exact. */
function collectFromScalar(
  { at }: ScalarValue,
  path: readonly string[],
  { text, uses }: Collection,
): void {
  const { file, start } = at;
  for (const piece of walkVariables(parseInterpolation(text.slice(start, at.end)))) {
    uses.push({
      name: piece.name,
      at: { file, start: start + piece.start, end: start + piece.end },
      operator: piece.operator,
      argument: piece.argumentText,
      path,
    });
  }
}
