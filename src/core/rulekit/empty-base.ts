import { findVariableReferences } from '../model/dockerfile-variables.ts';
import type { Dockerfile, Stage } from '../model/project.ts';
import { platformArguments } from './build-arguments.data.ts';

/** True where FROM names nothing at all once its undeclared variables are gone. */
export function isEmptyBase({ from }: Stage, dockerfile: Dockerfile): boolean {
  const [image] = from.words;
  if (image === undefined) return false;
  const declared = new Set(dockerfile.globalArgs.map(({ name }) => name));
  const references = findVariableReferences(image.text, dockerfile.tree.escape);
  let rest = image.text;
  for (const { name, modifier, start, end } of references.toReversed()) {
    const isEmpty = !declared.has(name) && !platformArguments.has(name);
    // A default may hold anything; only an empty one leaves nothing.
    if (!isEmpty || !/^(?::?-?|:?\+.*)$/.test(modifier)) return false;
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return /^["']*$/.test(rest);
}
