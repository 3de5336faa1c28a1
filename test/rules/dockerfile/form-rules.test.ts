import { noDuplicateFlag } from '../../../src/core/rules/dockerfile/no-duplicate-flag.ts';
import { noShortDuration } from '../../../src/core/rules/dockerfile/no-short-duration.ts';
import { noUnknownFlag } from '../../../src/core/rules/dockerfile/no-unknown-flag.ts';
import { requireDurationUnit } from '../../../src/core/rules/dockerfile/require-duration-unit.ts';
import { requireHealthcheckCommand } from '../../../src/core/rules/dockerfile/require-healthcheck-command.ts';
import { requireVariableName } from '../../../src/core/rules/dockerfile/require-variable-name.ts';
import { validDuration } from '../../../src/core/rules/dockerfile/valid-duration.ts';
import { validHealthcheckType } from '../../../src/core/rules/dockerfile/valid-healthcheck-type.ts';
import { validImageReference } from '../../../src/core/rules/dockerfile/valid-image-reference.ts';
import { validShellForm } from '../../../src/core/rules/dockerfile/valid-shell-form.ts';
import { validStageForm } from '../../../src/core/rules/dockerfile/valid-stage-form.ts';
import { validVariableModifier } from '../../../src/core/rules/dockerfile/valid-variable-modifier.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnknownFlag, (cases) => {
  cases.flags(
    'upper case, also behind ONBUILD',
    '\nFROM x:1\nONBUILD COPY --FROM=y a b\n             ^^^^^^^^ near\nRUN --zz=1 make\n    ^^^^^^ unknown\n',
  );
  cases.accepts('options of commands', 'FROM x:1\nRUN make --all\nCMD --x\n');
});

describeRule(noDuplicateFlag, (cases) => {
  cases.flags(
    'the second of them',
    '\nFROM x:1\nHEALTHCHECK --retries=1 --retries=22 CMD a\n                        ^^^^^^^^^^^^ twice\n',
  );
  cases.accepts('excludes', 'FROM x:1\nCOPY --exclude=a --exclude=b c d/\n');
});

describeRule(requireDurationUnit, (cases) => {
  cases.flags(
    'days and a number at the end',
    '\nFROM x:1\nHEALTHCHECK --interval=1d --timeout=5s5 CMD a\n                       ^^ duration\n                                    ^^^ duration\n',
  );
  cases.accepts(
    'every unit, variables and nothing',
    'FROM x:1\nHEALTHCHECK --interval=1h2m3.5s --timeout=.5s --start-period=0 CMD a\nFROM x:1\nHEALTHCHECK --interval=$A --timeout=100ms CMD a\n',
  );
});

describeRule(validDuration, (cases) => {
  cases.flags(
    'a sign too many',
    '\nFROM x:1\nHEALTHCHECK --start-interval=--5s CMD a\n                             ^^^^ duration\n',
  );
  cases.accepts('a sign', 'FROM x:1\nHEALTHCHECK --interval=+5s CMD a\n');
});

describeRule(noShortDuration, (cases) => {
  cases.flags(
    'negative ones',
    '\nFROM x:1\nHEALTHCHECK --timeout=-1s CMD a\n                      ^^^ duration\n',
  );
  cases.accepts(
    'zero for the default, and exactly one',
    'FROM x:1\nHEALTHCHECK --start-period=0s --interval=1ms CMD a\n',
  );
});

describeRule(requireHealthcheckCommand, (cases) => {
  cases.flags('nothing at all', '\nFROM x:1\nHEALTHCHECK\n^^^^^^^^^^^ missing\n');
  cases.accepts('none', 'FROM x:1\nHEALTHCHECK NONE\n');
});

describeRule(validHealthcheckType, (cases) => {
  cases.flags(
    'behind a flag',
    '\nFROM x:1\nHEALTHCHECK --retries=1 curl a\n                        ^^^^ type\n',
  );
  cases.accepts('lower case', 'FROM x:1\nHEALTHCHECK cmd a\n');
});

describeRule(validStageForm, (cases) => {
  cases.flags('a name without AS', '\nFROM x:1 y\n         ^ form\n');
  cases.accepts('nothing, which is another mistake', 'FROM\n');
});

describeRule(validImageReference, (cases) => {
  cases.flags(
    'upper case and a dash for a tag',
    '\nFROM Python:3\n     ^^^^^^^^ form\nFROM x:-\n     ^^^ form\n',
  );
  cases.accepts(
    'registries, variables and stages',
    'FROM localhost:5000/a/b-c__d:1 AS Build\nFROM Build\nFROM x:$TAG\nFROM scratch\nFROM GHCR.io/a/b:V1\n',
  );
});

describeRule(validVariableModifier, (cases) => {
  cases.flags('a colon alone', '\nFROM x:1\nCOPY a ${B:x}\n       ^^^^^^ modifier\n');
  cases.accepts(
    'all that Docker knows',
    'FROM x:1\nENV A=${B-1}${B:+2}${B:?3}${B#a}${B%%b}${B/c/d}\nRUN echo ${B:1:2}\n',
  );
});

describeRule(validShellForm, (cases) => {
  cases.flags('a list that is not closed', '\nFROM x:1\nSHELL ["/bin/sh"\n      ^^^^^^^^^^ form\n');
  cases.accepts('a list over two lines', 'FROM x:1\nSHELL ["/bin/sh", \\\n  "-c"]\n');
});

describeRule(requireVariableName, (cases) => {
  cases.flags(
    'every instruction',
    '\nFROM x:1\nARG =a\n    ^^ name\nLABEL b=c =d\n          ^^ name\n',
  );
  cases.accepts('the old form', 'FROM x:1\nENV A = b\n');
});
