import { findCudaUse, type CudaUse } from '../../model/gpu-code.ts';
import type { FileSet, Project, Service, Stage } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { hasDevice, isDeviceElsewhere } from '../../rulekit/gpu-services.ts';

export const requireDevice = defineRule({
  id: 'gpu/require-device',
  summary: 'Require services with CUDA packages to reserve a GPU',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    none: '"{service}" holds CUDA packages and reserves no GPU, so it computes on the CPU.',
    image: '"{service}" needs a GPU to start, and reserves none.',
    code: '"{service}" computes with CUDA and reserves no GPU, so it sees none.',
  },
  on: {
    project(project, report) {
      const images = project.views.python;
      for (const fileSet of project.fileSets) {
        // A GPU is often added by a second file, so that the first one runs everywhere.
        if (fileSet.services.length === 0 || isDeviceElsewhere(fileSet, project)) continue;
        for (const service of fileSet.services) {
          if (hasDevice(service)) continue;
          const use = findUse(service, fileSet, project);
          if (use !== undefined) {
            const related = [{ at: use.at, message: 'The program uses CUDA here.' }];
            report.code(service.nameAt, { service: service.name }, { related });
            continue;
          }
          if (needsDevice(service)) {
            report.image(service.image?.at ?? service.nameAt, { service: service.name });
            continue;
          }
          if (findServiceStage(service) === undefined) continue;
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

/** Where the program of a service computes with CUDA, and the stack shows that a GPU is meant. */
function findUse(service: Service, { services }: FileSet, project: Project): CudaUse | undefined {
  const peers = project.fileSets.flatMap((fileSet) => project.mlflow.findStack(fileSet).peers);
  const peer = peers.find((one) => one.service === service);
  const use = peer === undefined ? undefined : findCudaUse(peer.sources);
  if (use === undefined) return undefined;
  const isMeant = hasCudaBase(service) || services.some(hasDevice);
  // What answers requests may well do so on the CPU.
  return isMeant && (!use.isOptional || service.ports.length === 0) ? use : undefined;
}

/** Servers of models whose image ends at once where it finds no GPU. */
function needsDevice({ image, build, command, entrypoint, environment }: Service): boolean {
  if (build !== undefined || image?.isKnown !== true) return false;
  const { repository, tag = '' } = image;
  const words = [...(entrypoint?.words ?? []), ...(command?.words ?? [])];
  const isOther =
    words.some(({ text }) => /cpu/i.test(text)) ||
    environment.some(({ name, value }) => /cpu/i.test(`${name}=${value?.text ?? ''}`));
  const isServer = /^(?:vllm\/vllm-openai|huggingface\/text-generation-inference)$/.test(
    repository,
  );
  return isServer && !isOther && !/cpu|intel|rocm|gaudi|neuron|tpu|xpu/i.test(tag);
}

function hasCudaBase(service: Service): boolean {
  const stage = findServiceStage(service);
  const image = stage === undefined ? service.image : findBase(stage);
  const { repository = '', tag = '' } = image ?? {};
  return (
    /(?:^|\/)nvidia\/cuda$/.test(repository) ||
    /cuda|gpu/.test(tag) ||
    repository.startsWith('nvidia/')
  );
}

function findBase({ parent, base }: Stage): Stage['base'] {
  return parent === undefined ? base : findBase(parent);
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
    {
      title: 'A program for CUDA',
      files: {
        'compose.yaml': `services:
  embed:
    image: pytorch/pytorch:2.4.1-cuda12.1-cudnn9-runtime
    command: python /srv/embed.py
    volumes: ["./embed.py:/srv/embed.py"]
`,
        'embed.py': 'import torch\n\nprint(torch.rand(8, device="cuda").mean())\n',
      },
    },
    {
      title: 'A server that needs one',
      files: {
        'compose.yaml':
          'services:\n  tides:\n    image: vllm/vllm-openai:v0.6.3\n    command: --model tides/small\n',
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
