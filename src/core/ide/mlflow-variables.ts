import type { Span } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import { explainWord } from './explain-word.ts';
import { findDockerfiles } from './find-dockerfiles.ts';
import type { Mention } from './mention.ts';
import { mlflowVariableWords } from './mlflow-variables.data.ts';

const url =
  'https://mlflow.org/docs/latest/api_reference/python_api/mlflow.environment_variables.html';

/** Names of MLflow's variables where a compose file, an env file or a Dockerfile sets them. */
export function* listMlflowVariables(project: Project, file: string): Generator<Mention> {
  for (const { name, at } of listNames(project, file)) {
    const text = mlflowVariableWords.get(name);
    if (text === undefined) continue;
    yield { kind: 'command', at, text: () => explainWord(name, { text, url }), targets: [] };
  }
}

interface Name {
  readonly name: string;
  readonly at: Span;
}

function* listNames(project: Project, file: string): Generator<Name> {
  const services = project.fileSets.flatMap((fileSet) => fileSet.services);
  for (const { name, nameAt } of services.flatMap(({ environment }) => environment)) {
    if (nameAt.file === file) yield { name, at: nameAt };
  }
  for (const { name, nameAt } of project.dotenvFiles.get(file)?.items ?? []) {
    yield { name, at: nameAt };
  }
  for (const { instructions } of findDockerfiles(project, file).flatMap(({ stages }) => stages)) {
    for (const { instruction } of instructions) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      for (const word of instruction.words) {
        const [name = ''] = word.text.split('=');
        const { file: path, start } = word.at;
        yield { name, at: { file: path, start, end: start + name.length } };
      }
    }
  }
}
