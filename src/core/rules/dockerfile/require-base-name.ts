import { findVariableReferences } from '../../model/dockerfile-variables.ts';
import { platformArguments } from '../../rulekit/build-arguments.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireBaseName = defineRule({
  id: 'dockerfile/require-base-name',
  equivalents: ['BASE_NAME_EMPTY'],
  summary: 'Require FROM to name an image in every case',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { empty: '"{image}" is empty, so there is no image to build on.' },
  on: {
    stage({ from }, report, { dockerfile }) {
      const [image] = from.words;
      if (image === undefined || dockerfile === undefined) return;
      const declared = new Set(dockerfile.globalArgs.map(({ name }) => name));
      const references = findVariableReferences(image.text, dockerfile.tree.escape);
      let rest = image.text;
      for (const { name, modifier, start, end } of references.toReversed()) {
        const isEmpty = !declared.has(name) && !platformArguments.has(name);
        // A default may hold anything; only an empty one leaves nothing.
        if (!isEmpty || !/^(?::?-?|:?\+.*)$/.test(modifier)) return;
        rest = rest.slice(0, start) + rest.slice(end);
      }
      if (/^["']*$/.test(rest)) report.empty(image.at, { image: image.text });
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
      alsoReports: ['dockerfile/no-undefined-base-argument'],
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
