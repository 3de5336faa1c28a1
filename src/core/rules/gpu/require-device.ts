import type { FileSet, Project, Service } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireDevice = defineRule({
  id: 'gpu/require-device',
  summary: 'Require services with CUDA packages to reserve a GPU',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    none: '"{service}" holds CUDA packages and reserves no GPU, so it computes on the CPU.',
  },
  on: {
    project(project, report) {
      const images = project.views.python;
      for (const fileSet of project.fileSets) {
        // A GPU is often added by a second file, so that the first one runs everywhere.
        if (fileSet.services.length === 0 || isGivenElsewhere(fileSet, project)) continue;
        for (const service of fileSet.services) {
          if (hasDevice(service) || findServiceStage(service) === undefined) continue;
          const packages = images.findServicePackages(service)?.packages.values() ?? [];
          const cuda = [...packages].find(
            ({ version, evidence }) =>
              evidence === 'named' && /\+cu\d{2,3}$/.test(version?.text ?? ''),
          );
          if (cuda === undefined) continue;
          const related = [{ at: cuda.at, message: 'The package for CUDA is here.' }];
          report.none(service.nameAt, { service: service.name }, { related });
        }
      }
    },
  },
});

function isGivenElsewhere(fileSet: FileSet, { fileSets, snapshot }: Project): boolean {
  const others = fileSets.filter((other) => other !== fileSet && other.folder === fileSet.folder);
  const hasFile = [...snapshot.files.keys()].some((path) =>
    /compose[^/]*(?:gpu|cuda|nvidia)[^/]*\.ya?ml$/i.test(path),
  );
  return hasFile || others.some(({ services }) => services.some((service) => hasDevice(service)));
}

/** `gpus:`, `runtime: nvidia`, `devices:` or a reservation. */
function hasDevice({ value }: Service): boolean {
  if (['gpus', 'runtime', 'devices', 'device_requests'].some((key) => value.entries.has(key)))
    return true;
  const deploy = value.entries.get('deploy')?.value;
  const resources = deploy?.kind === 'map' ? deploy.entries.get('resources')?.value : undefined;
  const reserved =
    resources?.kind === 'map' ? resources.entries.get('reservations')?.value : undefined;
  return reserved?.kind === 'map' && reserved.entries.has('devices');
}

export const requireDevicePage = definePage({
  rationale:
    'A container sees a GPU only where its service asks for one. Without that `torch.cuda.is_available()` is false, training runs on the CPU without a word, and the image is several gigabytes larger than it has to be.',
  exceptions:
    'Projects that add the GPU in a second compose file are left alone, and so are packages whose version does not name CUDA.',
  references: ['https://docs.docker.com/compose/how-tos/gpu-support/'],
  bad: [
    {
      title: 'Wheels for CUDA, and no GPU',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
`,
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir torch==2.4.1+cu121
`,
      },
    },
  ],
  good: [
    {
      title: 'A reservation',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
    deploy:
      resources:
        reservations:
          devices:
            - driver: nvidia
              count: 1
              capabilities: [gpu]
`,
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir torch==2.4.1+cu121
`,
      },
    },
  ],
});
