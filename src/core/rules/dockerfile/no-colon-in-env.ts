import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noColonInEnv = defineRule({
  id: 'dockerfile/no-colon-in-env',
  summary: 'Disallow a colon behind the name of a variable',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    colon: '{keyword} takes the colon for a part of the name, so "{name}" is not set.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words } = instruction;
      const [first, value, ...rest] = words;
      if (keyword !== 'ENV' && keyword !== 'ARG' && keyword !== 'LABEL') return;
      if (first === undefined || !/^[\w.-]+:$/.test(first.text)) return;
      const name = first.text.slice(0, -1);
      const isOne = value !== undefined && rest.length === 0;
      report.colon(
        first.at,
        { keyword, name },
        {
          fixes: isOne
            ? [
                {
                  title: `Use ${name}=`,
                  kind: 'suggestion',
                  edits: () => [replace({ ...first.at, end: value.at.start }, `${name}=`)],
                },
              ]
            : [],
        },
      );
    },
  },
});

export const noColonInEnvPage = definePage({
  rationale:
    'In a Dockerfile a name and its value are joined by "=". With a colon, as in YAML, the variable is called "NAME:" and the program finds nothing under its name.',
  bad: [
    {
      title: 'A line out of a compose file',
      files: { Dockerfile: 'FROM debian:12\nENV LANGUAGES: "en,nl"\n' },
      fixed: { Dockerfile: 'FROM debian:12\nENV LANGUAGES="en,nl"\n' },
    },
  ],
  good: [
    { title: 'An equals sign', files: { Dockerfile: 'FROM debian:12\nENV LANGUAGES="en,nl"\n' } },
  ],
});
