import { networkInterfaces } from 'node:os';
import { systemPath } from './debian-packages.ts';
import { runCommand, tryCommand } from './run-command.ts';

/** The bridge and the addresses of one private engine. */
export interface EngineNetwork {
  readonly bridge: string;
  /** All addresses of this engine's containers, in CIDR form. */
  readonly range: string;
  /** The part of `range` that networks made later are cut from. */
  readonly pool: string;
}

const ENGINES_AT_ONCE = 40;

/** Takes the first free bridge name; the kernel makes a bridge only once, so two processes never take the same. */
export async function claimEngineNetwork(): Promise<EngineNetwork> {
  const env = systemPath();
  const used = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (let index = 0; index < ENGINES_AT_ONCE; index += 1) {
    const prefix = `10.${190 + index}`;
    if (used.some(({ address }) => address.startsWith(`${prefix}.`))) continue;
    const network = {
      bridge: `drydock-t${index}`,
      range: `${prefix}.0.0/16`,
      pool: `${prefix}.128.0/17`,
    };
    const made = await tryCommand('ip', ['link', 'add', network.bridge, 'type', 'bridge'], { env });
    if (made.exitCode !== 0 && !made.stderr.includes('File exists')) {
      throw new Error(`A network bridge cannot be made: ${made.stderr.trim()}`);
    }
    if (made.exitCode !== 0) continue;
    await runCommand('ip', ['addr', 'add', `${prefix}.0.1/24`, 'dev', network.bridge], { env });
    await runCommand('ip', ['link', 'set', network.bridge, 'up'], { env });
    for (const rule of firewallRules(network))
      await runCommand('iptables', ['-w', ...insert(rule)], { env });
    return network;
  }
  throw new Error('All bridges for private Docker Engines are in use.');
}

/** Removes bridge and rules; what is gone already is no error. */
export async function releaseEngineNetwork(network: EngineNetwork): Promise<void> {
  const env = systemPath();
  for (const rule of firewallRules(network))
    await tryCommand('iptables', ['-w', ...remove(rule)], { env });
  await tryCommand('ip', ['link', 'delete', network.bridge], { env });
}

interface FirewallRule {
  readonly chain: readonly string[];
  readonly match: readonly string[];
}

/** Containers reach the outside under the machine's address, also where the machine forwards nothing by default. */
function firewallRules({ range }: EngineNetwork): readonly FirewallRule[] {
  return [
    {
      chain: ['nat', 'POSTROUTING'],
      match: ['-s', range, '!', '-d', range, '-j', 'MASQUERADE'],
    },
    { chain: ['filter', 'FORWARD'], match: ['-s', range, '-j', 'ACCEPT'] },
    { chain: ['filter', 'FORWARD'], match: ['-d', range, '-j', 'ACCEPT'] },
  ];
}

function insert({ chain: [table = '', name = ''], match }: FirewallRule): readonly string[] {
  return ['-t', table, '-I', name, ...match];
}

function remove({ chain: [table = '', name = ''], match }: FirewallRule): readonly string[] {
  return ['-t', table, '-D', name, ...match];
}
