import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRootUser = defineRule({
  id: 'dockerfile/no-root-user',
  equivalents: ['DL3002', 'DS-0002', 'CKV_DOCKER_8'],
  summary: 'Disallow images that end as root by their own USER',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: { root: 'The container runs as root, and so does whoever breaks out of its program.' },
  on: {
    dockerfile(dockerfile, report) {
      const { stages } = dockerfile;
      const used = new Set(stages.flatMap(({ parent }) => parent ?? []));
      const copied = new Set(
        stages.flatMap(({ instructions }) =>
          instructions.flatMap(({ copy }) => copy?.from?.toLowerCase() ?? []),
        ),
      );
      for (const stage of stages) {
        const name = stage.name?.toLowerCase() ?? '';
        // What others build on or copy from is no image that runs.
        if (used.has(stage) || copied.has(name) || copied.has(String(stage.index))) continue;
        const user = findUser(stage);
        if (user !== undefined && /^["']?(?:root|0)(?:$|["':])/.test(user.text))
          report.root(user.at);
      }
    },
  },
});

/** The last USER of the stage or of what it builds on. */
function findUser(
  stage: Stage,
): Stage['instructions'][number]['instruction']['argument'] | undefined {
  const own = stage.instructions.findLast(({ instruction }) => instruction.keyword === 'USER');
  if (own !== undefined) return own.instruction.argument;
  return stage.parent === undefined ? undefined : findUser(stage.parent);
}

export const noRootUserPage = definePage({
  rationale:
    'Root in a container is root on the machine for every file that is mounted, and a mistake in a server becomes one of the host.',

  bad: [
    {
      title: 'Root to the end',
      files: { Dockerfile: 'FROM debian:12\nUSER root\nCMD ["serve"]\n' },
    },
  ],
  good: [
    {
      title: 'Root for as long as it takes',
      files: {
        Dockerfile: 'FROM debian:12\nUSER root\nRUN useradd app\nUSER app\nCMD ["serve"]\n',
      },
    },
  ],
});
