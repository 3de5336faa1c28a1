import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validSignal = defineRule({
  id: 'dockerfile/valid-signal',
  equivalents: ['INVALID_SIGNAL', 'ARGUMENT_EXTRA'],
  summary: 'Require STOPSIGNAL to name a signal',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    signal: '"{signal}" is no signal that Docker knows.',
    extra: 'STOPSIGNAL takes one signal; "{word}" is too much.',
  },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'STOPSIGNAL') return;
      const [word, extra] = instruction.words;
      if (word === undefined) return;
      if (extra !== undefined) {
        return report.extra(extra.at, { word: extra.text }, { equivalents: ['ARGUMENT_EXTRA'] });
      }
      if (/\$./.test(word.text)) return;
      const name = word.text.replaceAll(/["']/g, '').toUpperCase();
      const isSignal =
        /^(?:[1-9]|[1-5]\d|6[0-4])$/.test(name) ||
        /^(?:SIG)?RTM(?:IN|AX)(?:[+-]\d+)?$/.test(name) ||
        signals.has(name.replace(/^SIG/, ''));
      if (!isSignal) {
        report.signal(word.at, { signal: word.text }, { equivalents: ['INVALID_SIGNAL'] });
      }
    },
  },
});

const signals: ReadonlySet<string> = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT ' +
    'STOP SYS TERM TRAP TSTP TTIN TTOU UNUSED URG USR1 USR2 VTALRM WINCH XCPU XFSZ'
  ).split(' '),
);

export const validSignalPage = definePage({
  rationale: 'Docker refuses the file, or cannot stop the container.',

  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  bad: [
    { title: 'A word', files: { Dockerfile: 'FROM debian:12\nSTOPSIGNAL STOPNOW\n' } },
    { title: 'Two signals', files: { Dockerfile: 'FROM debian:12\nSTOPSIGNAL SIGINT SIGTERM\n' } },
  ],
  good: [
    {
      title: 'A name, and a number',
      files: {
        Dockerfile: 'FROM debian:12 AS a\nSTOPSIGNAL SIGINT\nFROM debian:12\nSTOPSIGNAL 9\n',
      },
    },
  ],
});
