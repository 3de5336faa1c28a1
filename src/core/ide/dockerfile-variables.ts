import type { Span } from '../base/span.ts';
import { findVariableReferences } from '../model/dockerfile-variables.ts';
import type {
  Dockerfile,
  Project,
  ScalarText,
  StageInstruction,
  Variable,
} from '../model/project.ts';
import type { Instruction } from '../syntax/dockerfile-tree.ts';
import { describePlace } from './describe-place.ts';
import { toValueCode } from './markdown-text.ts';
import type { Mention } from './mention.ts';

/** `$NAME` and `${NAME}` that an ARG or ENV sets, also in what a shell will run. */
export function* listDockerfileVariables(
  project: Project,
  dockerfile: Dockerfile,
): Generator<Mention> {
  const globals = new Map(dockerfile.globalArgs.map((variable) => [variable.name, variable]));
  const items = [
    ...dockerfile.globalInstructions,
    ...dockerfile.stages.flatMap(({ instructions }) => instructions),
  ];
  for (const item of items) {
    const scope =
      item.instruction.keyword === 'FROM' || item.stage === undefined ? globals : item.variables;
    for (const { name, at } of listUses(item, dockerfile)) {
      const variable = scope.get(name);
      if (variable === undefined) yield* findPredefined(name, at);
      else yield toMention(variable, at, { project, dockerfile, globals });
    }
  }
}

interface Use {
  readonly name: string;
  readonly at: Span;
}

function* listUses({ instruction }: StageInstruction, { tree }: Dockerfile): Generator<Use> {
  const parts: Instruction[] = [
    instruction,
    ...(instruction.inner === undefined ? [] : [instruction.inner]),
  ];
  for (const { flags, argument, heredocs } of parts.slice(-1)) {
    for (const { value, valueAt } of flags) {
      // A quoted value has no exact places inside.
      if (value === undefined || valueAt === undefined) continue;
      if (valueAt.end - valueAt.start !== value.length) continue;
      for (const { name, start, end } of findVariableReferences(value, tree.escape)) {
        const { file } = valueAt;
        yield { name, at: { file, start: valueAt.start + start, end: valueAt.start + end } };
      }
    }
    const texts = [argument, ...heredocs.filter((one) => one.isExpanded).map(({ body }) => body)];
    for (const text of texts) {
      for (const { name, start, end } of findVariableReferences(text.text, tree.escape)) {
        yield { name, at: text.spanOf(start, end) };
      }
    }
  }
}

interface Origin {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly globals: ReadonlyMap<string, Variable>;
}

function toMention(variable: Variable, at: Span, origin: Origin): Mention {
  const { name, kind } = variable;
  const givers = kind === 'arg' ? listGivers(name, origin.dockerfile) : [];
  const outer = kind === 'arg' ? origin.globals.get(name) : undefined;
  const targets = [toNameSpan(variable)];
  if (outer !== undefined && outer.at !== variable.at) targets.push(toNameSpan(outer));
  return {
    kind: 'variable',
    at,
    text: () => describe(variable, givers, origin),
    targets: [...targets, ...givers.map((giver) => giver.value.at)],
  };
}

/** A declaration stands as one word with its value. */
function toNameSpan({ name, at }: Variable): Span {
  return { ...at, end: at.start + name.length };
}

function describe(
  { name, kind, value, at }: Variable,
  givers: readonly Giver[],
  { project }: Origin,
): string {
  const where = describePlace(at, project.snapshot);
  const sentences: string[] = [];
  if (kind === 'env') {
    sentences.push(
      value === undefined
        ? `\`${name}\` is set by ENV in ${where}.`
        : `\`${name}\` is ${toValueCode(name, value)}, set by ENV in ${where}.`,
    );
  } else if (value === undefined) {
    sentences.push(`\`${name}\` is a build argument without a default, in ${where}.`);
  } else {
    sentences.push(
      `\`${name}\` is ${toValueCode(name, value)} by default, a build argument in ${where}.`,
    );
  }
  for (const { service, value: given } of givers) {
    const shown = given.isKnown ? toValueCode(name, given.text) : 'a value that is not known';
    sentences.push(`The service \`${service}\` passes ${shown}.`);
  }
  return sentences.join(' ');
}

interface Giver {
  readonly service: string;
  readonly value: ScalarText;
}

/** Services that build the file with a value for the argument. */
function listGivers(name: string, { uses }: Dockerfile): readonly Giver[] {
  return uses.flatMap(({ service }) => {
    const value = service.build?.args.get(name);
    return value === undefined ? [] : [{ service: service.name, value }];
  });
}

function* findPredefined(name: string, at: Span): Generator<Mention> {
  if (!/^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name)) return;
  const what = name.startsWith('TARGET') ? 'the image is built for' : 'the build runs on';
  const text = `BuildKit sets \`${name}\` by the platform that ${what}; in a stage it needs \`ARG ${name}\`.`;
  yield { kind: 'variable', at, text: () => text, targets: [] };
}
