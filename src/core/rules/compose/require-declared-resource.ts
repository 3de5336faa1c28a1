import type { Fix } from '../../base/finding.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findEntry, hasForeignFiles, listNames, listTexts } from '../../rulekit/compose-values.ts';
import type { PlacedText } from '../../rulekit/compose-values.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireDeclaredResource = defineRule({
  id: 'compose/require-declared-resource',
  summary: 'Require networks, configs, secrets and models to be declared at the top level',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    undeclared: '"{name}" is not declared below "{section}", so Compose refuses the file.',
    near: '"{name}" is not declared below "{section}"; there is "{near}".',
  },
  on: {
    fileSet(fileSet, report) {
      if (hasForeignFiles(fileSet)) return;
      for (const section of sections) {
        const declared = new Set(
          listNames(findEntry(fileSet.root, section)?.value).map(({ text }) => text),
        );
        for (const service of fileSet.services) {
          for (const { text: name, at } of findUses(service, section)) {
            if (declared.has(name) || (section === 'networks' && name === 'default')) continue;
            const near = findNearName(name, declared);
            if (near === undefined) report.undeclared(at, { name, section });
            else report.near(at, { name, section, near }, { fixes: [rename(at, near)] });
          }
        }
      }
    },
  },
});

const sections = ['networks', 'configs', 'secrets', 'models'] as const;

function findUses(
  { value, networkMode }: Service,
  section: (typeof sections)[number],
): readonly PlacedText[] {
  const used = findEntry(value, section)?.value;
  if (section === 'networks') return networkMode === undefined ? listNames(used) : [];
  if (section === 'models') return listNames(used);
  const build = section === 'secrets' ? findEntry(value, 'build', section)?.value : undefined;
  return [...listTexts(used, 'source'), ...listTexts(build, 'source')];
}

function rename(at: PlacedText['at'], near: FileSet['id']): Fix {
  return { title: `Use ${near}`, kind: 'suggestion', edits: () => [replace(at, near)] };
}

export const requireDeclaredResourcePage = definePage({
  rationale:
    'Compose refuses the whole file when a service names a network, config, secret or model that the top level does not have. Only the network `default` is there by itself.',
  references: ['https://docs.docker.com/reference/compose-file/networks/'],
  bad: [
    {
      title: 'A network that nobody declared',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    networks:\n      - tracking\n',
      },
    },
    {
      title: 'A secret under another name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    secrets: [store_key]\nsecrets:\n  store-key:\n    file: ./store.key\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    secrets: [store-key]\nsecrets:\n  store-key:\n    file: ./store.key\n',
      },
    },
  ],
  good: [
    {
      title: 'A declared network and the default one',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    networks: [default, tracking]\nnetworks:\n  tracking:\n',
      },
    },
  ],
});
