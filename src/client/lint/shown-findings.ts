import * as vscode from 'vscode';
import { isSaidElsewhere, type Remark } from './said-elsewhere.ts';

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
}

type Show = (uri: vscode.Uri, findings: vscode.Diagnostic[]) => void;

interface FileFindings {
  readonly uri: vscode.Uri;
  readonly all: readonly vscode.Diagnostic[];
  readonly show: Show;
  readonly shown: readonly vscode.Diagnostic[];
}

/** What the server found, without what another extension says of the same lines. */
export class ShownFindings implements vscode.Disposable {
  readonly #files = new Map<string, FileFindings>();
  readonly #onCount: (counts: FindingCounts) => void;
  readonly #listening: vscode.Disposable;
  #errors = 0;
  #warnings = 0;

  constructor(onCount: (counts: FindingCounts) => void) {
    this.#onCount = onCount;
    this.#listening = vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#review(uris)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('drydock.duplicates')) return;
        this.#review([...this.#files.values()].map(({ uri }) => uri));
      }),
    );
  }

  take(uri: vscode.Uri, all: readonly vscode.Diagnostic[], show: Show): void {
    const shown = without(all, uri);
    this.#count(this.#files.get(uri.toString())?.shown ?? [], shown);
    if (all.length === 0) this.#files.delete(uri.toString());
    else this.#files.set(uri.toString(), { uri, all, show, shown });
    show(uri, shown);
  }

  /** For a server that begins anew: it knows nothing of what the former one found. */
  clear(): void {
    this.#files.clear();
    this.#errors = 0;
    this.#warnings = 0;
    this.#onCount({ errors: 0, warnings: 0 });
  }

  dispose(): void {
    this.#listening.dispose();
    this.clear();
  }

  /** Our own change comes by here too, and finds nothing to do. */
  #review(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const file = this.#files.get(uri.toString());
      if (file === undefined) continue;
      const shown = without(file.all, uri);
      if (shown.length !== file.shown.length) this.take(uri, file.all, file.show);
    }
  }

  #count(former: readonly vscode.Diagnostic[], now: readonly vscode.Diagnostic[]): void {
    const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
    this.#errors += countOf(now, error) - countOf(former, error);
    this.#warnings += countOf(now, warning) - countOf(former, warning);
    this.#onCount({ errors: this.#errors, warnings: this.#warnings });
  }
}

function countOf(list: readonly vscode.Diagnostic[], wanted: vscode.DiagnosticSeverity): number {
  return list.filter(({ severity }) => severity === wanted).length;
}

function without(all: readonly vscode.Diagnostic[], uri: vscode.Uri): vscode.Diagnostic[] {
  const setting: unknown = vscode.workspace.getConfiguration('drydock', uri).get('duplicates');
  if (all.length === 0 || setting === 'show') return [...all];
  const others = vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'drydock')
    .map(toRemark);
  if (others.length === 0) return [...all];
  return all.filter((finding) => {
    const { data } = finding as { readonly data?: unknown };
    const names = Array.isArray(data) ? data.map(String) : [];
    return !isSaidElsewhere({ names, line: finding.range.start.line }, others);
  });
}

function toRemark({ source, code, range }: vscode.Diagnostic): Remark {
  return {
    source,
    code: String(typeof code === 'object' ? code.value : code),
    firstLine: range.start.line,
    lastLine: range.end.line,
  };
}
