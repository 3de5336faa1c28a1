import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferNumericUser = defineRule({
  id: 'dockerfile/prefer-numeric-user',
  equivalents: ['DL3066'],
  summary: 'Prefer a number for USER',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { name: '"{user}" is a name, and a cluster cannot tell whether it is root.' },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'USER') return;
      const { text, at } = instruction.argument;
      const user = text.replaceAll(/["']/g, '');
      if (/^(?:\d+(?::|$)|root(?::|$)|$)|\$/.test(user)) return;
      report.name(at, { user });
    },
  },
});

export const preferNumericUserPage = definePage({
  rationale:
    'Kubernetes with `runAsNonRoot` starts no container whose user is a name: it cannot look into the image.',

  bad: [{ title: 'A name', files: { Dockerfile: 'FROM debian:12\nUSER nobody\n' } }],
  good: [{ title: 'A number', files: { Dockerfile: 'FROM debian:12\nUSER 10001:10001\n' } }],
});
