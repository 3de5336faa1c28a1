import type { Span } from '../../base/span.ts';
import { nameOf } from '../../base/project-path.ts';
import type { Service } from '../../model/project.ts';
import {
  findServiceCommands,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noOpenNotebook = defineRule({
  id: 'secrets/no-open-notebook',
  summary: 'Disallow notebooks that anybody can open',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    token: 'With an empty token anybody who reaches this notebook runs what they like.',
  },
  on: {
    stage(stage, report, { dockerfile }) {
      if (dockerfile?.stages.at(-1) !== stage) return;
      const uses = dockerfile.uses.map(({ service }) => service);
      if (uses.length > 0 && uses.every((service) => !isReachable(service))) return;
      for (const at of findEmptyTokens(findStageCommands(stage))) report.token(at);
    },
    service(service, report) {
      if (!isReachable(service)) return;
      for (const at of findEmptyTokens(findServiceCommands(service))) {
        // What the image starts is reported where the image is made.
        if (at.file === service.entry.at.file) report.token(at);
      }
    },
  },
});

/** False where every port stays on the machine. */
function isReachable({ ports, networkMode }: Service): boolean {
  if (networkMode?.text === 'host') return true;
  return ports.some(({ hostIp = '' }) => !/^(?:127\.|localhost$|::1$|\[::1\]$)/.test(hostIp));
}

function findEmptyTokens(commands: readonly StartedCommand[]): readonly Span[] {
  return commands.flatMap(({ words }) => {
    if (
      !words.some(({ text }) => /^(?:jupyter(?:-\w+)?|start-\w+\.(?:sh|py))$/.test(nameOf(text)))
    ) {
      return [];
    }
    return words.filter(({ text }) => emptyToken.test(text)).map(({ at }) => at);
  });
}

const emptyToken = /^--(?:NotebookApp|ServerApp|IdentityProvider|LabApp)\.token=(?:''|"")?$/;

export const noOpenNotebookPage = definePage({
  rationale:
    'A notebook is a shell in the browser. Its token is all that keeps others in the network, and web pages that you visit, from running code in the container, with your data and the folders that are mounted.',
  exceptions:
    'A port that is published at `127.0.0.1` only stays on your machine and is left alone.',
  references: ['https://jupyter-server.readthedocs.io/en/latest/operators/security.html'],
  bad: [
    {
      title: 'A port for everybody, and no token',
      files: {
        'compose.yaml': `services:
  notebook:
    image: quay.io/jupyter/scipy-notebook:2025-01-06
    command: jupyter lab --ip=0.0.0.0 --no-browser --ServerApp.token=''
    ports:
      - "8888:8888"
`,
      },
    },
    {
      title: 'The same in an image',
      files: {
        Dockerfile: `FROM quay.io/jupyter/scipy-notebook:2025-01-06
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--NotebookApp.token="]
`,
      },
    },
  ],
  good: [
    {
      title: 'A token, or a port of this machine',
      files: {
        'compose.yaml': `services:
  notebook:
    image: quay.io/jupyter/scipy-notebook:2025-01-06
    command: jupyter lab --ip=0.0.0.0 --no-browser
    ports:
      - "8888:8888"
  local:
    image: quay.io/jupyter/scipy-notebook:2025-01-06
    command: jupyter lab --ip=0.0.0.0 --no-browser --ServerApp.token=''
    ports:
      - "127.0.0.1:8889:8888"
`,
      },
    },
  ],
});
