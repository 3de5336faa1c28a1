import type { Fix } from '../../base/finding.ts';
import type { UnknownKey } from '../../model/compose-shape-problems.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const noUnknownKey = defineRule({
  id: 'compose/no-unknown-key',
  equivalents: ['invalid-schema'],
  summary: 'Disallow keys that Compose does not know',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unknown: '"{key}" is no key of {owner}, so Compose refuses the file.',
    near: '"{key}" is no key of {owner}; there is "{near}".',
    above: '"{key}" belongs into {home} and not into {owner}: its indentation is too deep.',
    below: '"{key}" belongs under {home} and not into {owner}.',
  },
  on: {
    fileSet({ shapeProblems }, report) {
      for (const problem of shapeProblems) {
        if (problem.kind !== 'unknownKey') continue;
        const { at, entry, owner, home } = problem;
        const { key } = entry;
        const near = home?.direction === 'above' ? undefined : findNear(problem);
        if (near !== undefined) {
          report.near(at, { key, owner, near }, { fixes: [rename(problem, near)] });
        } else if (home?.direction === 'above') report.above(at, { key, owner, home: home.owner });
        else if (home !== undefined) report.below(at, { key, owner, home: home.owner });
        else report.unknown(at, { key, owner });
      }
    },
  },
});

/**
 * A key that differs only by case, separators or a plural is meant whatever its length. One that is right elsewhere
 * was hardly misspelled.
 */
function findNear({ entry: { key }, free, home }: UnknownKey): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]|s$/g, '');
  const same = free.find((name) => plain(name) === plain(key));
  return same ?? (home === undefined ? findNearName(key, free) : undefined);
}

function rename({ at }: UnknownKey, near: string): Fix {
  return { title: `Rename to ${near}`, kind: 'suggestion', edits: () => [replace(at, near)] };
}

export const noUnknownKeyPage = definePage({
  rationale:
    'Compose refuses the whole file when it meets a key that it does not know, also when a key that it does know is indented one step too far or not far enough.',
  exceptions: 'Keys that begin with `x-` are for your own use and allowed everywhere.',
  references: ['https://docs.docker.com/reference/compose-file/'],
  bad: [
    {
      title: 'A misspelled key',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    enviroment:\n      EPOCHS: "10"\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      EPOCHS: "10"\n',
      },
    },
    {
      title: 'A key of the service below build',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    build:\n      context: .\n      restart: always\n',
        Dockerfile: 'FROM scratch\n',
      },
    },
    {
      title: 'A key of the build in the service',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    dockerfile: train.Dockerfile\n',
      },
    },
    {
      title: 'A key of another program',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    accelerators: 2\n',
      },
    },
  ],
  good: [
    {
      title: 'A key of your own',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    x-accelerators: 2\n',
      },
    },
  ],
});
