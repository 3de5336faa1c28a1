import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isEmptyBase } from '../../rulekit/empty-base.ts';

const equivalents = ['BASE_NAME_EMPTY', 'UndefinedArgInFrom'] as const;

export const requireBaseName = defineRule({
  id: 'dockerfile/require-base-name',
  equivalents,
  summary: 'Require FROM to name an image in every case',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { empty: '"{image}" is empty, so there is no image to build on.' },
  on: {
    stage(stage, report, { dockerfile }) {
      const [image] = stage.from.words;
      if (image === undefined || dockerfile === undefined || !isEmptyBase(stage, dockerfile))
        return;
      const [nameless, undeclared] = equivalents;
      report.empty(
        image.at,
        { image: image.text },
        { equivalents: image.text.includes('$') ? [nameless, undeclared] : [nameless] },
      );
    },
  },
});

export const requireBaseNamePage = definePage({
  rationale:
    'A variable that no ARG before the first FROM declares is empty, whatever `--build-arg` says. Where nothing else is left Docker refuses the file.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
  ],
  bad: [
    {
      title: 'Nobody declares the variable',
      files: { Dockerfile: 'FROM $IMAGE AS build\n' },
    },
    { title: 'Nothing in quotes', files: { Dockerfile: 'FROM "" AS build\n' } },
  ],
  good: [
    {
      title: 'A default, and an argument that the caller sets',
      files: { Dockerfile: 'ARG IMAGE\nFROM ${IMAGE} AS a\nFROM ${OTHER:-debian:12} AS b\n' },
    },
  ],
});
