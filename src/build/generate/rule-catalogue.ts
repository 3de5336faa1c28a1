import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../../core/rulekit/define-rule.ts';
import type { RulePage } from '../../core/rulekit/rule.ts';
import { repositoryRoot } from '../repository.ts';
import { findRuleIds, toExportName } from './rules-index.ts';

/** A rule with its prose, as the generators and the catalogue tests need both. */
export interface CatalogueEntry {
  /** By the path of its file; the rule's own id has to be the same. */
  readonly id: string;
  readonly rule: Rule;
  readonly page: RulePage;
}

export async function loadCatalogue(): Promise<readonly CatalogueEntry[]> {
  return Promise.all((await findRuleIds()).map(loadEntry));
}

async function loadEntry(id: string): Promise<CatalogueEntry> {
  const name = toExportName(id);
  const url = pathToFileURL(join(repositoryRoot, 'src', 'core', 'rules', `${id}.ts`)).href;
  const exported = (await import(url)) as Readonly<Record<string, unknown>>;
  const rule = exported[name] as Rule | undefined;
  const page = exported[`${name}Page`] as RulePage | undefined;
  if (rule === undefined || page === undefined) {
    throw new Error(`src/core/rules/${id}.ts has to export ${name} and ${name}Page.`);
  }
  return { id, rule, page };
}
