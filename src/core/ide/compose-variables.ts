import type { DotenvItem, VariableOrigin, VariableUse } from '../model/project.ts';
import type { ComposePlace } from './compose-place.ts';
import { describePlace } from './describe-place.ts';
import { toCode, toValueCode } from './markdown-text.ts';
import type { Mention } from './mention.ts';

/** `${NAME}` and `$NAME` of a compose file: the value, and where it comes from. */
export function* listComposeVariables(place: ComposePlace): Generator<Mention> {
  for (const use of place.file.variables) {
    const origin = findOrigin(use.name, place);
    yield {
      kind: 'variable',
      at: use.at,
      text: () => describeUse(use, origin, place),
      targets: origin?.item === undefined ? [] : [origin.item.nameAt],
    };
  }
}

function findOrigin(name: string, { fileSets }: ComposePlace): VariableOrigin | undefined {
  for (const { variables } of fileSets) {
    const origin = variables.get(name);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function describeUse(
  use: VariableUse,
  origin: VariableOrigin | undefined,
  place: ComposePlace,
): string {
  const { name, operator } = use;
  const isSet = origin !== undefined && (origin.value !== '' || !operator.startsWith(':'));
  const sentences = isSet
    ? [...describeSet(use, origin, place)]
    : [...describeUnset(use, origin), ...describeContainerValue(name, place)];
  return sentences.join(' ');
}

function* describeSet(
  { name, operator, argument = '' }: VariableUse,
  { value, item }: VariableOrigin,
  { project }: ComposePlace,
): Generator<string> {
  const from = item === undefined ? 'the shell' : describePlace(item.nameAt, project.snapshot);
  if (operator.endsWith('+')) {
    yield `\`${name}\` is set in ${from}, so ${toValueCode(name, argument)} is used.`;
    return;
  }
  yield `\`${name}\` is ${toValueCode(name, value)}, from ${from}.`;
  if (item !== undefined) yield 'A value of the shell that runs Compose goes before it.';
  if (operator.endsWith('-')) yield `The default ${toValueCode(name, argument)} is not used.`;
}

function* describeUnset(
  { name, operator, argument = '' }: VariableUse,
  origin: VariableOrigin | undefined,
): Generator<string> {
  const state = origin === undefined ? 'is not set in `.env`' : 'is empty in `.env`';
  switch (operator.at(-1)) {
    case '-':
      yield `\`${name}\` ${state}, so the default ${toValueCode(name, argument)} is used.`;
      return;
    case '?':
      yield `\`${name}\` ${state}, so Compose stops unless the shell sets it: ${toCode(argument)}.`;
      return;
    case '+':
      yield `\`${name}\` ${state}, so nothing is put here.`;
      return;
    default:
      yield `\`${name}\` ${state}, so Compose puts an empty text here unless the shell sets it.`;
  }
}

/** People expect `env_file` to fill the compose file too; it fills the container only. */
function* describeContainerValue(name: string, place: ComposePlace): Generator<string> {
  const at = findInEnvFiles(name, place)?.nameAt;
  if (at === undefined) return;
  const where = describePlace(at, place.project.snapshot);
  yield `${where} sets it for the container (\`env_file\`), which does not count here.`;
}

function findInEnvFiles(name: string, { fileSets }: ComposePlace): DotenvItem | undefined {
  for (const service of fileSets.flatMap(({ services }) => services)) {
    for (const { file } of service.envFiles) {
      const item = file?.items.find((one) => one.name === name);
      if (item !== undefined) return item;
    }
  }
  return undefined;
}
