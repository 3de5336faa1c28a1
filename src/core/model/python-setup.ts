import { normalizeName, readRequirement } from '../syntax/requirements-specifier.ts';
import type { PythonFacts, PythonValue } from '../syntax/python-scan-tree.ts';
import type { Requirement } from '../syntax/requirements-tree.ts';

/** What a `setup.py` asks for, where it says so in literals; undefined where it works the list out. */
export function readSetupRequirements(
  facts: PythonFacts,
  extras: readonly string[],
): readonly Requirement[] | undefined {
  const call = facts.calls.find(({ name }) => /(?:^|\.)setup$/.test(name));
  if (call === undefined || call.hasSpread) return undefined;
  const find = (wanted: string): PythonValue | undefined =>
    call.keywords.find(({ name }) => name === wanted)?.value;
  const main = readTexts(find('install_requires'));
  const optional = find('extras_require');
  const named =
    optional?.kind === 'map'
      ? optional.entries.filter(
          ({ key }) => key.kind === 'text' && extras.includes(normalizeName(key.text)),
        )
      : [];
  if (main === undefined) return undefined;
  return [...main, ...named.flatMap(({ value }) => readTexts(value) ?? [])];
}

/** Undefined where anything but literals is in the list. */
function readTexts(value: PythonValue | undefined): readonly Requirement[] | undefined {
  if (value === undefined) return [];
  if (value.kind !== 'list') return undefined;
  const requirements: Requirement[] = [];
  for (const item of value.items) {
    if (item.kind !== 'text') return undefined;
    const { file, start, end } = item.bodyAt;
    const isExact = end - start === item.text.length;
    const requirement = readRequirement({
      text: item.text,
      at: item.bodyAt,
      spanOf: (from, to) =>
        isExact ? { file, start: start + from, end: start + to } : item.bodyAt,
    })?.requirement;
    if (requirement !== undefined) requirements.push(requirement);
  }
  return requirements;
}
