import { createHash } from 'node:crypto';
import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { toDiagnostic } from '../convert/to-lsp.ts';
import type { LintedRoot, ProjectRoot } from '../workspace/project-root.ts';
import type { Place } from '../workspace/roots.ts';

export interface DiagnosticsOptions {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  /** Whether the client pulls what it has open. */
  readonly canPull: boolean;
  /** Whether the client asks again when told to (`workspace/diagnostic/refresh`). */
  readonly canRefresh: boolean;
  readonly pageOf: (rule: string) => string | undefined;
}

/**
 * Hands findings to the client: pushed for every file until the client pulls one, from then on only on its request.
 * So files that are not open are in the Problems view too, and none is there twice.
 */
export class DiagnosticsFeed {
  readonly #options: DiagnosticsOptions;
  /** What was last answered for a document that the client pulls: the version asked about, and the findings' digest. */
  readonly #pulled = new Map<string, { readonly version: number; readonly digest: string }>();
  /** Version and digest of what was last pushed, for the files that have something. */
  readonly #pushed = new Map<string, string>();
  readonly #filesOf = new Map<ProjectRoot, ReadonlySet<string>>();

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  /** Answers a pull. */
  async answer(
    uri: string,
    place: Place,
    previousResultId: string | undefined,
  ): Promise<DocumentDiagnosticReport> {
    const version = this.#options.documents.get(uri)?.version ?? 0;
    const linted = await this.#lintForPull(place);
    if (linted === undefined) return this.#answerLate(uri, version, previousResultId);
    const items = this.#toDiagnostics(place.file, linted);
    const resultId = toDigest(items);
    this.#pulled.set(uri, { version, digest: resultId });
    this.#takeBack(uri);
    if (previousResultId === resultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** A client that asks again when told to need not wait. */
  #lintForPull({ root }: Place): Promise<LintedRoot | undefined> {
    return this.#options.canRefresh ? root.lintSoon() : root.lint();
  }

  /** What was said before holds until the lint is done; then the client is told to ask again. */
  #answerLate(
    uri: string,
    version: number,
    resultId: string | undefined,
  ): DocumentDiagnosticReport {
    this.#pulled.set(uri, { version, digest: late });
    return resultId === undefined
      ? { kind: DocumentDiagnosticReportKind.Full, resultId: late, items: [] }
      : { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  }

  /** The client closed the document and so pulls it no longer. */
  forget(uri: string): void {
    this.#pulled.delete(uri);
  }

  /** Pushes what changed in a root, and asks the client to pull again where another file's change reached an open one. */
  async publish(root: ProjectRoot): Promise<void> {
    const linted = await root.lint();
    const files = new Set(linted.findings.keys());
    const former = this.#filesOf.get(root) ?? new Set();
    this.#filesOf.set(root, files);
    // A client that is pushed what it has open learns of every version that it was looked at.
    // One that pulls has to ask again where it was answered before anything was known.
    const open = [...linted.versions.keys()].filter(
      (file) => !this.#options.canPull || this.#pulled.get(linted.toUri(file))?.digest === late,
    );
    let isStale = false;
    for (const file of new Set([...files, ...former, ...open])) {
      const uri = linted.toUri(file);
      const items = this.#toDiagnostics(file, linted);
      if (this.#pulled.has(uri)) isStale ||= this.#isStale(uri, items);
      else this.#push(uri, items, linted.versions.get(file));
    }
    if (isStale && this.#options.canRefresh) {
      void this.#options.connection.languages.diagnostics.refresh();
    }
  }

  /** Takes back everything that was said about a root. */
  retract(root: ProjectRoot): void {
    for (const file of this.#filesOf.get(root) ?? []) this.#takeBack(root.toUri(file));
    this.#filesOf.delete(root);
  }

  /** A document that was edited since is pulled by the client itself. */
  #isStale(uri: string, items: readonly Diagnostic[]): boolean {
    const answered = this.#pulled.get(uri);
    const version = this.#options.documents.get(uri)?.version ?? 0;
    return answered?.version === version && answered.digest !== toDigest(items);
  }

  #push(uri: string, items: Diagnostic[], version: number | undefined): void {
    const isPlain = items.length === 0 && (version === undefined || this.#options.canPull);
    const state = isPlain ? undefined : `${version} ${toDigest(items)}`;
    if (this.#pushed.get(uri) === state) return;
    if (state === undefined) this.#pushed.delete(uri);
    else this.#pushed.set(uri, state);
    void this.#options.connection.sendDiagnostics({
      uri,
      diagnostics: items,
      ...(version === undefined ? {} : { version }),
    });
  }

  #takeBack(uri: string): void {
    if (this.#pushed.delete(uri)) {
      void this.#options.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }

  #toDiagnostics(file: string, linted: LintedRoot): Diagnostic[] {
    const { pageOf } = this.#options;
    return (linted.findings.get(file) ?? []).map((finding) =>
      toDiagnostic(finding, linted, pageOf),
    );
  }
}

/** In the place of a digest where nothing is known yet. */
const late = 'late';

function toDigest(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64url');
}
