import type { Fix } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { serverOptions } from '../../model/mlflow-options.data.ts';
import type { MlflowServer } from '../../model/mlflow-server.ts';
import { isBefore } from '../../model/mlflow-versions.ts';
import type { InstalledPackage } from '../../model/python-packages.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  near: 'mlflow {subcommand} has no option "{option}", and stops; there is "{near}".',
  old: 'MLflow {version} stops at "{option}", which came with {since}.',
} as const;

export const noUnknownOption = defineRule({
  id: 'mlflow/no-unknown-option',
  summary: 'Disallow options that the MLflow server does not have',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      for (const { server, peer } of project.mlflow.findStack(fileSet).servers) {
        check(server, peer.mlflow, report);
      }
    },
    dockerfile(dockerfile, report, { project }) {
      const image = project.mlflow.findImageServer(dockerfile);
      if (image !== undefined) check(image.server, image.packages.packages.get('mlflow'), report);
    },
  },
});

function check(
  { options, subcommand }: MlflowServer,
  mlflow: InstalledPackage | undefined,
  report: Report<typeof messages>,
): void {
  for (let index = 0; index < options.length; index += 1) {
    const { text, at } = options[index] ?? subcommand;
    if (text === '--' || /^[|&;<>]/.test(text)) return;
    const name = text.replace(/=.*$/s, '');
    const known = serverOptions.get(name);
    if (known?.takesValue === true && name === text) index += 1;
    if (known?.since !== undefined && isBefore(mlflow, known.since)) {
      const version = mlflow?.version?.text ?? '';
      report.old(at, { version, option: name, since: known.since });
    }
    if (known !== undefined || !/^--[a-z][a-z-]*$/.test(name)) continue;
    const near = findNearName(name, serverOptions.keys());
    if (near === undefined) continue;
    const quotes = (at.end - at.start - text.length) / 2;
    const start = at.start + quotes;
    const place = { ...at, start, end: start + name.length };
    const fixes = quotes === 0 || quotes === 1 ? createFix(place, near) : [];
    report.near(at, { subcommand: subcommand.text, option: name, near }, { fixes });
  }
}

function createFix(at: Span, near: string): readonly Fix[] {
  return [{ title: `Use ${near}`, kind: 'suggestion', edits: () => [replace(at, near)] }];
}

export const noUnknownOptionPage = definePage({
  rationale:
    'MLflow ends with "No such option" before it listens, and with `restart: always` it does so again and again. Some options came late: `--allowed-hosts` with 3.5, `--app-name` with 2.3.',
  references: ['https://mlflow.org/docs/latest/api_reference/cli.html#mlflow-server'],
  bad: [
    {
      title: 'A URL that is called URI',
      files: {
        Dockerfile: `FROM ghcr.io/mlflow/mlflow:v2.22.0
CMD ["mlflow", "server", "--host", "0.0.0.0", "--backend-store-url", "sqlite:////state/runs.db"]
`,
      },
      fixed: {
        Dockerfile: `FROM ghcr.io/mlflow/mlflow:v2.22.0
CMD ["mlflow", "server", "--host", "0.0.0.0", "--backend-store-uri", "sqlite:////state/runs.db"]
`,
      },
    },
    {
      title: 'An option of a later version',
      files: {
        Dockerfile: `FROM ghcr.io/mlflow/mlflow:v2.22.0
CMD ["mlflow", "server", "--host", "0.0.0.0", "--allowed-hosts", "tracking:5000"]
`,
      },
    },
  ],
  good: [
    {
      title: 'Options of this version',
      files: {
        Dockerfile: `FROM ghcr.io/mlflow/mlflow:v3.5.0
CMD ["mlflow", "server", "--host", "0.0.0.0", "--allowed-hosts", "tracking:5000"]
`,
      },
    },
  ],
});
