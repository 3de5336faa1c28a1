import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { ComposeFile } from '../../model/project.ts';
import type { Fix } from '../../base/finding.ts';

export const requireDeclaredVolume = defineRule({
  id: 'compose/require-declared-volume',
  summary: 'Require named volumes to be declared at the top level',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    undeclared: 'Volume "{name}" is not declared, so Compose refuses the file.',
    near: 'Volume "{name}" is not declared; there is "{near}".',
  },
  on: {
    fileSet({ services, volumes, files, kind }, report) {
      if (kind === 'overlay') return;
      const names = new Set(volumes.map(({ name }) => name));
      for (const { mounts } of services) {
        for (const { kind: mountKind, source, sourceAt, isKnown } of mounts) {
          if (mountKind !== 'volume' || source === undefined || !isKnown) continue;
          if (names.has(source)) continue;
          const near = findNearName(source, names);
          if (near !== undefined) report.near(sourceAt, { name: source, near });
          else {
            const file = files.find(({ path }) => path === sourceAt.file);
            report.undeclared(
              sourceAt,
              { name: source },
              {
                fixes:
                  file !== undefined && canDeclare(file, source) ? [declare(file, source)] : [],
              },
            );
          }
        }
      }
    },
  },
});

/** What Compose takes as a key there. */
const isName = /^[\w.-]+$/;

function canDeclare(file: ComposeFile, name: string): boolean {
  const value = file.root?.entries.get('volumes')?.value;
  const isEmpty = value === undefined || (value.kind === 'scalar' && value.data === null);
  return isName.test(name) && (isEmpty || value.kind === 'map');
}

function declare(file: ComposeFile, name: string): Fix {
  return {
    title: `Declare ${name}`,
    kind: 'suggestion',
    edits() {
      const entry = file.root?.entries.get('volumes');
      const first = entry?.value?.kind === 'map' ? [...entry.value.entries.values()][0] : undefined;
      if (first !== undefined) {
        const lineStart = file.text.lastIndexOf('\n', first.at.start - 1) + 1;
        const indentation = file.text.slice(lineStart, first.at.start);
        const isBlock = indentation.trim() === '';
        const insert = isBlock ? `${name}:\n${indentation}` : `${name}: , `;
        return [{ at: { ...first.at, end: first.at.start }, insert }];
      }
      if (entry !== undefined) {
        const colon = file.text.indexOf(':', entry.keyAt.end);
        return [insertAfter({ ...entry.keyAt, end: colon + 1 }, `\n  ${name}:`)];
      }
      const end = file.text.length;
      const isOpen = file.text !== '' && !file.text.endsWith('\n');
      const insert = `${isOpen ? '\n' : ''}\nvolumes:\n  ${name}:\n`;
      return [{ at: { file: file.path, start: end, end }, insert }];
    },
  };
}

export const requireDeclaredVolumePage = definePage({
  rationale:
    'Compose refuses the whole file when a service mounts a named volume that the top-level `volumes` does not have.',
  references: ['https://docs.docker.com/reference/compose-file/volumes/'],
  bad: [
    {
      title: 'A volume that nobody declared',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:17.2
    volumes:
      - records:/var/lib/postgresql/data
`,
      },
      fixed: {
        'compose.yaml': `services:
  db:
    image: postgres:17.2
    volumes:
      - records:/var/lib/postgresql/data

volumes:
  records:
`,
      },
    },
    {
      title: 'A volume under another name',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:17.2
    volumes:
      - db_data:/var/lib/postgresql/data
volumes:
  db-data:
`,
      },
    },
  ],
  good: [
    {
      title: 'The volume is declared',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:17.2
    volumes:
      - db-data:/var/lib/postgresql/data
volumes:
  db-data:
`,
      },
    },
  ],
});
