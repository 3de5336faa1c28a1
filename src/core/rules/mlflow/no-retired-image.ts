import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRetiredImage = defineRule({
  id: 'mlflow/no-retired-image',
  summary: 'Disallow images of MLflow that are no longer kept',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages: {
    moved: '"{image}" was moved to "bitnamilegacy" in 2025 and gets no more updates.',
  },
  on: {
    service({ image, build }, report) {
      if (image !== undefined && build === undefined && isRetired(image)) {
        report.moved(image.at, { image: image.text });
      }
    },
    stage({ base }, report) {
      if (base !== undefined && isRetired(base)) report.moved(base.at, { image: base.text });
    },
  },
});

function isRetired(image: {
  readonly registry: string | undefined;
  readonly repository: string;
}): boolean {
  const { registry, repository } = image;
  return (registry === undefined || registry === 'docker.io') && retired.test(repository);
}

const retired = /^bitnami(?:legacy)?\/mlflow$/;

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
  ],
  good: [
    {
      title: 'The image of the MLflow project',
      files: { 'compose.yaml': compose('ghcr.io/mlflow/mlflow:v2.22.1') },
    },
  ],
});
