import type {
  CommitSpec,
  ContainerSpec,
  HostSettings,
  MountSpec,
} from '../../ports/engine-objects.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the engine is sent to make a container. */
export function toCreateBody(spec: ContainerSpec): Body {
  return defined({
    Image: spec.image,
    Entrypoint: spec.entrypoint,
    Cmd: spec.command,
    Env: spec.env,
    User: spec.user,
    WorkingDir: spec.workingDir,
    Labels: spec.labels,
    Tty: spec.tty ?? false,
    OpenStdin: spec.stdin ?? false,
    StdinOnce: spec.stdin ?? false,
    AttachStdin: spec.stdin ?? false,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: spec.withoutNetwork,
    Healthcheck: spec.withoutHealthcheck === true ? { Test: ['NONE'] } : undefined,
    HostConfig: toHostConfig(spec),
  });
}

/** Keys without `=` blank a value for good: containers of the image do not have the variable at all. */
export function toCommitBody(spec: CommitSpec): Body {
  return {
    Labels: spec.labels,
    Env: spec.forgetEnv,
    Healthcheck: { Test: ['NONE'] },
    Cmd: [''],
  };
}

function toHostConfig(spec: ContainerSpec): Body {
  return defined({
    ...(spec.host === undefined ? {} : hostFields(spec.host)),
    Mounts: spec.mounts?.map(toMountBody),
    VolumesFrom: spec.volumesFrom,
    ConsoleSize: spec.size === undefined ? undefined : [spec.size.rows, spec.size.columns],
  });
}

function hostFields(host: Partial<HostSettings>): Body {
  return {
    NetworkMode: host.networkMode,
    AutoRemove: host.autoRemove,
    ReadonlyRootfs: host.readOnlyRoot,
    IpcMode: host.ipcMode,
    UsernsMode: host.usernsMode,
    ShmSize: host.shmSize,
    ExtraHosts: host.extraHosts,
    Dns: host.dns,
    DnsOptions: host.dnsOptions,
    DnsSearch: host.dnsSearch,
    Ulimits: host.ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    GroupAdd: host.groupAdd,
    SecurityOpt: host.securityOptions,
    CapAdd: host.capAdd,
    CapDrop: host.capDrop,
    Tmpfs: host.tmpfs,
    Sysctls: host.sysctls,
  };
}

function toMountBody(mount: MountSpec): Body {
  return {
    Type: mount.kind,
    Source: mount.source,
    Target: mount.target,
    // The engine does not know the word for an image mount below a certain version, and ignores it above.
    ...(mount.kind === 'image' ? {} : { ReadOnly: mount.readOnly }),
  };
}

function defined(fields: Body): Body {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
