import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatMetric,
  summarizeMetrics,
} from '../../../src/app/tracking/run-text.ts';

describe('The text of a run', () => {
  it.each([
    [0.123456789, '0.12346'],
    [12, '12'],
    [1e-7, '1e-7'],
    [Number.NaN, 'NaN'],
    [Infinity, '∞'],
    [-1.7976931348623157e308, '-∞'],
  ])('writes the metric %d as %s', (value, text) => {
    expect(formatMetric(value)).toBe(text);
  });

  it.each([
    [-5, '0ms'],
    [80, '80ms'],
    [4250, '4.2s'],
    [59_999, '59s'],
    [200_000, '3m 20s'],
    [3_600_000, '1h'],
    [97_200_000, '1d 3h'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('names first what was measured on held-out data, and system metrics last', () => {
    const metric = (key: string) => ({ key, value: 1, step: 0, timestamp: 0 });
    const metrics = ['loss', 'system/cpu', 'val/loss'].map(metric);
    expect(summarizeMetrics(metrics, 2)).toBe('val/loss 1, loss 1');
  });
});
