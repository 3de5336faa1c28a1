import type { Stage, StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noSystemInstall = defineRule({
  id: 'python/no-system-install',
  summary: 'Disallow pip where the image refuses it: in the Python of the system, or as root',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    managed:
      'pip refuses to install into the Python of "{image}"; it needs a virtual environment here.',
    root: 'The pip of "{image}" refuses to run as root, so the build stops here.',
  },
  on: {
    stage(stage, report) {
      let origin = stage;
      while (origin.parent !== undefined) origin = origin.parent;
      const { base } = origin;
      if (base?.isKnown !== true) return;
      const name = `${base.repository}:${base.tag ?? 'latest'}`;
      const isManaged = managedImages.test(name) && !hasEscape(stage);
      const refusesRoot = /^apache\/airflow:(?!1\.|2\.[0-4]\.)/.test(name);
      if (!isManaged && !refusesRoot) return;
      for (const item of stage.instructions) {
        const at = findInstall(item);
        if (at === undefined) continue;
        const isRoot = /^(?:root|0)(?::|$)/.test(item.user ?? '');
        if (isManaged) report.managed(at, { image: base.text });
        else if (isRoot) report.root(at, { image: base.text });
        // The first one stops the build.
        if (isManaged || isRoot) return;
      }
    },
  },
});

/** Releases whose Python says that packages come from the distribution only. */
const managedImages =
  /^(?:ubuntu:(?:latest|noble|plucky|questing|23\.(?:04|10)|2[4-9]\.)|debian:(?:latest|stable|bookworm|trixie|1[2-9])|nvidia\/cuda:.*ubuntu2[4-9]\.|alpine:(?:latest|3$|3\.(?:19|[2-9]\d)))/;

/** Whatever brings a Python of its own, or lifts the ban. */
function hasEscape(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    if (
      at.instructions.some(
        ({ instruction, copy }) =>
          copy?.from !== undefined || escapes.test(instruction.argument.text),
      )
    )
      return true;
    if (
      at.instructions.some(({ script, instruction }) => {
        if (instruction.keyword !== 'RUN') return false;
        return script === undefined || instruction.heredocs.length > 0;
      })
    )
      return true;
  }
  return false;
}

const escapes =
  /break.system.packages|EXTERNALLY-MANAGED|pip\.conf|pip config|venv|virtualenv|conda|mamba|pyenv|\buv\b|deadsnakes|get-pip|\.\/configure|\.sh\b|https?:/i;

function findInstall({
  instruction,
  script,
}: StageInstruction): StageInstruction['instruction']['at'] | undefined {
  if (instruction.keyword !== 'RUN') return undefined;
  for (const { name, nameAt, arguments: words, command } of findPrograms(script)) {
    const texts = words.map(({ plain }) => plain);
    const isModule = /^python3?$/.test(name) && texts[0] === '-m' && texts[1] === 'pip';
    const rest = isModule ? texts.slice(2) : texts;
    if (!isModule && !/^pip3?$/.test(name)) continue;
    const isElsewhere = rest.some((text) =>
      /^(?:-t|--target|--prefix|--root|--python)(?:=|$)/.test(text),
    );
    if (rest.includes('install') && !isElsewhere && !command.isNested && command.separator !== '||')
      return nameAt;
  }
  return undefined;
}

export const noSystemInstallPage = definePage({
  rationale:
    'Since Debian 12 and Ubuntu 23.04 the Python of the system is left to the package manager: `pip install` ends with "externally-managed-environment", and a Dockerfile that was only moved to a newer base stops building. The images of Airflow refuse pip as root, since it would install where the `airflow` user looks second.',
  exceptions: 'Nothing is said where something else may have brought another Python.',
  references: [
    'https://packaging.python.org/en/latest/specifications/externally-managed-environments/',
  ],
  bad: [
    {
      title: 'The Python of Ubuntu 24.04',
      files: {
        Dockerfile: `FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip && rm -rf /var/lib/apt/lists/*
RUN pip3 install --no-cache-dir numpy==2.1.3
`,
      },
    },
    {
      title: 'Airflow as root',
      files: {
        Dockerfile: `FROM apache/airflow:2.10.4
USER root
RUN pip install --no-cache-dir xarray==2024.11.0
USER airflow
`,
      },
    },
  ],
  good: [
    {
      title: 'An environment, and the user of the image',
      files: {
        Dockerfile: `FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-venv && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/tides
ENV PATH=/opt/tides/bin:$PATH
RUN pip install --no-cache-dir numpy==2.1.3
`,
        'airflow/Dockerfile': `FROM apache/airflow:2.10.4
RUN pip install --no-cache-dir xarray==2024.11.0
`,
      },
    },
  ],
});
