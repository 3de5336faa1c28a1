import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validPort = defineRule({
  id: 'dockerfile/valid-port',
  equivalents: ['DL3011', 'INVALID_PORT', 'DS-0008'],
  summary: 'Require EXPOSE to name ports of a container',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    invalid: '"{port}" is no port of a container: a number up to 65535, or a range.',
  },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'EXPOSE') return;
      for (const { text, at } of instruction.words) {
        const port = text.replaceAll(/["']/g, '');
        // What was put together from two lines or holds an escape is not judged.
        if (/[$\\`]/.test(port) || at.end - at.start !== text.length) continue;
        if (!isPort(port)) report.invalid(at, { port: text });
      }
    },
  },
});

/** `80`, `80/udp`, `8000-8010`; Docker still takes a port of the host before them. */
function isPort(text: string): boolean {
  const parts = text.replace(/\/.*$/, '').split(':');
  return (
    parts.length <= 3 &&
    parts.slice(-2).every((part, index, own) => {
      if (part === '' && index < own.length - 1) return true;
      const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
      if (first === undefined || last === undefined) return false;
      return Number(first) <= Number(last) && Number(last) <= 65_535;
    })
  );
}

export const validPortPage = definePage({
  rationale:
    'EXPOSE names ports inside the container by their numbers. Docker refuses the file when it finds something else.',
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  bad: [{ title: 'A name', files: { Dockerfile: 'FROM debian:12\nEXPOSE http\n' } }],
  good: [{ title: 'Ports', files: { Dockerfile: 'FROM debian:12\nEXPOSE 80 53/udp 8000-8010\n' } }],
});
