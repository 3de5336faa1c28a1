import type { MlflowFailure } from '../mlflow/mlflow-failure.ts';
import { mlflowFailures } from '../mlflow/mlflow-failures.data.ts';
import type { GeneratedFile } from './generated-file.ts';

/** How MLflow goes wrong in containers: which rule sees it in the files, and which symptom tells it afterwards. */
export function generateMlflowFailuresPage(): GeneratedFile[] {
  const seen = mlflowFailures.filter(({ rules }) => rules.length > 0).length;
  const text = [
    '# How MLflow goes wrong in containers',
    `${mlflowFailures.length} failures; ${seen} of them can be seen in the files before anything starts. Each of these has a project in \`test/fixtures/mlflow-failures.txt\` that \`test/catalogue/mlflow-failures.test.ts\` breaks and mends. The symptoms are lines that a stopped container leaves; \`drydock why\` looks for them.`,
    '| Failure | What one sees | In the files | In what a container leaves |',
    '| --- | --- | --- | --- |',
  ];
  const [title = '', lead = '', ...head] = text;
  const table = [...head, ...mlflowFailures.map(writeRow)].join('\n');
  return [{ path: 'media/docs/mlflow-failures.md', text: [title, lead, table, ''].join('\n\n') }];
}

function writeRow({ id, sees, rules, symptoms, note }: MlflowFailure): string {
  const links = rules.map((rule) => `[\`${rule}\`](rules/${rule}.md)`).join(', ');
  const found = [links, note ?? ''].filter((part) => part !== '').join('. ');
  const left = symptoms.map((symptom) => `\`${symptom}\``).join(', ');
  return `| \`${id}\` | ${sees} | ${found} | ${left === '' ? '–' : left} |`;
}
