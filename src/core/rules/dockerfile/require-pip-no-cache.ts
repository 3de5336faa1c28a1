import type { StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findPrograms, hasOption, type Program } from '../../rulekit/shell-programs.ts';

export const requirePipNoCache = defineRule({
  id: 'dockerfile/require-pip-no-cache',
  equivalents: ['DL3042'],
  summary: 'Require pip install to leave no cache in the image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    cache: 'The packages stay in the image twice: installed, and in the cache of pip.',
  },
  on: {
    instruction(item, report) {
      if (item.instruction.keyword !== 'RUN' || avoidsCache(item)) return;
      const programs = findPrograms(item.script);
      if (programs.some(exportsSetting)) return;
      for (const program of programs) {
        const install = findInstall(program);
        if (install === undefined || hasOption(program.arguments, '--no-cache-dir')) continue;
        if (program.command.assignments.some(({ text }) => isSetting(text))) continue;
        report.cache(install.at, {
          fixes: [
            {
              title: 'Add --no-cache-dir',
              kind: 'safe',
              edits: () => [insertAfter(install.at, ' --no-cache-dir')],
            },
          ],
        });
      }
    },
  },
});

function exportsSetting({ name, arguments: words }: Program): boolean {
  return name === 'export' && words.some(({ plain }) => isSetting(plain));
}

function isSetting(text: string): boolean {
  const value = /^PIP_NO_CACHE_DIR=["']?([^"']*)/.exec(text)?.[1];
  return value !== undefined && isOn(value);
}

function isOn(value: string): boolean {
  return !/^(?:0|off|false|no|n|f|)$/i.test(value);
}

/** The word `install` of `pip install` and `python -m pip install`. */
function findInstall({
  name,
  arguments: words,
}: Program): Program['arguments'][number] | undefined {
  const isModule =
    /^python[\d.]*$/.test(name) && words[0]?.plain === '-m' && words[1]?.plain === 'pip';
  if (!/^pip[\d.]*$/.test(name) && !isModule) return undefined;
  return words.find(({ plain }) => plain === 'install');
}

/** A variable turns the cache off, or a mount keeps it out of the image. */
function avoidsCache({ variables, instruction }: StageInstruction): boolean {
  const setting = variables.get('PIP_NO_CACHE_DIR')?.value;
  if (setting !== undefined && isOn(setting)) return true;
  return instruction.flags.some(
    ({ name, value = '' }) =>
      name === 'mount' && /type=(?:cache|tmpfs)/.test(value) && /\.cache/.test(value),
  );
}

export const requirePipNoCachePage = definePage({
  rationale:
    'The installer keeps every wheel that it downloads in a cache, and nobody uses the cache of an image again. For CUDA wheels that is gigabytes.',
  references: ['https://pip.pypa.io/en/stable/topics/caching/'],
  bad: [
    {
      title: 'A cache that nobody reads',
      files: { Dockerfile: 'FROM python:3.12-slim\nRUN pip install torch==2.5.1 # Large.\n' },
      fixed: {
        Dockerfile: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch==2.5.1 # Large.\n',
      },
    },
  ],
  good: [
    {
      title: 'No cache, or one outside the image',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch==2.5.1\nRUN --mount=type=cache,target=/root/.cache/pip pip install numpy==2.1.3\n',
      },
    },
  ],
});
