import type { ImageReference } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { hasDevice } from '../../rulekit/gpu-services.ts';

export const noCpuPackage = defineRule({
  id: 'gpu/no-cpu-package',
  summary: 'Disallow packages for the CPU in services that reserve a GPU',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    image: '"{service}" reserves a GPU, and this image is for the CPU; the tag with "-gpu" is not.',
    cpu: '"{service}" reserves a GPU, and its {package} was built for the CPU only.',
  },
  on: {
    project(project, report) {
      const told = new Set<string>();
      for (const service of project.fileSets.flatMap(({ services }) => services)) {
        if (!hasDevice(service)) continue;
        const { image, build } = service;
        if (build === undefined && image?.isKnown === true && isCpuImage(image)) {
          const key = `${image.at.file}:${String(image.at.start)}`;
          if (!told.has(key)) report.image(image.at, { service: service.name });
          told.add(key);
        }
        const packages = project.views.python.findServicePackages(service)?.packages.values() ?? [];
        for (const { name, version, evidence, at } of packages) {
          const isCpu =
            version?.text.endsWith('+cpu') === true || /^(?:tensorflow|torch)-cpu$/.test(name);
          const key = `${service.name} ${name}`;
          if (!isCpu || evidence === 'base' || told.has(key)) continue;
          told.add(key);
          const related = [{ at, message: 'The package is named here.' }];
          report.cpu(service.nameAt, { service: service.name, package: name }, { related });
        }
      }
    },
  },
});

/** The images of TensorFlow for CUDA say so in their tag. */
function isCpuImage({ registry, repository, tag }: ImageReference): boolean {
  if (registry !== undefined || repository !== 'tensorflow/tensorflow') return false;
  return tag !== undefined && /^(?:latest|[12]\.\d+\.\d+)(?:-jupyter)?$/.test(tag);
}

export const noCpuPackagePage = definePage({
  rationale:
    'A package that was built for the CPU has no code for a GPU. The service takes a GPU away from others and computes without it.',
  references: ['https://pytorch.org/get-started/locally/'],
  bad: [
    {
      title: 'Wheels for the CPU',
      files: {
        'compose.yaml': 'services:\n  fit:\n    build: .\n    gpus: all\n',
        Dockerfile: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch==2.4.1+cpu\n',
      },
    },
    {
      title: 'An image for the CPU',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: tensorflow/tensorflow:2.15.0\n    gpus: all\n',
      },
    },
  ],
  good: [
    {
      title: 'Wheels for CUDA',
      files: {
        'compose.yaml': 'services:\n  fit:\n    build: .\n    gpus: all\n',
        Dockerfile: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch==2.4.1+cu121\n',
      },
    },
  ],
});
