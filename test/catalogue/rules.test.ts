import { describe, expect, it } from 'vitest';
import { loadCatalogue, type CatalogueEntry } from '../../src/build/generate/rule-catalogue.ts';
import { includesPreset } from '../../src/core/engine/lint-settings.ts';
import type { ExampleFiles } from '../../src/core/rulekit/rule.ts';
import { rules } from '../../src/core/rules/index.ts';
import { findMessageId } from '../support/describe-rule.ts';
import { fixFiles, lintFiles } from '../support/lint-files.ts';

const catalogue = await loadCatalogue();

function findComments(files: ExampleFiles): readonly string[] {
  return Object.values(files).flatMap((text) =>
    [...text.matchAll(/(?:^|\s)#\s*(.+)$/gm)].map(([, comment = '']) => comment.trim()),
  );
}

function usedMessages({ rule, page }: CatalogueEntry): ReadonlySet<string> {
  const findings = page.bad.flatMap(({ files }) => lintFiles(files, [rule]));
  return new Set(findings.map(({ message }) => findMessageId(rule, message)));
}

describe('the catalogue', () => {
  it('has every rule file in the generated index', () => {
    expect(rules.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
  });

  it('uses no id, alias or export name twice', () => {
    const names = catalogue.flatMap(({ rule }) => [rule.id, ...(rule.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is silent on an empty project', () => {
    expect(lintFiles({})).toEqual([]);
    expect(
      lintFiles({ Dockerfile: '', 'compose.yaml': '' }).filter(
        ({ rule }) => rule === 'drydock/internal',
      ),
    ).toEqual([]);
  });

  it('nests its presets', () => {
    expect(includesPreset('recommended', 'essential')).toBe(true);
    expect(includesPreset('essential', 'recommended')).toBe(false);
    expect(includesPreset('strict', 'recommended')).toBe(true);
    expect(includesPreset('all', 'strict')).toBe(true);
  });
});

describe.each(catalogue)('$id', (entry) => {
  const { id, rule, page } = entry;

  it('is named by the path of its file', () => {
    expect(rule.id).toBe(id);
    expect(id).toMatch(/^[a-z]+\/(?:no|require|prefer|consistent|valid)-[a-z0-9-]+$/);
  });

  it('has a summary in the form of a demand', () => {
    expect(rule.summary).toMatch(/^(?:Require|Disallow|Prefer) [^\n]*[^.]$/);
  });

  it.each(Object.entries(rule.messages))('says %s in one short sentence', (_, message) => {
    expect(message.length).toBeLessThanOrEqual(120);
    expect(message).toMatch(/^[A-Z"{a-z].*\.$/);
    expect(message).not.toMatch(/please|!|`/i);
  });

  it('has a rationale in whole sentences', () => {
    expect(page.rationale).toMatch(/^[A-Z`].*\.$/s);
  });

  it.each(page.bad)(
    'reports its own finding and no other: $title',
    ({ files, alsoReports = [] }) => {
      const findings = lintFiles(files, rules, {
        preset: 'recommended',
        severities: new Map([[id, rule.severity]]),
      });
      const reported = new Set(findings.map((finding) => finding.rule));
      expect(reported).toEqual(new Set([id, ...alsoReports]));
    },
  );

  it.each(page.bad.filter(({ fixed }) => fixed !== undefined))(
    'fixes as declared, once and for all, and keeps comments: $title',
    ({ files, fixed }) => {
      const after = fixFiles(files, lintFiles(files, [rule]));
      expect(after).toEqual(fixed);
      expect(lintFiles(after, [rule]).filter(({ fixes }) => fixes.length > 0)).toEqual([]);
      expect(findComments(after)).toEqual(findComments(files));
    },
  );

  it.each(page.good)('accepts: $title', ({ files }) => {
    const findings = lintFiles(files, rules, {
      preset: 'recommended',
      severities: new Map([[id, rule.severity]]),
    });
    expect(findings).toEqual([]);
  });

  it('uses each of its messages in an example', () => {
    expect([...usedMessages(entry)].toSorted()).toEqual(Object.keys(rule.messages).toSorted());
  });
});
