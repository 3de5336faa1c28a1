import { getEntries } from '../model/compose-file.ts';
import { toPairs } from '../model/compose-merge.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../model/project.ts';
import type { Flag } from '../syntax/dockerfile-tree.ts';
import type { Span } from '../base/span.ts';
import { describePlace } from './describe-place.ts';
import { toCode } from './markdown-text.ts';
import { listMountOptions } from './mount-options.ts';
import type { Mention } from './mention.ts';

/** Stages where they are named: behind AS, in FROM, in `--from` and in `RUN --mount=from=`. */
export function* listStageNames(project: Project, dockerfile: Dockerfile): Generator<Mention> {
  for (const stage of dockerfile.stages) {
    const [base, , name] = stage.from.words;
    const ofStage = (at: Span, target: Stage): Mention => ({
      kind: 'name',
      at,
      text: () => describeStage(project, dockerfile, target),
      targets: [target.from.words[2]?.at ?? target.from.at],
    });
    if (stage.name !== undefined && name !== undefined) yield ofStage(name.at, stage);
    if (stage.parent !== undefined && base !== undefined) yield ofStage(base.at, stage.parent);
    for (const item of stage.instructions) {
      for (const { text, at } of listOrigins(item)) {
        const origin = findStage(text, stage, dockerfile);
        if (origin !== undefined) yield ofStage(at, origin);
        else yield* findNamedContext(text, at, project, dockerfile);
      }
    }
  }
}

export function describeStage(project: Project, dockerfile: Dockerfile, stage: Stage): string {
  const { path } = dockerfile;
  const name = stage.name === undefined ? `number ${stage.index}` : `\`${stage.name}\``;
  const base = stage.parent?.name ?? stage.base?.text;
  const from = base === undefined ? '' : `, from ${toCode(base)}`;
  const where = describePlace(stage.from.at, project.snapshot);
  const isLast = dockerfile.stages.at(-1) === stage;
  const users = dockerfile.uses
    .filter(({ service: { build } }) =>
      build?.target === undefined ? isLast : build.target.text === stage.name,
    )
    .map(({ service }) => `\`${service.name}\``);
  const built = [...new Set(users)].join(', ');
  const end = built === '' ? '' : ` Built by the service ${built}.`;
  return path === stage.from.at.file ? `Stage ${name}${from}, in ${where}.${end}` : '';
}

interface Origin {
  readonly text: string;
  readonly at: Span;
}

/** What `--from=` and `--mount=…,from=` name. */
function* listOrigins({ instruction }: StageInstruction): Generator<Origin> {
  const inner = instruction.inner ?? instruction;
  for (const flag of inner.flags) {
    if (flag.name === 'from' && flag.value !== undefined && flag.valueAt !== undefined) {
      yield { text: flag.value, at: flag.valueAt };
    }
    if (flag.name === 'mount') yield* listMountOrigins(flag);
  }
}

function* listMountOrigins(flag: Flag): Generator<Origin> {
  for (const { name, value, valueAt } of listMountOptions(flag)) {
    if (name === 'from' && value !== '') yield { text: value, at: valueAt };
  }
}

/** Only stages above count. */
function findStage(text: string, from: Stage, { stages }: Dockerfile): Stage | undefined {
  const earlier = stages.slice(0, from.index);
  const wanted = text.toLowerCase();
  return (
    earlier.findLast(({ name }) => name?.toLowerCase() === wanted) ??
    (/^\d+$/.test(text) ? earlier[Number(text)] : undefined)
  );
}

/** A name that a service gives to another build context: `additional_contexts: base: service:base`. */
function* findNamedContext(
  text: string,
  at: Span,
  project: Project,
  { uses }: Dockerfile,
): Generator<Mention> {
  for (const { service, fileSet } of uses) {
    const build = service.value.entries.get('build')?.value;
    const contexts =
      build?.kind === 'map' ? build.entries.get('additional_contexts')?.value : undefined;
    const pairs = contexts === undefined ? undefined : toPairs(contexts);
    const entry = pairs?.kind === 'map' ? pairs.entries.get(text) : undefined;
    if (entry === undefined) continue;
    const meaning = entry.value?.kind === 'scalar' ? entry.value.text : '';
    const other = getEntries(fileSet.root, 'services').get(meaning.replace(/^service:/, ''));
    const targets = meaning.startsWith('service:') && other !== undefined ? [other.keyAt] : [];
    yield {
      kind: 'name',
      at,
      text: () =>
        `The build context ${toCode(meaning)}, given by the service \`${service.name}\` in ${describePlace(entry.keyAt, project.snapshot)}.`,
      targets: [...targets, entry.keyAt],
    };
    return;
  }
}
