import type { Stage, StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireCreatedUser = defineRule({
  id: 'dockerfile/require-created-user',
  summary: 'Require users and groups to be created before they are named',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    user: 'Nothing creates a user "{name}" before, so neither RUN nor the container can start.',
    owner: 'Nothing creates "{name}" before, so it cannot own files and the build stops here.',
  },
  on: {
    stage(stage, report) {
      if (!isPlain(stage)) return;
      for (const item of stage.instructions) {
        const { keyword, argument, flags } = item.instruction;
        if (keyword === 'USER') {
          const [name = ''] = argument.text.trim().split(':');
          if (isUnknown(name, item, stage)) report.user(argument.at, { name });
        } else if (keyword === 'COPY' || keyword === 'ADD') {
          const owner = flags.find((flag) => flag.name === 'chown');
          const name = owner?.value?.split(':').find((one) => isUnknown(one, item, stage));
          if (owner !== undefined && name !== undefined) report.owner(owner.at, { name });
        }
      }
    },
  },
});

function isUnknown(name: string, before: StageInstruction, stage: Stage): boolean {
  if (!/^[a-z_][\w.-]*$/i.test(name) || systemUsers.has(name)) return false;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const end = at.instructions.indexOf(before);
    const earlier = at.instructions.slice(0, end === -1 ? undefined : end);
    if (earlier.some((item) => mayCreate(item, name))) return false;
  }
  return true;
}

/** A command that names it, one whose names are variables, a list of users that is copied, or a script. */
function mayCreate({ instruction, script, copy }: StageInstruction, name: string): boolean {
  const { keyword, argument, heredocs } = instruction;
  if (copy !== undefined)
    return /\/etc\/?(?:\s|$|passwd|group)|^\/\s*$/.test(copy.destination.text);
  if (keyword !== 'RUN') return false;
  if (heredocs.length > 0 || script === undefined || hasWord(argument.text, name)) return true;
  if (
    /(?:user|group)(?:add|mod)|add(?:user|group)/.test(argument.text) &&
    argument.text.includes('$')
  )
    return true;
  return script.commands.some(({ words }) =>
    /\.(?:sh|py)$|^(?:ba|da)?sh$|^make$|^ansible/.test(words[0]?.plain ?? ''),
  );
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\w.-]+/).includes(word);
}

/** A base whose users are known. */
function isPlain(stage: Stage): boolean {
  let at = stage;
  while (at.parent !== undefined) at = at.parent;
  const { repository = '', registry } = at.base ?? {};
  if (at.base?.isKnown !== true || (registry !== undefined && registry !== 'docker.io'))
    return false;
  return /^(?:python|debian|ubuntu|alpine|nvidia\/cuda)$/.test(repository);
}

/** Users and groups that the distributions bring. */
const systemUsers: ReadonlySet<string> = new Set(
  `root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody nogroup _apt staff
   users adm tty disk kmem dialout fax voice cdrom floppy tape sudo audio dip src shadow utmp video sasl plugdev operator
   ubuntu guest wheel ping halt shutdown ftp sshd ntp smmsp cron xfs squid postgres cyrus vpopmail postmaster at svn
   systemd-network systemd-resolve systemd-timesync messagebus www input render kvm crontab`.split(
    /\s+/,
  ),
);

export const requireCreatedUserPage = definePage({
  rationale:
    'USER takes any name, and nobody looks it up until something is to run: then RUN, or the container, ends with "unable to find user". `COPY --chown` looks it up at once.',
  exceptions: 'Only bases are judged whose users are known.',
  references: ['https://docs.docker.com/reference/dockerfile/#user'],
  bad: [
    {
      title: 'A user that comes too late, and one that never comes',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY --chown=tides fit.py ./
RUN useradd --create-home tides
USER tide
`,
        'fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'Created first, a number, and one of the system',
      files: {
        Dockerfile: `FROM python:3.12-slim AS a
RUN useradd --create-home tides
COPY --chown=tides fit.py /srv/
USER tides
FROM python:3.12-slim AS b
USER 1000:1000
FROM python:3.12-slim
USER nobody
`,
        'fit.py': '',
      },
    },
  ],
});
