import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/client/commands/command-context.ts';
import { copyReport } from '../../../src/client/commands/copy-report.ts';
import { fixFile } from '../../../src/client/commands/fix-file.ts';
import { fixWorkspace } from '../../../src/client/commands/fix-workspace.ts';
import { lintWorkspace } from '../../../src/client/commands/lint-workspace.ts';
import type { FixedText } from '../../../src/core/ide/language-requests.ts';
import { openDesk } from '../command-desk.ts';

function answerFixes(fixed: readonly FixedText[]): CommandContext['language'] {
  return { ...openDesk().context.language, fixWorkspace: () => Promise.resolve(fixed) };
}

const fixed = { uri: 'file:///w/api/Dockerfile', before: 'BAD', after: 'GOOD' };
const loose = { uri: 'untitled:Untitled-1', before: 'BAD', after: 'GOOD' };

describe('drydock.fix.workspace', () => {
  it('shows which files would change, and changes them on a yes', async () => {
    const language = answerFixes([fixed, loose]);
    const { context, record, applied } = openDesk({ answers: ['Fix'], context: { language } });
    await fixWorkspace(context, undefined);
    expect(record).toEqual([
      'progress Looking for safe fixes',
      'confirm Apply safe fixes to 1 files? (Dockerfile)',
      'apply',
    ]);
    expect(applied).toEqual([{ path: '/w/api/Dockerfile', before: 'BAD', after: 'GOOD' }]);
  });

  it('changes nothing on a no', async () => {
    const context = { language: answerFixes([fixed]) };
    const desk = openDesk({ answers: [undefined], context });
    await fixWorkspace(desk.context, undefined);
    expect(desk.applied).toEqual([]);
  });

  it('says so where there is nothing to fix', async () => {
    const { context, record } = openDesk({ context: { language: answerFixes([loose]) } });
    await fixWorkspace(context, undefined);
    expect(record.at(-1)).toBe('tell There is nothing that can be fixed safely.');
  });
});

it('drydock.fix.file leaves it to the editor’s own source action', async () => {
  const { context, record } = openDesk();
  await fixFile(context, undefined);
  expect(record).toEqual(['run editor.action.sourceAction']);
});

it('drydock.report.copy copies the report and says to look it over', async () => {
  const { context, record } = openDesk();
  await copyReport(context, undefined);
  expect(record[0]).toContain('copy ## Drydock report\n\n- Drydock: 1.0.0');
  expect(record[1]).toContain('Look it over before you send it');
});

it('drydock.lint.workspace says how far it is where there are several folders', async () => {
  const said: string[] = [];
  const { context } = openDesk({
    context: {
      prompts: {
        ...openDesk().context.prompts,
        progress: (_title, work) =>
          work((message) => void said.push(message), new AbortController().signal),
      },
      language: {
        ...openDesk().context.language,
        lintWorkspace: (_signal, report) => {
          report({ done: 0, total: 1 });
          report({ done: 1, total: 2 });
          return Promise.resolve({ files: 0, errors: 0, warnings: 0, others: 0 });
        },
      },
    },
  });
  await lintWorkspace(context, undefined);
  expect(said).toEqual(['1 of 2 folders']);
});
