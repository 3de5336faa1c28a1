import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureCached, tell } from './cache.ts';
import { getDebianSource } from './apt-sources.ts';
import { ensurePrograms, systemPath } from './debian-packages.ts';
import { ensureStaticBusybox } from './docker-packages.ts';
import { runCommand, tryCommand } from './run-command.ts';

/** What a program needs to talk to one engine: DOCKER_HOST, DOCKER_CONFIG and PATH. */
export type EngineEnv = Readonly<Record<string, string>>;

/** A shell and the usual small programs, 2 MB, made from nothing in about a second. */
export const busyboxImage = 'drydock-test/busybox:1';

/** Makes `drydock-test/busybox:1` in an engine unless it is there. */
export async function ensureBusyboxImage(engine: EngineEnv): Promise<string> {
  const env = { ...process.env, ...engine };
  if (await hasImage(busyboxImage, env)) return busyboxImage;
  const context = await mkdtemp(path.join(tmpdir(), 'drydock-busybox-'));
  try {
    const program = path.join(context, 'busybox');
    await copyFile(await ensureStaticBusybox(), program);
    await chmod(program, 0o755);
    await writeFile(path.join(context, 'Dockerfile'), busyboxDockerfile);
    await runCommand('docker', ['build', '--quiet', '--tag', busyboxImage, context], { env });
    return busyboxImage;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

const busyboxDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "/bin"]
RUN ["/bin/busybox", "mkdir", "-p", "/tmp", "/root", "/etc"]
ENV PATH=/bin
LABEL dev.drydock.role=test
CMD ["sh"]
`;

/** Debian's release and the Python that it brings. */
const pythonBases = {
  'python:3.11-slim': 'bookworm',
  'python:3.13-slim': 'trixie',
} as const;

export type PythonBase = keyof typeof pythonBases;

/**
 * Puts a Debian root with Python into an engine under the name of the official image, unless an image of that name is there.
 * It stands in for the official one where no registry answers: the interpreter is /usr/bin/python3 and not /usr/local/bin/python3.
 */
export async function ensurePythonBase(tag: PythonBase, engine: EngineEnv): Promise<string> {
  const env = { ...process.env, ...engine };
  if (await hasImage(tag, env)) return tag;
  const archive = path.join(await ensurePythonRoot(tag), 'root.tar');
  const changes = [
    'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
    'ENV LANG=C.UTF-8',
    // The machine's certificates are in the base, so that a build reaches package registries from wherever it runs.
    `ENV SSL_CERT_FILE=${certificates} PIP_CERT=${certificates} REQUESTS_CA_BUNDLE=${certificates} NODE_EXTRA_CA_CERTS=${certificates}`,
    'ENV PIP_BREAK_SYSTEM_PACKAGES=1',
    'LABEL dev.drydock.role=test',
    'CMD ["python3"]',
  ];
  const args = changes.flatMap((change) => ['--change', change]);
  await runCommand('docker', ['import', ...args, archive, tag], { env });
  return tag;
}

const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** The root as `root.tar` in the cache; about a minute when it is made. */
async function ensurePythonRoot(tag: PythonBase): Promise<string> {
  const release = pythonBases[tag];
  return ensureCached(`python-root-${release}`, async ({ folder }) => {
    await ensurePrograms({ debootstrap: 'debootstrap' }, 'The Python base image of the tests');
    const root = await mkdtemp(path.join(tmpdir(), 'drydock-python-root-'));
    try {
      tell('making a Debian root with Python (about a minute) …');
      const { uri, signedBy } = await getDebianSource();
      const packages = 'python3,python3-venv,python3-pip,ca-certificates';
      const keyring = signedBy === undefined ? [] : [`--keyring=${signedBy}`];
      await runCommand(
        'debootstrap',
        ['--variant=minbase', ...keyring, `--include=${packages}`, release, root, uri],
        { env: systemPath() },
      );
      await finishPythonRoot(root);
      const exclude = [
        './proc/*',
        './sys/*',
        './dev/*',
        './var/cache/apt/*',
        './var/lib/apt/lists/*',
      ];
      const excluded = exclude.map((pattern) => `--exclude=${pattern}`);
      const archive = path.join(folder, 'root.tar');
      await runCommand('tar', ['-C', root, '-cf', archive, '--numeric-owner', ...excluded, '.']);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
}

/** What the official image has and Debian has not: `python` and `pip` in /usr/local/bin, and a pip that may install anywhere. */
async function finishPythonRoot(root: string): Promise<void> {
  await copyFile(certificates, path.join(root, certificates));
  await mkdir(path.join(root, 'usr/local/bin'), { recursive: true });
  await runCommand('ln', ['-sf', '/usr/bin/python3', path.join(root, 'usr/local/bin/python')]);
  await runCommand('ln', ['-sf', '/usr/bin/python3', path.join(root, 'usr/local/bin/python3')]);
  await writeFile(
    path.join(root, 'etc/pip.conf'),
    `[global]\ncert = ${certificates}\nbreak-system-packages = true\n`,
  );
}

async function hasImage(tag: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const answer = await tryCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', tag], {
    env,
  });
  return answer.exitCode === 0;
}
