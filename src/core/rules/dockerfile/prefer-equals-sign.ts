import { replace } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferEqualsSign = defineRule({
  id: 'dockerfile/prefer-equals-sign',
  equivalents: ['LegacyKeyValueFormat'],
  summary: 'Prefer an equals sign in ENV and LABEL',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    blank:
      'With a blank instead of "=" the rest of the line is one value, and only one can be set.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words } = instruction;
      const [name, value, ...others] = words;
      if ((keyword !== 'ENV' && keyword !== 'LABEL') || name === undefined || value === undefined)
        return;
      if (name.text.includes('=')) return;
      const gap = { ...name.at, start: name.at.end, end: value.at.start };
      const isSimple = others.length === 0 && /^[\w./:@%+,${}-]+$/.test(value.text);
      report.blank(name.at, {
        fixes: isSimple
          ? [{ title: 'Write =', kind: 'safe', edits: () => [replace(gap, '=')] }]
          : [],
      });
    },
  },
});

export const preferEqualsSignPage = definePage({
  rationale:
    'The old form takes quotes and comments as part of the value and is going to be removed from Docker.',

  references: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  bad: [
    {
      title: 'A blank',
      files: { Dockerfile: 'FROM debian:12\nENV MODEL_DIR /models\n' },
      fixed: { Dockerfile: 'FROM debian:12\nENV MODEL_DIR=/models\n' },
    },
  ],
  good: [
    { title: 'An equals sign', files: { Dockerfile: 'FROM debian:12\nENV MODEL_DIR=/models\n' } },
  ],
});
