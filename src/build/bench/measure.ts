/** One line of the bench's table. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB';
  /** What the value may be at most; without one the line is for information. */
  readonly budget?: number;
}

export function exceedsBudget({ value, budget }: Measure): boolean {
  // A value that could not be had is over, too.
  return budget !== undefined && !(value <= budget);
}

export function formatMeasure(measure: Measure): string {
  const { name, value, unit, budget } = measure;
  const shown = `${value.toFixed(1).padStart(9)} ${unit}`;
  if (budget === undefined) return `${shown}${''.padEnd(25)}${name}`;
  const limit = `of ${budget.toFixed(1)} ${unit}`.padStart(16);
  return `${shown} ${limit}  ${exceedsBudget(measure) ? 'OVER' : 'ok  '}  ${name}`;
}
