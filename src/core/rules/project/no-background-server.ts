import { nameOf } from '../../base/project-path.ts';
import { findLastCommand, findProcessScripts } from '../../model/process-scripts.ts';
import { findScriptCommands, type StartedWord } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noBackgroundServer = defineRule({
  id: 'project/no-background-server',
  summary: 'Require containers to run their program in the foreground',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    background: 'The last command runs in the background, so the container ends at once.',
    daemon: '"{program}" goes on in the background like this, so the container ends at once.',
  },
  on: {
    project(project, report) {
      const views = project.views.processes;
      for (const { script, file } of findProcessScripts(views, project)) {
        const last = findLastCommand(script);
        if (last === undefined || file?.isLast === false) continue;
        if (last.separator === '&') report.background(last.at);
        else {
          const [command] = findScriptCommands({ commands: [last] });
          const daemon = command === undefined ? undefined : findDaemon(command.words);
          if (daemon !== undefined) report.daemon(last.at, { program: daemon });
        }
      }
      for (const { commands, file } of views) {
        const last = commands.at(-1);
        if (last === undefined || last.isShell || commands.length > 1) continue;
        const daemon = findDaemon(last.words);
        const [word] = last.words;
        if (daemon !== undefined && word?.at.file === file) {
          report.daemon(word.at, { program: daemon });
        }
      }
    },
  },
});

/** A program that puts itself into the background with these options. */
function findDaemon(words: readonly StartedWord[]): string | undefined {
  const [name = '', ...rest] = words.map(({ text }) => text);
  const program = nameOf(name);
  const has = (...options: readonly string[]): boolean =>
    rest.some((word) => options.includes(word));
  switch (program) {
    case 'service':
      return /^(?:re)?start$/.test(rest[1] ?? '') ? 'service' : undefined;
    case 'cron':
    case 'crond':
      return rest.some((word) => /^-[a-z]*f|^-n$|^-h/.test(word)) ? undefined : program;
    case 'sshd':
      return rest.some((word) => /^-[a-zA-Z]*[Ddt]/.test(word)) ? undefined : program;
    case 'redis-server':
      return rest[rest.indexOf('--daemonize') + 1] === 'yes' ? program : undefined;
    case 'gunicorn':
      return has('-D', '--daemon') ? program : undefined;
    case 'airflow':
      return has('-D', '--daemon') && !has('celery') ? program : undefined;
    case 'celery':
      return has('--detach', '-D') || rest[0] === 'multi' ? program : undefined;
    case 'apachectl':
    case 'apache2ctl':
      return has('start') && !has('FOREGROUND') ? program : undefined;
    default:
      return name.startsWith('/etc/init.d/') && has('start', 'restart') ? program : undefined;
  }
}

export const noBackgroundServerPage = definePage({
  rationale:
    'A container lives as long as its first process. A start script whose last command goes into the background ends right after it, the container stops, and the program in the background is killed with it.',
  exceptions: 'A script that waits afterwards, with `wait` or `tail -f`, is fine.',
  references: ['https://docs.docker.com/engine/containers/multi-service_container/'],
  bad: [
    {
      title: 'A script that ends with `&`',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY up.sh api.py ./\nCMD ["sh", "up.sh"]\n',
        'up.sh': '#!/bin/sh\nuvicorn api:app --host 0.0.0.0 &\n',
        'api.py': '',
      },
    },
    {
      title: 'A daemon',
      files: { Dockerfile: 'FROM debian:12-slim\nCMD ["cron"]\n' },
    },
  ],
  good: [
    {
      title: 'In the foreground, or waited for',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY up.sh api.py ./\nCMD ["sh", "up.sh"]\n',
        'up.sh': '#!/bin/sh\npython -m http.server &\nexec uvicorn api:app --host 0.0.0.0\n',
        'api.py': '',
      },
    },
  ],
});
