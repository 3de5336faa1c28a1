import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { applyChanges, listServices, proposeService } from '../../app/scaffold/add-service.ts';
import type { AddServiceProposal } from '../../app/scaffold/add-service.ts';
import { toDisplayText } from '../../core/base/display-text.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { FileWriteError } from '../../ports/file-writer.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { UsageError } from '../usage-error.ts';

const usage =
  'scaffold list [--dir DIR] [--format table|json] | scaffold SERVICE [--dir DIR] [--name NAME] [--set KEY=VALUE…] [--dry-run] [--yes]';

/** `drydock scaffold`: puts a service with its Dockerfile into a project. */
export const scaffoldCommand: CliCommand = async (context, args) => {
  const request = parseRequest(args);
  const root = resolve(context.cwd, request.folder);
  const snapshot = await load(context, root, request.folder);
  return request.service === 'list'
    ? printList(context, request, snapshot)
    : addService(context, request, root, snapshot);
};

interface ScaffoldRequest {
  readonly service: string;
  readonly folder: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly format: 'table' | 'json';
  readonly isDryRun: boolean;
  readonly isAgreed: boolean;
}

function parseRequest(args: readonly string[]): ScaffoldRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      dir: { type: 'string', default: '.' },
      name: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'table' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const [service, ...rest] = positionals;
  const { format } = values;
  if (service === undefined || rest.length > 0 || (format !== 'table' && format !== 'json')) {
    throw new UsageError(`it is called as ${usage}`);
  }
  const answers = new Map(values.set.map(parseSetting));
  if (values.name !== undefined) answers.set('name', values.name);
  return {
    service,
    folder: values.dir,
    answers: Object.fromEntries(answers),
    format,
    isDryRun: values['dry-run'],
    isAgreed: values.yes,
  };
}

function parseSetting(item: string): readonly [string, string] {
  const equals = item.indexOf('=');
  if (equals <= 0) throw new UsageError(`--set takes KEY=VALUE, not "${toDisplayText(item)}".`);
  return [item.slice(0, equals), item.slice(equals + 1)];
}

async function load(context: CliContext, root: string, folder: string): Promise<Snapshot> {
  try {
    return await context.loadSnapshot(root);
  } catch (cause) {
    context.signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${toDisplayText(folder)} cannot be read: ${reason}`, { cause });
  }
}

function printList(context: CliContext, { format }: ScaffoldRequest, snapshot: Snapshot): number {
  const services = listServices(snapshot);
  if (format === 'json') {
    context.out(`${JSON.stringify({ version: 1, services }, undefined, 2)}\n`);
    return 0;
  }
  const width = Math.max(...services.map(({ id }) => id.length));
  for (const { id, title, summary, evidence } of services) {
    context.out(`${id.padEnd(width)}  ${title}. ${summary}.\n`);
    for (const sentence of evidence)
      context.out(`${' '.repeat(width + 2)}${toDisplayText(sentence)}\n`);
  }
  return 0;
}

async function addService(
  context: CliContext,
  request: ScaffoldRequest,
  root: string,
  snapshot: Snapshot,
): Promise<number> {
  const proposal = proposeService(request.service, snapshot, request.answers);
  if (proposal.kind === 'refused') {
    for (const complaint of proposal.complaints) {
      context.err(`drydock scaffold: ${toDisplayText(complaint)}`);
    }
    return 2;
  }
  context.out(proposal.diff);
  for (const note of proposal.plan.notes) context.err(toDisplayText(note));
  if (proposal.changes.length === 0 || request.isDryRun) return 0;
  if (!request.isAgreed && !(await askAgreement(context))) return 0;
  return write(context, proposal, root);
}

async function write(
  context: CliContext,
  { changes }: Extract<AddServiceProposal, { kind: 'proposal' }>,
  root: string,
): Promise<number> {
  try {
    await applyChanges(changes, context.fileWriter, (path) => join(root, path), context.signal);
  } catch (cause) {
    if (!(cause instanceof FileWriteError)) throw cause;
    context.err(`drydock scaffold: ${toDisplayText(cause.message)}`);
    return 2;
  }
  for (const { path, before } of changes) {
    context.err(`${before === undefined ? 'made' : 'changed'} ${toDisplayText(path)}`);
  }
  return 0;
}

/** Anything but a yes leaves the files as they are, and so does the end of the input. */
async function askAgreement(context: CliContext): Promise<boolean> {
  const terminal = createInterface({ input: context.stdin });
  try {
    context.err('Write these changes? [y/N]');
    const answer = await new Promise<string>((done, fail) => {
      terminal.once('line', done);
      terminal.once('close', () => done(''));
      context.signal.addEventListener('abort', () => fail(context.signal.reason), { once: true });
    });
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
