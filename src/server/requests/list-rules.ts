import { RequestType0 } from 'vscode-languageserver/node';
import { languageRequests, type RuleEntry } from '../../core/ide/language-requests.ts';

/** For a client that lets a person choose a rule: the catalogue lives here and nowhere else. */
export const listRulesRequest = new RequestType0<readonly RuleEntry[], void>(
  languageRequests.listRules,
);
