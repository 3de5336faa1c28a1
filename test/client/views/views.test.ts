import { describe, expect, it } from 'vitest';
import { inEnglish, type Localize } from '../../../src/app/localize.ts';
import type { ViewNode } from '../../../src/app/view-node.ts';
import { findFileSetRow } from '../../../src/client/views/file-set-row.ts';
import { toTreeRow } from '../../../src/client/views/tree-row.ts';
import { toViewContent } from '../../../src/client/views/view-content.ts';
import { openDesk } from '../command-desk.ts';

const node: ViewNode = {
  id: 'service:web',
  kind: 'service',
  label: 'web',
  icon: 'vm-running',
  context: ['service', 'running'],
};

const notice = (id: string): ViewNode => ({
  ...node,
  id: `notice:${id}`,
  kind: 'notice',
  label: id,
});

describe('toTreeRow', () => {
  it('says label and detail to a screen reader unless the row has words of its own', () => {
    expect(toTreeRow(node).spoken).toBe('web');
    expect(toTreeRow({ ...node, detail: 'Up 5 minutes' }).spoken).toBe('web, Up 5 minutes');
    expect(toTreeRow({ ...node, spoken: 'running' }).spoken).toBe('running');
  });

  it('joins the context so that whole words can be matched', () => {
    const { contextValue } = toTreeRow({ ...node, context: ['service', 'running', 'failed'] });
    expect(contextValue).toBe('service;running;failed');
    expect(/(^|;)run(;|$)/.test(contextValue)).toBe(false);
  });

  it('keeps the text as it is, whatever a name looks like', () => {
    const label = '$(trash) [x](command:y) <img src=x>';
    expect(toTreeRow({ ...node, label }).label).toBe(label);
  });

  it('opens rows that are to be open, and only those with rows below', () => {
    const children = () => Promise.resolve([]);
    expect(toTreeRow(node).state).toBe('leaf');
    expect(toTreeRow({ ...node, children }).state).toBe('collapsed');
    expect(toTreeRow({ ...node, children, expanded: true }).state).toBe('expanded');
    expect(toTreeRow({ ...node, expanded: true }).state).toBe('leaf');
  });

  it('has a theme color for each tone that says something', () => {
    expect(toTreeRow({ ...node, tone: 'bad' }).color).toBe('testing.iconFailed');
    expect(toTreeRow({ ...node, tone: 'plain' }).color).toBeUndefined();
  });
});

describe('toViewContent', () => {
  it('leaves rows alone where there is more than notices', () => {
    const rows = [notice('untrusted'), node];
    expect(toViewContent(rows)).toEqual({ rows });
  });

  it('gives way to the welcome text where a notice has one', () => {
    expect(toViewContent([notice('not-installed')])).toEqual({ rows: [], empty: 'notInstalled' });
    expect(toViewContent([notice('not-running')])).toEqual({ rows: [], empty: 'notRunning' });
    expect(toViewContent([notice('untrusted')])).toEqual({ rows: [], empty: 'untrusted' });
  });

  it('speaks of the missing compose file before it speaks of the engine', () => {
    const content = toViewContent([notice('not-running'), notice('no-compose-file')]);
    expect(content.empty).toBe('noCompose');
  });

  it('keeps a notice that has no welcome text', () => {
    const rows = [notice('connecting')];
    expect(toViewContent(rows)).toEqual({ rows });
  });
});

type Folders = Readonly<Record<string, Readonly<Record<string, string>>>>;

describe('the row of compose files', () => {
  const compose = 'services:\n  web:\n    image: nginx:1\n';

  it('is there only where there is a choice', async () => {
    const one = { '/w/a': { 'compose.yaml': compose } };
    const two = { '/w/a': { 'compose.yaml': compose, 'docker-compose.dev.yml': compose } };
    const rowOf = async (folders: Folders, localize: Localize = inEnglish) => {
      const { context } = openDesk({ folders });
      const [project] = await context.projects.load(context.signal);
      return project === undefined ? undefined : findFileSetRow(project, localize);
    };
    expect(await rowOf(one)).toBeUndefined();
    expect(await rowOf(two)).toMatchObject({
      label: 'compose.yaml',
      detail: '1 of 2 sets of compose files',
      command: 'drydock.fileSet.select',
      target: { kind: 'fileSet', root: '/w/a', fileSet: 'compose.yaml' },
    });
    expect(await rowOf(two, (_message, ...values) => `~${values.join()}`)).toMatchObject({
      label: 'compose.yaml',
      detail: '~2',
      spoken: '~',
    });
  });
});
