import type { Finding } from '../core/base/finding.ts';
import { LineIndex } from '../core/base/line-index.ts';
import type { Span } from '../core/base/span.ts';
import type { FileSet, Project, Service } from '../core/model/project.ts';

/** Where the container comes from, and what the linter says about it. */
export interface WorkspaceOfContainer {
  readonly project: Project;
  readonly fileSet: FileSet;
  readonly service: Service;
  /** Of the whole project. */
  readonly findings: readonly Finding[];
}

/** A finding that explains an exit. */
export interface ExplainingFinding {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  /** Relative to the project root. */
  readonly file: string;
  /** Counted from 1, as is `column`. */
  readonly line: number;
  readonly column: number;
}

/** Rules whose findings explain an exit; `isBetweenServices` where the mistake may stand at another service. */
export interface Explanation {
  readonly rules: readonly string[];
  readonly isBetweenServices: boolean;
}

/** Findings of the service first, by how near their rule is to the exit; those of other services only where that may be the cause. */
export function findExplainingFindings(
  explanations: readonly Explanation[],
  workspace: WorkspaceOfContainer,
): readonly ExplainingFinding[] {
  const { findings, project } = workspace;
  const own = findings.filter((finding) => isOfService(finding, workspace));
  const others = findings.filter(
    (finding) => !own.includes(finding) && isOfFileSet(finding, workspace),
  );
  const chosen = new Set<Finding>();
  for (const isOwn of [true, false]) {
    for (const { rules, isBetweenServices } of explanations) {
      if (!isOwn && !isBetweenServices) continue;
      const candidates = isOwn ? own : others;
      for (const rule of rules) {
        for (const finding of candidates) if (finding.rule === rule) chosen.add(finding);
      }
    }
  }
  return [...chosen].map((finding) => toExplaining(finding, project));
}

/** At the service, in its Dockerfile, or with a related place there. */
function isOfService({ at, related }: Finding, { service }: WorkspaceOfContainer): boolean {
  const isInside = (span: Span): boolean =>
    lies(span, service.value.at) ||
    lies(span, service.nameAt) ||
    span.file === service.build?.file?.path ||
    service.envFiles.some(({ path }) => path === span.file);
  return isInside(at) || related.some((place) => isInside(place.at));
}

function lies(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

function isOfFileSet({ at }: Finding, { fileSet }: WorkspaceOfContainer): boolean {
  return (
    [...fileSet.files, ...fileSet.includedFiles].some(({ path }) => path === at.file) ||
    fileSet.services.some(({ build }) => build?.file?.path === at.file)
  );
}

function toExplaining(
  { rule, severity, message, at }: Finding,
  project: Project,
): ExplainingFinding {
  const lines = new LineIndex(project.snapshot.files.get(at.file) ?? '');
  const { line, column } = lines.positionAt(at.start);
  return { rule, severity, message, file: at.file, line: line + 1, column: column + 1 };
}
