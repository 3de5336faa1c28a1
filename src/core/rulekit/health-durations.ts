import type { Span } from '../base/span.ts';
import type { StageInstruction } from '../model/project.ts';

/** A duration of HEALTHCHECK, such as `30s` of `--interval=30s`. */
export interface HealthDuration {
  readonly text: string;
  readonly at: Span;
  /** `unit`: a number without a unit that Docker knows; `invalid`: it does not begin with a number. */
  readonly problem: 'unit' | 'invalid' | undefined;
  readonly milliseconds: number;
}

export function readHealthDurations({ instruction }: StageInstruction): readonly HealthDuration[] {
  if (instruction.keyword !== 'HEALTHCHECK') return [];
  return instruction.flags.flatMap(({ name, value, valueAt }) => {
    const isDuration = /^(?:interval|timeout|start-period|start-interval)$/.test(name);
    if (!isDuration || value === undefined || valueAt === undefined) return [];
    return value === '' || value.includes('$') ? [] : [readDuration(value, valueAt)];
  });
}

function readDuration(text: string, at: Span): HealthDuration {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$|^0$/.test(rest)) {
    const parts = [...rest.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)];
    const sum = parts.reduce(
      (total, [, count, unit = '']) => total + Number(count) * (milliseconds.get(unit) ?? 0),
      0,
    );
    return { text, at, problem: undefined, milliseconds: sign === '-' ? -sum : sum };
  }
  return { text, at, problem: /^[\d.]/.test(rest) ? 'unit' : 'invalid', milliseconds: 0 };
}

const milliseconds: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
