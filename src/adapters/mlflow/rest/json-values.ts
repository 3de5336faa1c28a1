import { TrackingError } from '../../../ports/tracking-store.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Parses an answer that must be a JSON object. Fails with `protocol`. */
export function parseRecord(text: string): JsonRecord {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (cause) {
    throw new TrackingError('protocol', 'The answer is no JSON.', { cause });
  }
  throw new TrackingError('protocol', 'The answer is no JSON object.');
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Records of a list; MLflow leaves empty lists out. */
export function recordsOf(record: JsonRecord, key: string): readonly JsonRecord[] {
  const value = record[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function recordOf(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : {};
}

/** Numbers as text too: versions come as either. */
export function findText(record: JsonRecord, key: string): string | undefined {
  const value = record[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function getText(record: JsonRecord, key: string): string {
  return findText(record, key) ?? '';
}

/** NaN and infinities come as text, and so do large integers from some servers. */
export function findNumber(record: JsonRecord, key: string): number | undefined {
  const value = record[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}

export function getNumber(record: JsonRecord, key: string): number {
  return findNumber(record, key) ?? 0;
}
