import { maskSecrets } from '../core/base/mask-secrets.ts';

/** What a person sends along when something is wrong with Drydock itself. */
export interface DiagnosticsFacts {
  /** Programs and their versions. */
  readonly versions: Readonly<Record<string, string>>;
  /** What was changed from its default. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly server: string;
  readonly engine: string;
  /** Rule ids, one for each finding. */
  readonly findings: readonly string[];
  readonly log: readonly string[];
  /** Workspace folders; paths in them are told by their name below it. */
  readonly folders: readonly string[];
}

/** The report in Markdown. Secrets are masked, and of paths outside the workspace only the last name is told. */
export function writeDiagnosticsReport(facts: DiagnosticsFacts): string {
  const { versions, settings, server, engine, findings, log, folders } = facts;
  const lines = [
    '## Drydock report',
    '',
    ...Object.entries(versions).map(([name, version]) => `- ${name}: ${version}`),
    `- Language server: ${server}`,
    `- Container engine: ${engine}`,
    `- Workspace folders: ${folders.length}`,
    '',
    '### Settings',
    '',
    ...listOrNone(
      Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ),
    '',
    `### Findings: ${findings.length}`,
    '',
    ...listOrNone(countByName(findings)),
    '',
    '### Log',
    '',
    '```text',
    ...log,
    '```',
    '',
  ];
  return hidePaths(maskSecrets(lines.join('\n')), folders);
}

function listOrNone(items: readonly string[]): readonly string[] {
  return items.length === 0 ? ['none'] : items.map((item) => `- ${item}`);
}

function countByName(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([name, count]) => `${name}: ${count}`);
}

function hidePaths(text: string, folders: readonly string[]): string {
  let result = text;
  for (const [index, folder] of folders.entries()) {
    const name = folders.length === 1 ? '<workspace>' : `<workspace ${index + 1}>`;
    for (const spelled of [folder, encodeURI(folder)]) result = result.replaceAll(spelled, name);
  }
  return result
    .replaceAll(/\b(file|unix|npipe):\/\/[^\s"'`)]*?([^\s"'`)/\\]*)(?=[\s"'`)]|$)/gm, '$1://…/$2')
    .replaceAll(/(?<![\w:/.>…~-])~?(?:\/[^\s"'`:()<>,;/]+)+(?=\/([^\s"'`:()<>,;/]+))/g, '…')
    .replaceAll(/\b[A-Za-z]:(?:\\+[^\s"'`:()<>,;\\]+)+(?=\\+[^\s"'`:()<>,;\\]+)/g, '…');
}
