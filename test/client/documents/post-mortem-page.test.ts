import { describe, expect, it } from 'vitest';
import type { PostMortem } from '../../../src/app/post-mortem.ts';
import { toPostMortemPage } from '../../../src/client/documents/post-mortem-page.ts';

const bare: PostMortem = {
  container: { id: 'c1', name: 'shop-train-1', image: 'train:1' },
  verdict: 'The program failed (exit code 1).',
  exitCode: 1,
  signal: null,
  oomKilled: false,
  evidence: [],
  changedFiles: [],
  findings: [],
};

describe('the page of a post-mortem', () => {
  it('begins with the verdict and says nothing about what there is none of', () => {
    expect(toPostMortemPage(bare)).toBe(
      'The program failed (exit code 1).\n\nshop-train-1  train:1\n',
    );
  });

  it('names findings and causes before facts, files with sizes and the log', () => {
    const page = toPostMortemPage({
      ...bare,
      evidence: [
        {
          kind: 'symptom',
          id: 'python/missing-module',
          text: 'The module torch is missing.',
          fix: 'Install it in the Dockerfile.',
          line: "ModuleNotFoundError: No module named 'torch'",
          place: { path: '/app/train.py', line: 3, file: 'train.py' },
        },
        { kind: 'state', text: 'Started then.' },
        { kind: 'command', text: 'python train.py' },
        { kind: 'files', text: '4.2 GB exist only in this container.' },
        { kind: 'log', text: '  File "train.py", line 3' },
      ],
      changedFiles: [
        { path: '/app/model.pt', kind: 'added', size: 4_200_000_000 },
        { path: '/etc/motd', kind: 'deleted' },
      ],
      findings: [
        {
          rule: 'project/require-package',
          severity: 'error',
          message: 'No torch.',
          file: 'Dockerfile',
          line: 2,
          column: 1,
        },
      ],
    });
    expect(page.split('\n')).toEqual([
      'The program failed (exit code 1).',
      '',
      'shop-train-1  train:1',
      '',
      'Findings',
      '  Dockerfile:2  No torch.  (project/require-package)',
      '',
      'Causes',
      '  The module torch is missing.',
      '    Install it in the Dockerfile.',
      '    at train.py:3',
      "    > ModuleNotFoundError: No module named 'torch'",
      '',
      'Facts',
      '  Started then.',
      '',
      'Command',
      '  python train.py',
      '',
      'What it left',
      '  4.2 GB exist only in this container.',
      '',
      'Changed files',
      '    4.2 GB  added     /app/model.pt',
      '            deleted   /etc/motd',
      '',
      'Last lines of the log',
      '    File "train.py", line 3',
      '',
    ]);
  });

  it('keeps escape sequences and line breaks of names out, and counts the files it does not name', () => {
    const changedFiles = Array.from({ length: 205 }, (_, index) => ({
      path: `/tmp/\u001B[31m${index}\nx`,
      kind: 'added' as const,
    }));
    const page = toPostMortemPage({ ...bare, changedFiles });
    expect(page).not.toContain('\u001B');
    expect(page).toContain('  and 5 more\n');
    expect(page.split('\n')).toHaveLength(207);
  });
});
