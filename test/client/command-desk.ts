import { buildProject } from '../../src/core/model/build-project.ts';
import type { CommandContext } from '../../src/client/commands/command-context.ts';
import type { Editor, FileChange } from '../../src/client/commands/editor.ts';
import type { Prompts } from '../../src/client/commands/prompts.ts';
import { ProjectStore } from '../../src/client/projects/project-store.ts';
import type { ComposeProject, ComposeRunner, UpOptions } from '../../src/ports/compose-runner.ts';
import { FakeEngine } from '../support/fake-engine.ts';

export interface DeskOptions {
  /** Folder → path → text. */
  readonly folders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the person answers, in order: the label of a choice, a text, or undefined to leave. */
  readonly answers?: readonly (string | undefined)[];
  readonly context?: Partial<CommandContext>;
}

/** A command's surroundings with a person who answers by script, and a record of all that happened. */
export interface Desk {
  readonly context: CommandContext;
  readonly engine: FakeEngine;
  /** One line for each thing that a person would have seen or that was done, in order. */
  readonly record: readonly string[];
  /** The labels that the last question offered. */
  readonly offered: readonly string[];
  /** What the last question explained, choice by choice. */
  readonly details: readonly string[];
  readonly applied: readonly FileChange[];
}

export function openDesk({ folders = {}, answers = [], context = {} }: DeskOptions = {}): Desk {
  const record: string[] = [];
  const offered: string[] = [];
  const details: string[] = [];
  const applied: FileChange[] = [];
  const engine = new FakeEngine();
  const remembered = new Map<string, unknown>();
  const projects = new ProjectStore({
    folders: () => Object.keys(folders),
    loadProject: (root) => {
      const files = new Map(Object.entries(folders[root] ?? {}));
      return Promise.resolve(
        buildProject({ files, isPartial: false, environment: new Map<string, string>() }),
      );
    },
    memory: {
      get: (key) => remembered.get(key),
      update: (key, value) => Promise.resolve(void remembered.set(key, value)),
    },
    onChange: () => record.push('views change'),
    onError: (error) => record.push(`error ${String(error)}`),
  });
  const desk: CommandContext = {
    signal: new AbortController().signal,
    l10n: {
      t: (message, ...values) =>
        message.replaceAll(/\{(\d)\}/g, (_, at) => String(values[Number(at)])),
    },
    prompts: scriptPrompts([...answers], { record, offered, details }),
    editor: recordEditor(record, applied),
    projects,
    openEngine: () => Promise.resolve(engine),
    openCompose: () => Promise.resolve(recordCompose(record)),
    openTerminal: (session) => Promise.resolve(void record.push(`terminal ${session.title}`)),
    findStore: () => Promise.resolve(undefined),
    toolboxImage: '',
    createSessionName: () => 'vscode-1-test',
    isSessionAlive: () => false,
    secrets: {
      find: () => Promise.resolve(undefined),
      keep: (origin, credentials) =>
        Promise.resolve(void record.push(`keep ${credentials.kind} for ${origin}`)),
      forget: (origin) => Promise.resolve(void record.push(`forget ${origin}`)),
    },
    views: {
      refresh: () => record.push('refresh'),
      retryEngine: () => record.push('retry'),
      showOutput: () => record.push('output'),
    },
    language: {
      restart: () => Promise.resolve(void record.push('restart')),
      lintWorkspace: () => Promise.resolve({ files: 0, errors: 0, warnings: 0, others: 0 }),
      listRules: () => Promise.resolve([{ id: 'compose/x', summary: 'Disallow x' }]),
      listFindings: () => [],
      fixWorkspace: () => Promise.resolve([]),
    },
    about: () =>
      Promise.resolve({
        versions: { Drydock: '1.0.0' },
        settings: {},
        server: 'Drydock is ready',
        engine: 'not asked yet',
        findings: [],
        log: [],
        folders: [],
      }),
    ...context,
  };
  return { context: desk, engine, record, offered, details, applied };
}

function scriptPrompts(
  answers: (string | undefined)[],
  seen: Readonly<Record<'record' | 'offered' | 'details', string[]>>,
): Prompts {
  const { record, offered, details } = seen;
  const next = (question: string): string | undefined => {
    if (answers.length === 0) throw new Error(`nobody was expected to ask: ${question}`);
    return answers.shift();
  };
  return {
    pick: (title, choices) => {
      offered.splice(0, offered.length, ...choices.map(({ label }) => label));
      details.splice(0, details.length, ...choices.map(({ detail }) => detail ?? ''));
      const answer = next(title);
      record.push(`ask ${title} → ${answer ?? 'nothing'}`);
      const chosen = choices.find(({ label }) => label === answer);
      if (answer !== undefined && chosen === undefined) {
        throw new Error(`"${answer}" is not among: ${offered.join(', ')}`);
      }
      return Promise.resolve(chosen?.value);
    },
    input: ({ title, complain }) => {
      const answer = next(title);
      const complaint = answer === undefined ? undefined : complain?.(answer);
      record.push(`ask ${title} → ${complaint ?? answer ?? 'nothing'}`);
      return Promise.resolve(answer);
    },
    confirm: (message, detail, action) => {
      record.push(`confirm ${message} (${detail.replaceAll('\n', ', ')})`);
      return Promise.resolve(next(message) === action);
    },
    tell: (message, ...buttons) => {
      const answer = buttons.length === 0 ? undefined : next(message);
      record.push([`tell ${message}`, ...buttons].join(' | '));
      return Promise.resolve(answer);
    },
    progress: (title, work) => {
      record.push(`progress ${title}`);
      return work(() => undefined, new AbortController().signal);
    },
  };
}

function recordEditor(record: string[], applied: FileChange[]): Editor {
  const note = (text: string): Promise<void> => Promise.resolve(void record.push(text));
  return {
    openFile: (path, line) => note(`open ${path}${line === undefined ? '' : `:${line + 1}`}`),
    openText: ({ name, text }) => note(`page ${name} ${text.split('\n')[0] ?? ''}`),
    followText: async (name, source) => {
      let text = '';
      for await (const piece of source(new AbortController().signal)) text += piece;
      await note(`follow ${name} ${JSON.stringify(text)}`);
    },
    openVolumeFile: (volume, path) => note(`volume ${volume} ${path}`),
    openArtifact: ({ store, run, path }) => note(`artifact ${store} ${run} ${path}`),
    openPage: (path) => note(`page ${path}`),
    preview: (title, changes) =>
      note(`preview ${title}: ${changes.map(({ path }) => path).join(', ')}`),
    closePreview: () => note('close preview'),
    apply: (_label, changes) => {
      applied.push(...changes);
      record.push('apply');
      return Promise.resolve(true);
    },
    openAddress: (url) => note(`address ${new URL(url).host}`),
    copy: (text) => note(`copy ${text}`),
    run: (command) => note(`run ${command}`),
  };
}

function recordCompose(record: string[]): ComposeRunner {
  const note = (verb: string, project: ComposeProject, options: UpOptions = {}): Promise<void> => {
    const services = (options.services ?? []).join(' ') || 'all';
    return Promise.resolve(
      void record.push(`${verb} ${services} of ${project.name} (${project.files.join(' ')})`),
    );
  };
  return {
    version: () => Promise.resolve('2.40.3'),
    up: (project, options) => note('up', project, options),
    stop: (project, options) => note('stop', project, options),
    down: (project) => note('down', project),
    check: () => Promise.resolve(),
  };
}
