/** What tells whether two tools say the same: their names for it, and the lines they say it of. */
export interface Remark {
  readonly source: string | undefined;
  readonly code: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Whether another tool has one of the names at the finding's first line. */
export function isSaidElsewhere(
  finding: { readonly names: readonly string[]; readonly line: number },
  others: readonly Remark[],
): boolean {
  return others.some(
    (other) =>
      other.firstLine <= finding.line &&
      finding.line <= other.lastLine &&
      finding.names.includes(toName(other)),
  );
}

/** The numbers of dockerfile-utils and of the YAML server mean nothing without their source. */
function toName({ source = '', code }: Remark): string {
  if (source.startsWith('yaml-schema')) return 'invalid-schema';
  return source === 'dockerfile-utils' ? `${source} ${code}` : code;
}
