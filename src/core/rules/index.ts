// Written by `npm run generate`.
import type { Rule } from '../rulekit/define-rule.ts';
import { noMaintainer } from './dockerfile/no-maintainer.ts';
import { noRelativeWorkdir } from './dockerfile/no-relative-workdir.ts';
import { noVariableInExecForm } from './dockerfile/no-variable-in-exec-form.ts';
import { requireAptGetYes } from './dockerfile/require-apt-get-yes.ts';
import { noLoneActivation } from './python/no-lone-activation.ts';

export const rules: readonly Rule[] = [
  noMaintainer,
  noRelativeWorkdir,
  noVariableInExecForm,
  requireAptGetYes,
  noLoneActivation,
];
