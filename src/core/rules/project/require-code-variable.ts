import type { Span } from '../../base/span.ts';
import { findCodeServices, type CodeService } from '../../model/process-code.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { findServiceByHost, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearVariable } from '../../rulekit/near-name.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  required: '"{service}" does not get "{name}", and the program stops without it.',
  near: '"{service}" does not get "{name}"; it gets "{near}".',
  sibling: '"{service}" does not get "{name}", which tells "{other}" where "{target}" is.',
  package: '"{service}" uses {module} and does not get "{name}", which "{other}" gets.',
} as const;

export const requireCodeVariable = defineRule({
  id: 'project/require-code-variable',
  summary: 'Require variables that a program reads to be given to its service',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      const told = new Set<string>();
      for (const fileSet of project.fileSets) {
        // A file laid over another one, or one that stands for a part, does not tell all.
        if (fileSet.kind === 'overlay') continue;
        for (const code of findCodeServices(fileSet, project)) {
          checkReads(code, { fileSet, told }, report);
          checkPackages(code, { fileSet, told }, report);
        }
      }
    },
  },
});

interface Place {
  readonly fileSet: FileSet;
  /** What was reported already, where several services run the same code. */
  readonly told: Set<string>;
}

function checkReads(
  code: CodeService,
  { fileSet, told }: Place,
  report: Report<typeof messages>,
): void {
  const { service, sources, mayHave, names } = code;
  const reads = sources.flatMap(({ environment }) => environment);
  const read = new Set(reads.map(({ name }) => name));
  const unread = [...names].filter((name) => !read.has(name));
  for (const { name, nameAt, fallback, isRequired } of reads) {
    if (mayHave(name)) continue;
    const key = `${nameAt.file}:${String(nameAt.start)}`;
    if (told.has(key)) continue;
    const data = { service: service.name, name };
    const related = [{ at: service.nameAt, message: 'This service runs the program.' }];
    const near = findNearVariable(name, unread);
    const sibling = findTeller(name, fileSet, service);
    if (near !== undefined) report.near(nameAt, { ...data, near }, { related });
    else if (isRequired) report.required(nameAt, data, { related });
    else if (sibling !== undefined && fallback?.text === undefined) {
      report.sibling(nameAt, { ...data, ...sibling }, { related });
    } else continue;
    told.add(key);
  }
}

/** Another service that gets a variable with the address of a third one. */
function findTeller(
  name: string,
  fileSet: FileSet,
  self: Service,
): { readonly other: string; readonly target: string } | undefined {
  for (const service of fileSet.services) {
    const value = service.environment.find((item) => item.name === name)?.value;
    if (service === self || value === undefined) continue;
    const host =
      parseUrlAddress(value.text)?.host ?? (name.endsWith('HOST') ? value.text : undefined);
    const target = host === undefined ? undefined : findServiceByHost(fileSet, host);
    if (target !== undefined && target !== self)
      return { other: service.name, target: target.name };
  }
  return undefined;
}

/** Packages that look for their server in a variable, and work by themselves without it. */
const packages: readonly { readonly module: RegExp; readonly name: string }[] = [
  { module: /^prefect\b/, name: 'PREFECT_API_URL' },
  { module: /^wandb\b/, name: 'WANDB_BASE_URL' },
  { module: /^langfuse\b/, name: 'LANGFUSE_HOST' },
  { module: /^ray\b/, name: 'RAY_ADDRESS' },
  { module: /^clearml\b/, name: 'CLEARML_API_HOST' },
  { module: /^zenml\b/, name: 'ZENML_STORE_URL' },
];

function checkPackages(
  code: CodeService,
  { fileSet, told }: Place,
  report: Report<typeof messages>,
): void {
  const { service, sources, mayHave } = code;
  for (const { module, name } of packages) {
    const found = sources
      .flatMap(({ imports }) => imports)
      .find((item) => module.test(item.module));
    const teller = findTeller(name, fileSet, service);
    if (found === undefined || teller === undefined || mayHave(name)) continue;
    const key = keyOf(found.moduleAt);
    if (told.has(key)) continue;
    told.add(key);
    const [top = ''] = found.module.split('.');
    const related = [{ at: service.nameAt, message: 'This service runs the program.' }];
    const data = { service: service.name, module: top, name, other: teller.other };
    report.package(found.moduleAt, data, { related });
  }
}

function keyOf({ file, start }: Span): string {
  return `${file}:${String(start)}`;
}

export const requireCodeVariablePage = definePage({
  rationale:
    'A container has only the variables that its service and its image set; the `.env` beside the compose file fills in the compose file and nothing else. `os.environ["NAME"]` stops the program without the variable, and a client that falls back to a default looks for its server in the wrong place.',
  exceptions:
    'Programs that load an env file by themselves are left alone, and services whose `env_file` is not there.',
  references: [
    'https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/',
  ],
  bad: [
    {
      title: 'A variable that the program cannot do without, and one under another name',
      files: {
        'compose.yaml': `services:
  fit:
    image: python:3.12-slim
    command: python /srv/fit.py
    environment:
      DATASET_PATH: /data
    volumes: ["./fit.py:/srv/fit.py"]
`,
        'fit.py': 'import os\n\nprint(os.environ["SEASON"], os.getenv("DATASET_PAHT"))\n',
      },
    },
    {
      title: 'What another service is told',
      files: {
        'compose.yaml': `services:
  queue:
    image: redis:7.4
  worker:
    image: worker:1.4.0
    environment:
      QUEUE_URL: redis://queue:6379/0
      PREFECT_API_URL: http://flows:4200/api
  flows:
    image: flows:1.4.0
  board:
    image: python:3.12-slim
    command: python /srv/board.py
    volumes: ["./board.py:/srv/board.py"]
`,
        'board.py': 'import os\nimport prefect\n\nprint(os.getenv("QUEUE_URL"))\n',
      },
    },
  ],
  good: [
    {
      title: 'Given, with a default, or set by the program itself',
      files: {
        'compose.yaml': `services:
  fit:
    image: python:3.12-slim
    command: python /srv/fit.py
    environment:
      DATASET_PATH: /data
    volumes: ["./fit.py:/srv/fit.py"]
`,
        'fit.py':
          'import os\n\nos.environ["MODE"] = "fast"\nprint(os.environ["DATASET_PATH"], os.getenv("SEASON", "all"), os.environ["MODE"])\n',
      },
    },
  ],
});
