import { findVariableReferences } from '../../model/dockerfile-variables.ts';
import { platformArguments } from '../../rulekit/build-arguments.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isEmptyBase } from '../../rulekit/empty-base.ts';

export const noUndefinedBaseArgument = defineRule({
  id: 'dockerfile/no-undefined-base-argument',
  equivalents: ['UndefinedArgInFrom'],
  summary: 'Disallow variables in FROM that no ARG before it declares',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: { undefined: 'No ARG before the first FROM declares "{name}", so it is empty here.' },
  on: {
    stage(stage, report, { dockerfile }) {
      const [image] = stage.from.words;
      if (image === undefined || dockerfile === undefined) return;
      // Where nothing is left of the name, `dockerfile/require-base-name` says so.
      if (isEmptyBase(stage, dockerfile)) return;
      const declared = new Set(dockerfile.globalArgs.map(({ name }) => name));
      const { text, at } = image;
      for (const reference of findVariableReferences(text, dockerfile.tree.escape)) {
        const { name, modifier, start, end } = reference;
        if (declared.has(name) || platformArguments.has(name) || /^:?[-+]/.test(modifier)) continue;
        const isPlain = at.end - at.start === text.length;
        report.undefined(isPlain ? { ...at, start: at.start + start, end: at.start + end } : at, {
          name,
        });
      }
    },
  },
});

export const noUndefinedBaseArgumentPage = definePage({
  rationale:
    'FROM sees only arguments that are declared above all stages, those of a stage end with it. The name of the image is then cut short, and another one is taken or none is found.',

  references: ['https://docs.docker.com/reference/build-checks/undefined-arg-in-from/'],
  bad: [
    {
      title: 'An argument of a stage',
      files: { Dockerfile: 'FROM debian:12 AS build\nARG TAG=12-slim\nFROM debian:$TAG\n' },
    },
  ],
  good: [
    {
      title: 'An argument above all stages',
      files: { Dockerfile: 'ARG TAG=12-slim\nFROM debian:12 AS build\nFROM debian:$TAG\n' },
    },
  ],
});
