import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validLabelKey = defineRule({
  id: 'dockerfile/valid-label-key',
  equivalents: ['DL3048'],
  summary: 'Require label keys in lower case with dots and hyphens',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    key: '"{key}" breaks the rules for label keys, so tools may not find it.',
    reserved: 'Keys that begin with "{prefix}" are reserved for Docker itself.',
  },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'LABEL') return;
      const [first] = instruction.words;
      const words = first?.text.includes('=') === false ? [first] : instruction.words;
      for (const { text, at } of words) {
        const key = text.replace(/=.*$/s, '').replaceAll(/["']/g, '');
        const prefix = /^(?:com\.docker|io\.docker|org\.dockerproject)\./.exec(key)?.[0];
        if (prefix !== undefined) report.reserved(at, { prefix });
        else if (!/^[a-z](?:[a-z0-9]|[.-](?=[a-z0-9]))*$/.test(key)) report.key(at, { key });
      }
    },
  },
});

export const validLabelKeyPage = definePage({
  rationale:
    'Keys are compared letter by letter by registries and scripts. Docker asks for lower case, single dots and hyphens, and keeps three prefixes for itself.',

  references: ['https://docs.docker.com/engine/manage-resources/labels/'],
  bad: [
    {
      title: 'Upper case, and a name of Docker',
      files: { Dockerfile: 'FROM debian:12\nLABEL Team=data com.docker.team=data\n' },
    },
  ],
  good: [
    {
      title: "A name of one's own",
      files: { Dockerfile: 'FROM debian:12\nLABEL org.example.team=data\n' },
    },
  ],
});
