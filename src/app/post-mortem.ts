import type { ContainerEngine } from '../ports/container-engine.ts';
import type { ContainerDetails } from '../ports/engine-objects.ts';
import { explainExit } from './explain-exit.ts';
import type { ExitExplanation } from './explain-exit.ts';
import { plainText } from './plain-text.ts';
import { findKeptFiles } from './post-mortem-files.ts';
import type { ChangedFile, KeptFiles } from './post-mortem-files.ts';
import { findExplainingFindings } from './post-mortem-findings.ts';
import type { ExplainingFinding, WorkspaceOfContainer } from './post-mortem-findings.ts';
import { longestLine, readLastLines } from './post-mortem-log.ts';
import { findSymptom, findSymptoms } from './symptoms/find-symptoms.ts';
import { findWorkspaceFile, toAbsolutePath } from './symptoms/find-workspace-file.ts';
import type { SymptomMatch } from './symptoms/symptom.ts';

/** Why a container stopped, and what it left. The shape is the one of `drydock why --format json`. */
export interface PostMortem {
  readonly container: { readonly id: string; readonly name: string; readonly image: string };
  /** What happened, in one sentence. */
  readonly verdict: string;
  readonly exitCode: number;
  /** Name such as `SIGKILL`, or null. */
  readonly signal: string | null;
  readonly oomKilled: boolean;
  /** What is known, the most telling first; the last lines of the log at the end. */
  readonly evidence: readonly Evidence[];
  /** Files that exist only in this container, or differ from its image; large and new ones first. */
  readonly changedFiles: readonly ChangedFile[];
  /** Findings of the linter that explain the exit. */
  readonly findings: readonly ExplainingFinding[];
}

export type Evidence = PlainEvidence | SymptomEvidence;

interface PlainEvidence {
  readonly kind: 'state' | 'command' | 'health' | 'log' | 'restarts' | 'files';
  readonly text: string;
}

/** A line of the log, of the health check or of the engine that we know. */
export interface SymptomEvidence {
  readonly kind: 'symptom';
  /** The cause, as a sentence. */
  readonly text: string;
  readonly id: string;
  readonly fix: string;
  /** The line that shows it. */
  readonly line: string;
  /** Where in the program it was. */
  readonly place?: ProgramPlace;
}

export interface ProgramPlace {
  /** As the program named it. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** The file of the workspace that this is, relative to the project root. */
  readonly file?: string;
}

/** Lines of the log that are shown; more are searched. */
const shownLines = 50;
/** Symptoms that are told, the latest first. */
const shownSymptoms = 4;

/** Looks without making or starting anything. With the workspace, places and findings in its files are named too. */
export async function explainStop(
  engine: ContainerEngine,
  container: string,
  signal: AbortSignal,
  workspace?: WorkspaceOfContainer,
): Promise<PostMortem> {
  const details = await engine.inspectContainer(container, {}, signal);
  const [log, kept] = await Promise.all([
    readLastLines(engine, details, signal),
    findKeptFiles(engine, details, signal),
  ]);
  const symptoms = symptomsOf(details, log);
  const exit = explain(details, symptoms);
  const told = symptoms.slice(0, shownSymptoms);
  return {
    container: { id: details.id, name: details.name, image: details.image },
    verdict: exit.verdict,
    exitCode: details.exitCode,
    signal: exit.signal ?? null,
    oomKilled: details.oomKilled,
    evidence: [
      ...told.map((symptom) => toEvidence(symptom, details, workspace)),
      ...evidenceOf(details),
      ...kept.sentences.map((text) => ({ kind: 'files' as const, text })),
      ...log.slice(-shownLines).map((text) => ({ kind: 'log' as const, text })),
    ],
    changedFiles: kept.files,
    findings: workspace === undefined ? [] : findingsFor(told, exit, kept, workspace),
  };
}

/** What the engine says comes first, then the health check, then the log from its end. */
function symptomsOf(details: ContainerDetails, log: readonly string[]): readonly SymptomMatch[] {
  const refused = findSymptom(plainText(details.error, longestLine));
  const lastCheck = details.healthLog.findLast((result) => result.exitCode !== 0);
  const health =
    details.health === 'unhealthy'
      ? findSymptom(plainText(lastCheck?.output ?? '', longestLine))
      : undefined;
  const first = [refused, health].filter((match) => match !== undefined);
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...findSymptoms(log).filter(({ id }) => !known.has(id))];
}

function explain(details: ContainerDetails, symptoms: readonly SymptomMatch[]): ExitExplanation {
  const isLiving = details.state === 'running';
  const cause = symptoms.find(({ isHint }) => isLiving || !isHint)?.cause;
  return explainExit({
    state: details.state,
    exitCode: details.exitCode,
    oomKilled: details.oomKilled,
    error: plainText(details.error, longestLine),
    hasStarted: details.started !== undefined,
    restartCount: details.restartCount,
    ...(details.health === undefined ? {} : { health: details.health }),
    ...(cause === undefined ? {} : { cause }),
  });
}

function toEvidence(
  { id, cause, fix, text, frames }: SymptomMatch,
  { workingDir }: ContainerDetails,
  workspace: WorkspaceOfContainer | undefined,
): SymptomEvidence {
  const places = frames.map(({ path, line }): ProgramPlace => {
    const absolute = toAbsolutePath(path, workingDir === '' ? '/' : workingDir) ?? path;
    const file = workspace === undefined ? undefined : findWorkspaceFile(absolute, workspace);
    return { path: plainText(path), line, ...(file === undefined ? {} : { file }) };
  });
  // The innermost frame is mostly one of a library; what people can mend is their own file above it.
  const place =
    places.find(({ file }) => file !== undefined) ?? places.find(isOwnCode) ?? places[0];
  return {
    kind: 'symptom',
    id,
    text: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}.`,
    fix,
    line: text.trim(),
    ...(place === undefined ? {} : { place }),
  };
}

function isOwnCode({ path }: ProgramPlace): boolean {
  return !/^<|\/(?:site|dist)-packages\/|\/lib(?:64)?\/python\d/.test(path);
}

function findingsFor(
  symptoms: readonly SymptomMatch[],
  { rules }: ExitExplanation,
  kept: KeptFiles,
  workspace: WorkspaceOfContainer,
): readonly ExplainingFinding[] {
  const others = [
    { rules, isBetweenServices: false },
    { rules: kept.rules, isBetweenServices: true },
  ];
  return findExplainingFindings([...symptoms, ...others], workspace);
}

function evidenceOf(details: ContainerDetails): readonly Evidence[] {
  const evidence: Evidence[] = [{ kind: 'state', text: timesOf(details) }];
  const command = [details.path, ...details.args].filter((word) => word !== '');
  if (command.length > 0) evidence.push({ kind: 'command', text: command.map(quoted).join(' ') });
  if (details.restartCount > 0) {
    const times = details.restartCount === 1 ? 'once' : `${details.restartCount} times`;
    evidence.push({ kind: 'restarts', text: `The engine restarted it ${times}.` });
  }
  const failed = details.healthLog.filter((result) => result.exitCode !== 0);
  const last = failed.at(-1);
  if (last !== undefined) {
    const said = plainText(last.output, longestLine);
    const count = `${failed.length} of the last ${details.healthLog.length} health checks failed`;
    evidence.push({
      kind: 'health',
      text: `${count}, at last with exit code ${last.exitCode}${said === '' ? '.' : `: ${said}`}`,
    });
  }
  return evidence;
}

function timesOf(details: ContainerDetails): string {
  const { started, finished } = details;
  if (started === undefined) return `Created ${toTime(details.created)}, never started.`;
  const isOver = finished !== undefined && finished >= started && details.state !== 'running';
  if (!isOver) return `Started ${toTime(started)}.`;
  return `Started ${toTime(started)}, ended ${toTime(finished)} after ${toDuration(finished - started)}.`;
}

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function toDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function quoted(word: string): string {
  const plain = plainText(word, longestLine);
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}
