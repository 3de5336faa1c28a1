import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grammars } from '../../../src/client/manifest/languages.data.ts';
import { repositoryRoot } from '../../../src/build/repository.ts';

interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly while?: string;
}

interface Grammar {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, Rule>>;
}

function readGrammar(path: string): Grammar {
  return JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8')) as Grammar;
}

// What VS Code makes of them as a whole is seen in `test/vscode/editor.journey.ts`.
it.each(grammars)('the grammar $scopeName is part of the manifest under its own name', (entry) => {
  expect(readGrammar(entry.path).scopeName).toBe(entry.scopeName);
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly grammars: readonly unknown[] };
  };
  expect(manifest.contributes.grammars).toContainEqual(entry);
});

describe('shell in compose files', () => {
  const { repository } = readGrammar('syntaxes/compose-shell.tmLanguage.json');

  it.each([
    ['    command: python train.py', 'plain'],
    ['    entrypoint: ./start.sh --x # why', 'plain'],
    ['    command: "sh -c \\"ls\\""', 'quoted'],
    ["    command: 'it''s'", 'quoted'],
    ['    command: >-', 'block'],
    ['    entrypoint: |', 'block'],
    ['    command: ["a", "b"]', undefined],
    ['    command: *alias', undefined],
    ['    command: &anchor x', undefined],
    ['    command: null', undefined],
    ['    command:', undefined],
    ['    subcommand: ls', undefined],
    ['    image: command', undefined],
  ])('in %j is %s', (line, name) => {
    const found = Object.entries(repository).find(([, { match, begin }]) =>
      new RegExp(match ?? begin ?? '').test(line),
    );
    expect(found?.[0]).toBe(name);
  });
});

describe('heredocs of Dockerfiles', () => {
  const { repository } = readGrammar('syntaxes/dockerfile-heredoc.tmLanguage.json');

  it.each([
    ['RUN <<EOF', 'shell'],
    ['run <<-"EOT"', 'shell'],
    ['RUN --mount=type=cache,target=/x <<EOF', 'shell'],
    ['RUN bash -e <<EOF', 'shell'],
    ['RUN <<EOF bash', 'shell'],
    ['RUN python3 <<EOF', 'python'],
    ['RUN --network=none /usr/bin/python3.11 - <<PY', 'python'],
    ['COPY <<EOF /etc/app.conf', 'file'],
    ['COPY --chmod=600 <<EOF /etc/app.conf', 'file'],
    ['RUN cat <<EOF > /x', undefined],
    ['RUN perl <<EOF', undefined],
    ['RUN echo 1 << 2', undefined],
  ])('%j begins %s', (line, name) => {
    const found = Object.entries(repository).find(([, { begin = '' }]) =>
      new RegExp(begin).test(line),
    );
    expect(found?.[0]).toBe(name);
  });

  it.each(Object.keys(repository))('of %s last until their name stands alone', (name) => {
    const rule = repository[name];
    const pattern = (rule?.while ?? '').replace(/\\\d/, 'EOF');
    const goesOn = (line: string) => new RegExp(pattern).test(line);
    expect(['a', '', 'EOF x', ' EOF', 'xEOF', 'EOF', '\tEOF', 'EOF '].map(goesOn)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
