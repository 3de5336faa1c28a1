import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Reads all rows. Integers come as bigint, since one that does not fit a number would throw. */
export function readRows(
  database: DatabaseSync,
  sql: string,
  parameters: readonly SQLInputValue[] = [],
): readonly Row[] {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return statement.all(...parameters);
}

/** SQLite does not enforce the types of columns, so any value may be found anywhere. */
export function findText(row: Row, column: string): string | undefined {
  const value = row[column];
  if (value === null || value === undefined || value instanceof Uint8Array) return undefined;
  return typeof value === 'string' ? value : String(value);
}

export function getText(row: Row, column: string): string {
  return findText(row, column) ?? '';
}

export function findNumber(row: Row, column: string): number | undefined {
  const value = row[column];
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}

export function getNumber(row: Row, column: string): number {
  return findNumber(row, column) ?? 0;
}

/** `?, ?, ?` for a list of values. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** Rows by the text of a column, in their order. */
export function groupRows(
  rows: readonly Row[],
  column: string,
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => getText(row, column));
}
