import { findVariableReferences } from '../../model/dockerfile-variables.ts';
import type { Stage, StageInstruction } from '../../model/project.ts';
import { platformArguments, predefinedArguments } from '../../rulekit/build-arguments.data.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUndefinedVariable = defineRule({
  id: 'dockerfile/no-undefined-variable',
  equivalents: ['UndefinedVar'],
  summary: 'Disallow variables that nothing declares',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    outside: '"{name}" is declared before the first FROM; a stage sees it only after "ARG {name}".',
    platform: 'A stage sees "{name}" only after "ARG {name}", so it is empty here.',
    later: '"{name}" is declared further down, so it is empty here.',
    unknown: 'Nothing declares "{name}", so it is empty here.',
  },
  on: {
    instruction({ instruction, stage, variables, isTrigger }, report, { dockerfile }) {
      const { keyword, argument, words } = instruction;
      if (stage === undefined || dockerfile === undefined) return;
      // A trigger runs in a stage that is not known.
      if (isTrigger === true) return;
      const isShell = keyword === 'RUN';
      if (!isShell && !expanding.has(keyword)) return;
      const seen = new Set<string>();
      for (const reference of findVariableReferences(argument.text, dockerfile.tree.escape)) {
        const { name, modifier, start, end } = reference;
        if (
          seen.has(name) ||
          variables.has(name) ||
          modifier !== '' ||
          predefinedArguments.test(name)
        )
          continue;
        seen.add(name);
        if (isShell && setsName(instruction, name)) continue;
        // What this instruction sets itself may add to the value of the base.
        if (words.some(({ text }) => text.startsWith(`${name}=`)) || isOfBase(stage, name))
          continue;
        const at = argument.spanOf(start, end);
        if (dockerfile.globalArgs.some((variable) => variable.name === name)) {
          report.outside(at, { name });
        } else if (platformArguments.has(name)) report.platform(at, { name });
        else if (isShell) continue;
        else if (stage.variables.get(name)?.kind === 'arg') report.later(at, { name });
        else if (startsEmpty(stage) || findNearName(name, variables.keys()) !== undefined) {
          report.unknown(at, { name });
        }
      }
    },
  },
});

const expanding: ReadonlySet<string> = new Set(
  'ADD COPY ENV EXPOSE LABEL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

/** True where the shell text gives the variable a value by itself, or may read one from a file. */
function setsName({ argument, heredocs }: StageInstruction['instruction'], name: string): boolean {
  const text = [argument.text, ...heredocs.map(({ body }) => body.text)].join('\n');
  return new RegExp(
    `\\b${name}\\+?=|\\b(?:for|read|export|local|mapfile)\\b[^;&|]*\\b${name}\\b|(?:^|[\\s;&])(?:\\.|source|eval)\\s`,
  ).test(text);
}

/** Official images carry their version, such as PYTHON_VERSION in `python`. */
function isOfBase({ base, parent }: Stage, name: string): boolean {
  if (parent !== undefined) return isOfBase(parent, name);
  const product = /^(\w+)_VERSION$/.exec(name)?.[1]?.toLowerCase();
  return product !== undefined && base?.text.toLowerCase().includes(product) === true;
}

/** Only an empty base certainly has no variables of its own. */
function startsEmpty({ base, parent }: Stage): boolean {
  return parent === undefined ? base?.text === 'scratch' : startsEmpty(parent);
}

export const noUndefinedVariablePage = definePage({
  rationale:
    'Docker puts nothing in the place of a variable that it does not know, without a word. Files land in the wrong folder, or a package is installed without the version that was meant.',

  references: ['https://docs.docker.com/reference/build-checks/undefined-var/'],
  bad: [
    {
      title: 'An argument above all stages',
      files: {
        Dockerfile: 'ARG VERSION=2.5.1\nFROM python:3.12-slim\nRUN pip install torch==$VERSION\n',
      },
    },
    {
      title: 'A platform that was not asked for',
      files: {
        Dockerfile: 'FROM debian:12\nCOPY tool-$TARGETARCH /tool\n',
        'tool-amd64': '',
        'tool-arm64': '',
      },
    },
    {
      title: 'Too early',
      files: { Dockerfile: 'FROM debian:12\nWORKDIR /srv/$APP\nARG APP=train\n' },
    },
    {
      title: 'Misspelled',
      files: { Dockerfile: 'FROM debian:12\nENV MODEL_DIR=/models\nWORKDIR $MODELS_DIR\n' },
    },
  ],
  good: [
    {
      title: 'Declared in the stage',
      files: {
        Dockerfile:
          'ARG VERSION=2.5.1\nFROM python:3.12-slim\nARG VERSION\nRUN pip install torch==$VERSION && echo "$RANDOM"\n',
      },
    },
  ],
});
