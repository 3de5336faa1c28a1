import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validStageForm = defineRule({
  id: 'dockerfile/valid-stage-form',
  equivalents: ['ARGUMENT_REQUIRES_ONE_OR_THREE', 'INVALID_AS', 'INVALID_BUILD_STAGE_NAME'],
  summary: 'Require FROM to have an image and perhaps a name',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    form: 'FROM takes an image, or an image, AS and a name; here are {count} words.',
    as: 'AS has to stand between the image and the name of the stage, not "{word}".',
    name: 'A stage cannot be called "{name}": names begin with a letter and have no special characters.',
  },
  on: {
    stage({ from }, report) {
      const { words } = from;
      const [, as, name] = words;
      if (words.length <= 1) return;
      if (words.length === 3 && as !== undefined && name !== undefined) {
        if (as.text.toUpperCase() !== 'AS') {
          report.as(as.at, { word: as.text }, { equivalents: ['INVALID_AS'] });
        } else if (!/^[a-z][a-z0-9._-]*$/i.test(name.text) && !name.text.includes('$')) {
          const equivalents = ['INVALID_BUILD_STAGE_NAME'];
          report.name(name.at, { name: name.text }, { equivalents });
        }
        return;
      }
      const at = words[words.length === 2 ? 1 : 3]?.at ?? from.keywordAt;
      const equivalents = ['ARGUMENT_REQUIRES_ONE_OR_THREE'];
      report.form(at, { count: String(words.length) }, { equivalents });
    },
  },
});

export const validStageFormPage = definePage({
  rationale:
    'Docker refuses the file. A comment cannot stand behind an instruction either: its words are arguments.',

  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  bad: [
    { title: 'AS is missing', files: { Dockerfile: 'FROM debian:12 build\n' } },
    {
      title: 'Another word for AS, and a name that begins with a digit',
      files: { Dockerfile: 'FROM debian:12 A$ build\nFROM debian:12 AS 1st\n' },
    },
    { title: 'A comment', files: { Dockerfile: 'FROM debian:12 AS build # Tools.\n' } },
  ],
  good: [{ title: 'A name', files: { Dockerfile: 'FROM debian:12 AS build\n' } }],
});
