import type { Finding, Severity } from '../base/finding.ts';
import type { Span } from '../base/span.ts';

/** What the engine says itself: about text that cannot be read, about settings, about a rule that failed. */
export type EngineRule = 'drydock/syntax' | 'drydock/settings' | 'drydock/internal';

export function engineFinding(
  rule: EngineRule,
  severity: Severity,
  at: Span,
  message: string,
): Finding {
  return { rule, equivalents: [], severity, message, at, fixes: [], related: [] };
}
