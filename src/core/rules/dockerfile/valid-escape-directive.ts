import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validEscapeDirective = defineRule({
  id: 'dockerfile/valid-escape-directive',
  equivalents: ['INVALID_ESCAPE_DIRECTIVE', 'DUPLICATED_ESCAPE_DIRECTIVE'],
  summary: 'Require directives that Docker accepts, each once',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    character: 'The escape character is a backslash or a backtick, and not "{value}".',
    twice: 'The directive "{name}" stands here for the second time, which Docker refuses.',
  },
  on: {
    dockerfile({ tree }, report) {
      const seen = new Set<string>();
      for (const { name, value, at } of tree.directives) {
        if (seen.has(name)) {
          const equivalents = name === 'escape' ? ['DUPLICATED_ESCAPE_DIRECTIVE'] : [];
          report.twice(at, { name }, { equivalents });
        } else if (name === 'escape' && value !== '`' && value !== '\\') {
          report.character(at, { value }, { equivalents: ['INVALID_ESCAPE_DIRECTIVE'] });
        }
        seen.add(name);
      }
    },
  },
});

export const validEscapeDirectivePage = definePage({
  rationale: 'Docker refuses the file.',
  references: ['https://docs.docker.com/reference/dockerfile/#parser-directives'],
  bad: [
    { title: 'Two characters', files: { Dockerfile: '# escape=ab\nFROM debian:12\n' } },
    { title: 'Twice', files: { Dockerfile: '# escape=`\n# escape=`\nFROM debian:12\n' } },
  ],
  good: [{ title: 'A backtick', files: { Dockerfile: '# escape=`\nFROM debian:12\n' } }],
});
