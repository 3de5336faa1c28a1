import { readdir, readFile, readlink } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** The processes that a process started and that still run. */
export async function listChildren(parent: number): Promise<readonly RunningProcess[]> {
  const children: RunningProcess[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const found = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    if (status === '' || found !== parent) continue;
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    children.push({ pid: Number(pid), command: words.replaceAll('\0', ' ').trim() });
  }
  return children;
}

export interface OpenSocket {
  readonly descriptor: number;
  readonly inode: string;
}

/** Sockets of every kind that a process has open. */
export async function listSockets(pid: number): Promise<readonly OpenSocket[]> {
  const sockets: OpenSocket[] = [];
  for (const name of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${name}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) sockets.push({ descriptor: Number(name), inode });
  }
  return sockets;
}

/**
 * Ends of the connections over TCP or UDP that a process opened itself, as `address:port` with the address as Linux
 * writes it. What came in at a port that somebody listens on, such as the window's own connection, is none of them.
 */
export async function listPeers(pid: number): Promise<readonly string[]> {
  const inodes = new Set((await listSockets(pid)).map(({ inode }) => inode));
  const connections = (
    await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map((table) => readTable(pid, table)))
  ).flat();
  const listening = new Set(
    connections.filter(({ state }) => state === '0A').map(({ local }) => local.split(':')[1]),
  );
  return connections
    .filter(({ inode, local }) => inodes.has(inode) && !listening.has(local.split(':')[1]))
    .map(({ peer }) => {
      const [address = '', port = '0'] = peer.split(':');
      return `${address}:${Number.parseInt(port, 16)}`;
    });
}

interface Connection {
  readonly local: string;
  readonly peer: string;
  /** `0A` for a port that is listened on. */
  readonly state: string;
  readonly inode: string;
}

async function readTable(pid: number, table: string): Promise<readonly Connection[]> {
  const text = await readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '');
  const lines = text.split('\n').slice(1);
  return lines.map((line) => {
    const [, local = '', peer = '', state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
    return { local, peer, state, inode };
  });
}
