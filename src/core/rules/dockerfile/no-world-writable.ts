import type { StageInstruction } from '../../model/project.ts';
import type { Span } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noWorldWritable = defineRule({
  id: 'dockerfile/no-world-writable',
  summary: 'Disallow files of an image that every user may change',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    writable:
      '"{mode}" lets every process change these files; give them to the user who needs them.',
  },
  on: {
    instruction(item, report) {
      for (const { text, at } of findModes(item)) report.writable(at, { mode: text });
    },
  },
});

interface Mode {
  readonly text: string;
  readonly at: Span;
}

function findModes({ instruction, script }: StageInstruction): readonly Mode[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
    return instruction.flags.flatMap(({ name, value, at }) =>
      name === 'chmod' && value !== undefined && isForAll(value) ? [{ text: value, at }] : [],
    );
  }
  if (instruction.keyword !== 'RUN') return [];
  return findPrograms(script).flatMap(({ name, arguments: words }) => {
    if (name !== 'chmod') return [];
    const [mode, ...paths] = words.filter(({ plain }) => !plain.startsWith('-'));
    if (mode === undefined || !isForAll(mode.plain)) return [];
    // A place for temporary files is open to all on purpose.
    if (paths.length > 0 && paths.every(({ plain }) => /^\/(?:var\/)?tmp(?:\/|$)/.test(plain))) {
      return [];
    }
    return [{ text: `chmod ${mode.plain}`, at: mode.at }];
  });
}

/** Bits for others with the right to write, without the sticky bit of a shared folder. */
function isForAll(mode: string): boolean {
  if (/^[0-7]{3,4}$/.test(mode)) {
    const isSticky = mode.length === 4 && (Number(mode.charAt(0)) & 1) === 1;
    return !isSticky && (Number(mode.at(-1)) & 2) === 2;
  }
  return /(?:^|,)(?:[ugo]*[oa][ugoa]*)[+=][rxXst]*w/.test(mode);
}

export const noWorldWritablePage = definePage({
  rationale:
    '`chmod 777` makes an error about rights go away and every file open to whatever runs in the container: code that can be changed is code that can be replaced. The cause is an owner that does not fit. `COPY --chown`, `chown` for one folder, or the right `user:` mends that.',
  exceptions: 'Folders for temporary files, with the sticky bit, are left alone.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  bad: [
    {
      title: 'Open to all',
      files: {
        Dockerfile: `FROM debian:12
WORKDIR /srv
RUN mkdir -p data && chmod -R 777 data
COPY --chmod=0777 models /srv/models
`,
        'models/tides.json': '',
      },
    },
  ],
  good: [
    {
      title: 'An owner',
      files: {
        Dockerfile: `FROM debian:12
WORKDIR /srv
RUN useradd --uid 1000 trainer && mkdir -p data && chown trainer data
COPY --chown=trainer models /srv/models
RUN chmod 1777 /srv/data && chmod +x /srv/models
`,
        'models/tides.json': '',
      },
    },
  ],
});
