import { readFileSync } from 'node:fs';
import { snippets } from '../../src/client/manifest/languages.data.ts';
import { renderSnippet } from './render-snippet.ts';
import type { Snippet } from './render-snippet.ts';
import type { Files } from './scaffold-project.ts';

type Language = (typeof snippets)[number]['language'];

/** A small project that holds one snippet, with its defaults, where it is offered. */
export interface SnippetProject {
  readonly prefix: string;
  readonly description: string;
  /** The file with the snippet. */
  readonly file: string;
  readonly files: Files;
}

/** What stands around a snippet; the snippet takes the place of the mark. */
const frames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  dockerfile: {
    'python-pip': '█',
    'uv-install': 'FROM python:3.12-slim\nWORKDIR /app\n█',
    'poetry-install': 'FROM python:3.12-slim\nWORKDIR /app\n█',
    'healthcheck-python': 'FROM python:3.12-slim\n█CMD ["python", "-m", "http.server", "8000"]\n',
  },
  dockercompose: {
    'healthcheck-python': 'services:\n  api:\n    image: example/api:1.2\n    █',
    'service-job': 'services:\n  █',
    'service-mlflow': 'services:\n  █volumes:\n  mlflow-data:\n',
    'gpu-reservation': 'services:\n  train:\n    image: example/train:1.2\n    █',
  },
};

const others: Files = {
  'requirements.txt': '',
  'pyproject.toml': '',
  'uv.lock': '',
  'poetry.lock': '',
  'main.py': '',
  '.dockerignore': '.git\n.env\n.env.*\n',
};

const dockerfile = 'FROM python:3.12-slim\nUSER 1000\nCMD ["python"]\n';

export function listSnippetProjects(language: Language): readonly SnippetProject[] {
  const path = snippets.find((entry) => entry.language === language)?.path ?? '';
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  return Object.values(JSON.parse(text) as Record<string, Snippet>).map((snippet) => {
    const { prefix, description } = snippet;
    const frame = frames[language][prefix];
    if (frame === undefined) throw new Error(`No frame for the snippet ${prefix} of ${language}.`);
    const file = language === 'dockerfile' ? 'Dockerfile' : 'compose.yaml';
    const inserted = insert(frame, renderSnippet(snippet));
    return {
      prefix,
      description,
      file,
      files: { ...others, Dockerfile: dockerfile, [file]: inserted },
    };
  });
}

/** As an editor does: following lines get the indentation of the line with the mark. */
function insert(frame: string, snippet: string): string {
  const indent = /([ \t]*)█/.exec(frame)?.[1] ?? '';
  return frame.replace('█', snippet.replaceAll(/\n(?=.)/g, `\n${indent}`));
}
