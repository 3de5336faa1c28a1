import type { LogOutputChannel } from 'vscode';

/** Lines that are kept. */
const limit = 100;
const levels: readonly string[] = ['info', 'warn', 'error', 'appendLine'];

/** A log that remembers its last lines: VS Code writes them and never gives them back. */
export function rememberLines(channel: LogOutputChannel): {
  readonly channel: LogOutputChannel;
  readonly lines: readonly string[];
} {
  const lines: string[] = [];
  const remembering = new Proxy(channel, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        if (levels.includes(String(name))) {
          lines.push(`[${String(name)}] ${args.map(String).join(' ')}`);
          lines.splice(0, lines.length - limit);
        }
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { channel: remembering, lines };
}
