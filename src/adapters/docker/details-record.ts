import type { ContainerDetails, HostSettings, Ulimit } from '../../ports/engine-objects.ts';
import { toHealth, toMount, toState } from './container-record.ts';
import type { JsonRecord } from './json-record.ts';

/** Everything about one container. */
export function toDetails(record: JsonRecord): ContainerDetails {
  const state = record.record('State');
  const config = record.record('Config');
  const health = toHealth(state.record('Health').text('Status'));
  const started = state.time('StartedAt');
  const finished = state.time('FinishedAt');
  return {
    id: record.text('Id'),
    name: record.text('Name').replace(/^\//, ''),
    image: config.text('Image'),
    imageId: record.text('Image'),
    state: toState(state.text('Status')),
    ...(health === undefined ? {} : { health }),
    healthLog: state
      .record('Health')
      .records('Log')
      .map((entry) => ({
        exitCode: entry.number('ExitCode'),
        output: entry.text('Output'),
        ended: entry.time('End') ?? 0,
      })),
    exitCode: state.number('ExitCode'),
    oomKilled: state.flag('OOMKilled'),
    error: state.text('Error'),
    restartCount: record.number('RestartCount'),
    created: record.time('Created') ?? 0,
    ...(started === undefined ? {} : { started }),
    ...(finished === undefined ? {} : { finished }),
    path: record.text('Path'),
    args: record.texts('Args'),
    env: config.texts('Env'),
    user: config.text('User'),
    workingDir: config.text('WorkingDir'),
    tty: config.flag('Tty'),
    labels: config.map('Labels'),
    mounts: record.records('Mounts').map(toMount),
    networks: record
      .record('NetworkSettings')
      .record('Networks')
      .entries()
      .map(([name]) => ({
        name,
        id: record.record('NetworkSettings').record('Networks').record(name).text('NetworkID'),
      })),
    host: toHostSettings(record.record('HostConfig')),
    ...(record.has('SizeRw') ? { sizeRw: record.number('SizeRw') } : {}),
  };
}

function toHostSettings(record: JsonRecord): HostSettings {
  const shmSize = record.number('ShmSize');
  const ipcMode = record.text('IpcMode');
  const usernsMode = record.text('UsernsMode');
  return {
    networkMode: record.text('NetworkMode'),
    autoRemove: record.flag('AutoRemove'),
    readOnlyRoot: record.flag('ReadonlyRootfs'),
    ...(ipcMode === '' ? {} : { ipcMode }),
    ...(usernsMode === '' ? {} : { usernsMode }),
    ...(shmSize === 0 ? {} : { shmSize }),
    extraHosts: record.texts('ExtraHosts'),
    dns: record.texts('Dns'),
    dnsOptions: record.texts('DnsOptions'),
    dnsSearch: record.texts('DnsSearch'),
    ulimits: record.records('Ulimits').map(toUlimit),
    groupAdd: record.texts('GroupAdd'),
    securityOptions: record.texts('SecurityOpt'),
    capAdd: record.texts('CapAdd'),
    capDrop: record.texts('CapDrop'),
    tmpfs: record.map('Tmpfs'),
    sysctls: record.map('Sysctls'),
  };
}

function toUlimit(record: JsonRecord): Ulimit {
  return { name: record.text('Name'), soft: record.number('Soft'), hard: record.number('Hard') };
}
