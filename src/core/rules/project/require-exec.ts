import { nameOf } from '../../base/project-path.ts';
import { findLastCommand, findProcessScripts } from '../../model/process-scripts.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const requireExec = defineRule({
  id: 'project/require-exec',
  summary: 'Require start scripts to hand their place over to the server that they end with',
  severity: 'info',
  preset: 'recommended',
  since: '0.2.0',
  messages: {
    shell: 'The shell stays before "{program}" and keeps signals from it; exec hands them over.',
  },
  on: {
    project(project, report) {
      for (const { script, file } of findProcessScripts(project.views.processes, project)) {
        // A trap shows that the script passes signals on by itself.
        if (file?.isLast !== true || /^\s*trap\s/m.test(file.text)) continue;
        const last = findLastCommand(script);
        const [first] = last?.words ?? [];
        if (last === undefined || first === undefined || /[|&]/.test(last.separator)) continue;
        const text = last.words.map(({ plain }) => nameOf(plain)).join(' ');
        if (!server.test(text)) continue;
        const edits = () => [replace({ ...first.at, end: first.at.start }, 'exec ')];
        const fix = { title: 'Start it with exec', kind: 'suggestion', edits } as const;
        report.shell(first.at, { program: nameOf(first.plain) }, { fixes: [fix] });
      }
    },
  },
});

const server =
  /^(?:(?:python[\d.]* -m |uv run |poetry run )?(?:uvicorn|gunicorn|hypercorn|streamlit run|mlflow (?:server|ui)|flask run|jupyter (?:lab|notebook)|celery (?:\S+ )*(?:worker|beat)|prefect server start|tensorboard)|redis-server|minio server)\b/;

export const requireExecPage = definePage({
  rationale:
    'The engine sends its signals to the first process. A shell that waits for a server does not pass them on, so `docker stop` waits ten seconds and then kills both, in the middle of what the server was doing. With `exec` the server takes the place of the shell.',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example'],
  bad: [
    {
      title: 'A server below a shell',
      files: {
        Dockerfile: 'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
        'start.sh': 'set -e\ngunicorn tides:app --bind 0.0.0.0:8000\n',
      },
      fixed: {
        Dockerfile: 'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
        'start.sh': 'set -e\nexec gunicorn tides:app --bind 0.0.0.0:8000\n',
      },
    },
  ],
  good: [
    {
      title: 'A server in its place',
      files: {
        Dockerfile: 'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
        'start.sh': 'set -e\nexec gunicorn tides:app --bind 0.0.0.0:8000\n',
      },
    },
  ],
});
