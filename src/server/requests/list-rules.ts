import { RequestType0 } from 'vscode-languageserver/node';
import type { RuleEntry } from '../workspace/lint-parts.ts';

/** For a client that lets a person choose a rule: the catalogue lives here and nowhere else. */
export const listRulesRequest = new RequestType0<readonly RuleEntry[], void>('drydock/listRules');
