import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRetiredImage = defineRule({
  id: 'mlflow/no-retired-image',
  summary: 'Disallow images of MLflow that are no longer kept',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages: {
    moved: '"{image}" was moved to "bitnamilegacy" in 2025, so pulling it by this name fails.',
    frozen: '"{image}" has had no updates since 2025.',
  },
  on: {
    service({ image, build }, report) {
      const kind = build === undefined ? findKind(image) : undefined;
      if (image !== undefined && kind !== undefined) report[kind](image.at, { image: image.text });
    },
    stage({ base }, report) {
      const kind = findKind(base);
      if (base !== undefined && kind !== undefined) report[kind](base.at, { image: base.text });
    },
  },
});

interface Name {
  readonly registry: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
}

function findKind(image: Name | undefined): 'moved' | 'frozen' | undefined {
  if (image === undefined) return undefined;
  const { registry, repository, tag = 'latest' } = image;
  if (registry !== undefined && registry !== 'docker.io') return undefined;
  if (repository === 'bitnamilegacy/mlflow') return 'frozen';
  // Some images stayed behind as `latest`, and which ones they are may change.
  return repository === 'bitnami/mlflow' && tag !== 'latest' ? 'moved' : undefined;
}

const compose = (image: string): string => `services:
  tracking:
    image: ${image}
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
volumes:
  state:
`;

export const noRetiredImagePage = definePage({
  rationale:
    'The free images of Bitnami moved to a place of their own in 2025, where nothing is updated: tags that were there can no longer be pulled by the old name, and holes in old versions of MLflow stay open.',
  references: ['https://github.com/bitnami/containers/issues/83267'],
  bad: [
    {
      title: 'The image by its old name',
      files: { 'compose.yaml': compose('bitnami/mlflow:2.22.0') },
    },
    {
      title: 'The image by its new name',
      files: { 'compose.yaml': compose('bitnamilegacy/mlflow:2.22.0') },
    },
  ],
  good: [
    {
      title: 'The image of the MLflow project',
      files: { 'compose.yaml': compose('ghcr.io/mlflow/mlflow:v2.22.1') },
    },
  ],
});
