/** A few words about something, and where its documentation is. */
export interface Explanation {
  readonly text: string;
  readonly url: string;
}

const reference = 'https://docs.docker.com/reference/dockerfile/';

function explain(anchor: string, text: string): Explanation {
  return { text, url: `${reference}#${anchor}` };
}

export const instructionWords: ReadonlyMap<string, Explanation> = new Map([
  [
    'ADD',
    explain(
      'add',
      'Like COPY, and it also fetches from addresses and repositories and unpacks local archives.',
    ),
  ],
  [
    'ARG',
    explain(
      'arg',
      'A variable of the build only: `--build-arg` or `args:` sets it, containers do not have it.',
    ),
  ],
  [
    'CMD',
    explain(
      'cmd',
      'What a container runs unless it is told something else; after an ENTRYPOINT in exec form, its arguments.',
    ),
  ],
  [
    'COPY',
    explain(
      'copy',
      'Copies files of the build context, or of another stage with `--from`, into the image.',
    ),
  ],
  [
    'ENTRYPOINT',
    explain(
      'entrypoint',
      'The program that a container starts. In shell form it ignores CMD and, without `exec`, gets no signals.',
    ),
  ],
  [
    'ENV',
    explain('env', 'A variable of the build from here on, and of every container of the image.'),
  ],
  [
    'EXPOSE',
    explain(
      'expose',
      'Notes a port that the program listens on. It publishes nothing: `ports:` or `-p` does.',
    ),
  ],
  [
    'FROM',
    explain(
      'from',
      'Begins a stage on an image or on an earlier stage. Only what the last stage holds ends up in the image.',
    ),
  ],
  [
    'HEALTHCHECK',
    explain(
      'healthcheck',
      'A command that the engine runs inside the container again and again to learn whether it works.',
    ),
  ],
  ['LABEL', explain('label', 'Notes about the image, for people and programs.')],
  [
    'MAINTAINER',
    explain(
      'maintainer-deprecated',
      'Deprecated: write `LABEL org.opencontainers.image.authors=…`.',
    ),
  ],
  [
    'ONBUILD',
    explain(
      'onbuild',
      'An instruction that runs later, when another build starts FROM this image.',
    ),
  ],
  [
    'RUN',
    explain(
      'run',
      'Runs a command while the image is built. Each RUN has a shell of its own: what one exports or activates is gone in the next.',
    ),
  ],
  ['SHELL', explain('shell', 'The shell for the shell form of RUN, CMD and ENTRYPOINT.')],
  [
    'STOPSIGNAL',
    explain('stopsignal', 'The signal that asks the container to end, before it is killed.'),
  ],
  ['USER', explain('user', 'The user for the instructions below and for the container.')],
  [
    'VOLUME',
    explain(
      'volume',
      'A folder kept outside of the image. What the build writes there afterwards can be lost.',
    ),
  ],
  [
    'WORKDIR',
    explain(
      'workdir',
      'The folder for the instructions below and for the container; made if it is not there.',
    ),
  ],
]);

/** By instruction and flag; the flag of a `*` is that of every instruction. */
export const flagWords: ReadonlyMap<string, Explanation> = new Map([
  ['ADD --checksum', explain('add---checksum', 'Fails unless what was fetched has this digest.')],
  ['ADD --keep-git-dir', explain('add---keep-git-dir', 'Keeps the `.git` folder of a repository.')],
  ['ADD --unpack', explain('add---unpack', 'Whether archives are unpacked.')],
  [
    'COPY --from',
    explain(
      'copy---from',
      'Copies from a stage, an image or a named context instead of the build context.',
    ),
  ],
  ['COPY --parents', explain('copy---parents', 'Keeps the folders of the source paths.')],
  [
    '* --chmod',
    explain('copy---chmod', 'Permissions of what is copied, without another layer for chmod.'),
  ],
  [
    '* --chown',
    explain(
      'copy---chown',
      'Owner of what is copied, without another layer for chown; root unless said.',
    ),
  ],
  ['* --exclude', explain('copy---exclude', 'Leaves out what matches the pattern.')],
  [
    '* --link',
    explain(
      'copy---link',
      'Copies into a layer of its own, which stays cached when layers below it change.',
    ),
  ],
  [
    'FROM --platform',
    explain('from', 'The platform of the image, such as `linux/amd64` or `$BUILDPLATFORM`.'),
  ],
  ['HEALTHCHECK --interval', explain('healthcheck', 'Time between two checks; 30 s unless said.')],
  [
    'HEALTHCHECK --retries',
    explain(
      'healthcheck',
      'Failures in a row until the container counts as unhealthy; 3 unless said.',
    ),
  ],
  [
    'HEALTHCHECK --start-interval',
    explain('healthcheck', 'Time between two checks while the container starts.'),
  ],
  [
    'HEALTHCHECK --start-period',
    explain('healthcheck', 'Time to start in which failures do not count.'),
  ],
  [
    'HEALTHCHECK --timeout',
    explain('healthcheck', 'A check that takes longer has failed; 30 s unless said.'),
  ],
  ['RUN --device', explain('run---device', 'Lets the command use a device, such as a GPU.')],
  [
    'RUN --mount',
    explain('run---mount', 'Lends the command files that do not end up in the image.'),
  ],
  [
    'RUN --network',
    explain('run---network', 'The network of the command: `default`, `none` or `host`.'),
  ],
  [
    'RUN --security',
    explain(
      'run---security',
      '`insecure` runs the command with more rights, where the builder allows it.',
    ),
  ],
]);

/** Types of `RUN --mount`. */
export const mountWords: ReadonlyMap<string, Explanation> = new Map([
  [
    'bind',
    explain(
      'run---mounttypebind',
      'Files of the build context or of a stage, for this command only.',
    ),
  ],
  [
    'cache',
    explain(
      'run---mounttypecache',
      'A folder that is kept between builds, such as the cache of pip, and is not part of the image.',
    ),
  ],
  [
    'secret',
    explain(
      'run---mounttypesecret',
      'A secret as a file or variable of this command; it does not end up in the image.',
    ),
  ],
  ['ssh', explain('run---mounttypessh', 'The keys of the ssh agent, for this command only.')],
  ['tmpfs', explain('run---mounttypetmpfs', 'An empty folder in memory.')],
]);
