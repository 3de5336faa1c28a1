import { unprivilegedImages } from '../../model/image-facts.data.ts';
import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms, type Program } from '../../rulekit/shell-programs.ts';

export const noUnprivilegedInstall = defineRule({
  id: 'dockerfile/no-unprivileged-install',
  summary: 'Disallow steps that only root may take as another user',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    user: 'The user is "{user}" here, and {program} needs root.',
    base: 'The base image runs as a plain user, and {program} needs root: set USER root before.',
  },
  on: {
    stage(stage, report) {
      const isPlain = hasPlainUser(stage);
      for (const { instruction, script, user } of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        const found = findPrograms(script).find(isInstallation);
        if (found === undefined) continue;
        const program = found.name;
        if (user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) {
          report.user(found.nameAt, { user, program });
        } else if (user === undefined && isPlain) report.base(found.nameAt, { program });
      }
    },
  },
});

function isInstallation({ name, command, arguments: words }: Program): boolean {
  if (command.words[0]?.plain === 'sudo') return false;
  if (/^(?:useradd|adduser|groupadd|addgroup|usermod|update-alternatives|ldconfig)$/.test(name))
    return true;
  // The folders on the top level belong to root.
  if (name === 'mkdir')
    return words.some(({ plain }) => /^\/(?!home|root|tmp|var|srv|opt)[\w-]+\/?$/.test(plain));
  if (!/^(?:apt-get|apt|apk|yum|dnf)$/.test(name)) return false;
  return words.some(({ plain }) => /^(?:update|install|add|upgrade)$/.test(plain));
}

function hasPlainUser({ base, parent, instructions }: Stage): boolean {
  // A USER that could not be read may be root.
  if (instructions.some(({ instruction }) => instruction.keyword === 'USER')) return false;
  if (parent !== undefined) return hasPlainUser(parent);
  return base !== undefined && unprivilegedImages.some((image) => image.test(base.repository));
}

export const noUnprivilegedInstallPage = definePage({
  rationale:
    'Package managers write to folders of root. Behind a USER, or in an image that comes with one, the step ends with "Permission denied".',
  bad: [
    {
      title: 'An image with a user of its own',
      files: {
        Dockerfile: 'FROM apache/airflow:2.10.4\nRUN apt-get update && apt-get install -y git\n',
      },
    },
    {
      title: 'Behind USER',
      files: {
        Dockerfile: 'FROM debian:12\nUSER nobody\nRUN apt-get update && apt-get install -y git\n',
      },
    },
  ],
  good: [
    {
      title: 'Root for as long as it takes',
      files: {
        Dockerfile:
          'FROM apache/airflow:2.10.4\nUSER root\nRUN apt-get update && apt-get install -y git\nUSER airflow\n',
      },
    },
  ],
});
