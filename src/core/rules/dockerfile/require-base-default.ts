import { expandWord } from '../../model/dockerfile-variables.ts';
import { platformArguments } from '../../rulekit/build-arguments.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireBaseDefault = defineRule({
  id: 'dockerfile/require-base-default',
  equivalents: ['InvalidDefaultArgInFrom'],
  summary: 'Require defaults with which FROM names an image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { invalid: 'Without --build-arg "{image}" is "{text}", which is no image.' },
  on: {
    stage({ from }, report, { dockerfile }) {
      const [image] = from.words;
      if (image === undefined || dockerfile === undefined || !image.text.includes('$')) return;
      const defaults = new Map(dockerfile.globalArgs.map(({ name, value }) => [name, value]));
      const isDeclared = [...defaults.keys()].some((name) => image.text.includes(name));
      if (!isDeclared) return;
      const { text, isKnown } = expandWord(image.text, dockerfile.tree.escape, (name) =>
        platformArguments.has(name) && !defaults.has(name) ? 'any' : (defaults.get(name) ?? ''),
      );
      if (isKnown && !reference.test(text)) report.invalid(image.at, { image: image.text, text });
    },
  },
});

/** As far as a missing part shows: nothing around a separator. */
const reference =
  /^(?:[\w.-]+(?::\d+)?\/)?[a-z\d]+(?:[._/-]+[a-z\d]+)*(?::\w[\w.-]*)?(?:@\w[\w.+-]*:[\dA-Fa-f]{32,})?$/;

export const requireBaseDefaultPage = definePage({
  rationale:
    'Who builds the file without arguments, as an editor, a scanner or a new colleague does, gets an error about an image without a name. A default documents what is meant.',
  exceptions: 'Leave it off where the caller has to choose and nothing is a fair default.',
  references: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  bad: [
    {
      title: 'No tag, and no image at all',
      files: { Dockerfile: 'ARG TAG\nARG IMAGE\nFROM debian:$TAG AS a\nFROM ${IMAGE}\n' },
    },
  ],
  good: [
    {
      title: 'Defaults, or a part that may be empty',
      files: { Dockerfile: 'ARG TAG=12\nARG FLAVOR\nFROM debian:${TAG}${FLAVOR}\n' },
    },
  ],
});
