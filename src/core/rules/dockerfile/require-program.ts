import { basePrograms, programPackages } from '../../model/base-programs.data.ts';
import type { Stage, StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireProgram = defineRule({
  id: 'dockerfile/require-program',
  summary: 'Require programs that RUN starts to be in the image',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing:
      '"{image}" has no "{program}" and nothing before installs it, so the build stops here.',
  },
  on: {
    stage(stage, report) {
      const base = findBase(stage);
      const lacking = base === undefined ? undefined : findLacking(base);
      if (base === undefined || lacking === undefined) return;
      const told = new Set<string>();
      for (const item of stage.instructions) {
        if (item.instruction.keyword !== 'RUN' || item.instruction.heredocs.length > 0) continue;
        for (const [index, { words, isNested, separator }] of (
          item.script?.commands ?? []
        ).entries()) {
          const [word] = words;
          const program = word?.plain ?? '';
          if (word === undefined || told.has(program) || !lacking.has(program)) continue;
          if (isNested || separator === '||' || isTested(item, index)) continue;
          if (mayHave(program, stage, item, index)) continue;
          told.add(program);
          report.missing(word.at, { image: base.text, program });
        }
      }
    },
  },
});

function findBase(stage: Stage): Stage['base'] {
  let at = stage;
  while (at.parent !== undefined) at = at.parent;
  return at.base?.isKnown === true ? at.base : undefined;
}

function findLacking({
  repository,
  tag,
  digest,
  registry,
}: NonNullable<Stage['base']>): ReadonlySet<string> | undefined {
  if (digest !== undefined && tag === undefined) return undefined;
  if (
    registry !== undefined &&
    !/^(?:docker\.io|public\.ecr\.aws|nvcr\.io|ghcr\.io)$/.test(registry)
  )
    return undefined;
  const name = `${repository}:${tag ?? 'latest'}`;
  return basePrograms.find(({ image }) => image.test(name))?.missing;
}

/** Behind a test or an alternative the command may never run. */
function isTested({ script }: StageInstruction, index: number): boolean {
  return (script?.commands ?? [])
    .slice(0, index)
    .some(
      ({ words, separator }) =>
        separator === '||' || /^(?:\[\[?|test|if|command|which|type)$/.test(words[0]?.plain ?? ''),
    );
}

/** True where something before the command may have put the program into the image. */
function mayHave(program: string, stage: Stage, before: StageInstruction, index: number): boolean {
  const names = programPackages.get(program);
  const brings = (text: string): boolean => text.includes(program) || names?.test(text) === true;
  const earlier = (before.script?.commands ?? []).slice(0, index);
  if (
    earlier.some(
      ({ words }) =>
        words.slice(1).some(({ text }) => brings(text)) || isUnknown(words[0]?.plain ?? ''),
    )
  )
    return true;
  if (before.instruction.flags.some(({ value = '' }) => value.includes('from='))) return true;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const end = at.instructions.indexOf(before);
    for (const item of at.instructions.slice(0, end === -1 ? undefined : end)) {
      const { instruction, copy } = item;
      const isNamed = instruction.keyword === 'RUN' || copy?.from !== undefined;
      if (bringsPrograms(item) || (isNamed && brings(instruction.argument.text))) return true;
    }
  }
  return false;
}

function bringsPrograms({ instruction, copy, script }: StageInstruction): boolean {
  const { keyword, argument, heredocs } = instruction;
  if (keyword === 'RUN') {
    if (heredocs.length > 0 || script === undefined) return true;
    // Lists of packages may stand in files or variables.
    if (/\bxargs\b|apt-get[^&|;]*\s\$/.test(argument.text)) return true;
    return script.commands.some(({ words }) => isUnknown(words[0]?.plain ?? ''));
  }
  if (keyword === 'ENV') return /^PATH\b/.test(argument.text) && /conda|venv/.test(argument.text);
  if (copy?.from === undefined) return keyword === 'ADD';
  return copy.sources.some(({ text }) =>
    /^\/?$|(?:^|\/)s?bin(?:\/|$)|\/usr(?:\/local)?\/?$|\/opt|venv|conda/.test(text),
  );
}

/** A script, which may install anything. */
function isUnknown(program: string): boolean {
  return /\.(?:sh|py)$|^(?:ba|da)?sh$|^make$|^\.|^source$/.test(program);
}

export const requireProgramPage = definePage({
  rationale:
    'Slim images leave out what is on every laptop: `git`, `curl`, `gcc`, `make`, and on Debian and Ubuntu Python itself. A step that starts one of them ends with "not found", and a step that works on Alpine fails on Debian, whose package manager is another.',
  exceptions:
    'Nothing is said where a script, a copied folder of programs or an unknown base may have brought it.',
  bad: [
    {
      title: 'A clone without Git',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN git clone --depth 1 https://example.org/tides.git /srv/tides
`,
      },
    },
    {
      title: 'The package manager of another distribution',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apk add --no-cache build-base
`,
      },
    },
  ],
  good: [
    {
      title: 'Installed before',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN git clone --depth 1 https://example.org/tides.git /srv/tides
`,
      },
    },
  ],
});
