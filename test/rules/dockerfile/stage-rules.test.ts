import { consistentAsCase } from '../../../src/core/rules/dockerfile/consistent-as-case.ts';
import { consistentDescription } from '../../../src/core/rules/dockerfile/consistent-description.ts';
import { consistentInstructionCase } from '../../../src/core/rules/dockerfile/consistent-instruction-case.ts';
import { noConsecutiveRun } from '../../../src/core/rules/dockerfile/no-consecutive-run.ts';
import { noConstantPlatform } from '../../../src/core/rules/dockerfile/no-constant-platform.ts';
import { noDistributionUpgrade } from '../../../src/core/rules/dockerfile/no-distribution-upgrade.ts';
import { noEnvSelfReference } from '../../../src/core/rules/dockerfile/no-env-self-reference.ts';
import { noHostCommand } from '../../../src/core/rules/dockerfile/no-host-command.ts';
import { noHostPort } from '../../../src/core/rules/dockerfile/no-host-port.ts';
import { noLoneCd } from '../../../src/core/rules/dockerfile/no-lone-cd.ts';
import { noRedundantPlatform } from '../../../src/core/rules/dockerfile/no-redundant-platform.ts';
import { noRelativeCopyDestination } from '../../../src/core/rules/dockerfile/no-relative-copy-destination.ts';
import { noReservedStageName } from '../../../src/core/rules/dockerfile/no-reserved-stage-name.ts';
import { noRootUser } from '../../../src/core/rules/dockerfile/no-root-user.ts';
import { noSecretVariable } from '../../../src/core/rules/dockerfile/no-secret-variable.ts';
import { noSelfCopy } from '../../../src/core/rules/dockerfile/no-self-copy.ts';
import { noShellLink } from '../../../src/core/rules/dockerfile/no-shell-link.ts';
import { noSparseUserLog } from '../../../src/core/rules/dockerfile/no-sparse-user-log.ts';
import { noUndefinedBaseArgument } from '../../../src/core/rules/dockerfile/no-undefined-base-argument.ts';
import { noUndefinedVariable } from '../../../src/core/rules/dockerfile/no-undefined-variable.ts';
import { noUnknownCopyStage } from '../../../src/core/rules/dockerfile/no-unknown-copy-stage.ts';
import { noUpperCaseStage } from '../../../src/core/rules/dockerfile/no-upper-case-stage.ts';
import { noWgetAndCurl } from '../../../src/core/rules/dockerfile/no-wget-and-curl.ts';
import { noWgetProgress } from '../../../src/core/rules/dockerfile/no-wget-progress.ts';
import { noWholeCopy } from '../../../src/core/rules/dockerfile/no-whole-copy.ts';
import { preferAddArchive } from '../../../src/core/rules/dockerfile/prefer-add-archive.ts';
import { preferEqualsSign } from '../../../src/core/rules/dockerfile/prefer-equals-sign.ts';
import { preferExecForm } from '../../../src/core/rules/dockerfile/prefer-exec-form.ts';
import { preferNumericUser } from '../../../src/core/rules/dockerfile/prefer-numeric-user.ts';
import { preferUpperCaseInstruction } from '../../../src/core/rules/dockerfile/prefer-upper-case-instruction.ts';
import { requireHealthcheck } from '../../../src/core/rules/dockerfile/require-healthcheck.ts';
import { requirePipefail } from '../../../src/core/rules/dockerfile/require-pipefail.ts';
import { validLabelKey } from '../../../src/core/rules/dockerfile/valid-label-key.ts';
import { validTrigger } from '../../../src/core/rules/dockerfile/valid-trigger.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noHostCommand, (cases) => {
  cases.flags('programs behind others', '\nFROM x:1\nRUN a && kill 1\n         ^^^^ host\n');
  cases.accepts('words of the same name', 'FROM x:1\nRUN echo top && apt-get install ssh\n');
});

describeRule(noRootUser, (cases) => {
  cases.flags(
    'what a stage takes over',
    '\nFROM x:1 AS a\nUSER 0:0\n     ^^^ root\nFROM a\nRUN b\n',
  );
  cases.accepts(
    'a stage to copy from',
    'FROM x:1 AS a\nUSER root\nFROM x:1\nCOPY --from=a /b /b\n',
  );
  cases.accepts('no USER at all', 'FROM x:1\n');
});

describeRule(noLoneCd, (cases) => {
  cases.flags('a cd behind others', '\nFROM x:1\nRUN a && cd /b\n         ^^^^^ lost\n');
  cases.accepts(
    'a cd that others follow, and one of a subshell',
    'FROM x:1\nRUN cd /a && b\nRUN (cd /a)\n',
  );
});

describeRule(preferAddArchive, (cases) => {
  cases.flags(
    'the name that it has in the image',
    '\nFROM x:1\nCOPY a/b.tgz /c.tgz\n     ^^^^^^^ copied\nRUN tar xzf /c.tgz\n',
  );
  cases.accepts(
    'archives of other stages, and those that are only listed',
    'FROM x:1\nCOPY --from=a /b.tar /b.tar\nCOPY c.tar /\nRUN tar -xf /b.tar && tar -tf /c.tar\n',
  );
});

describeRule(noUnknownCopyStage, (cases) => {
  cases.flags(
    'a stage that comes later',
    '\nFROM x:1\nCOPY --from=zz /a /a\n            ^^ stage\nFROM x:1 AS zz\n',
  );
  cases.accepts(
    'images, variables and case',
    'FROM x:1 AS A\nFROM x:1\nCOPY --from=a /b /b\nCOPY --from=0 /b /b\nCOPY --from=$C /b /b\nCOPY --from=d/e /b /b\n',
  );
  cases.accepts(
    'what can be no name at all, of which dockerfile/valid-flag-value tells',
    'FROM x:1\nCOPY --from=*bad /b /b\n',
  );
});

describeRule(noSelfCopy, (cases) => {
  cases.flags('its own number', '\nFROM x:1\nCOPY --from=0 /a /b\n     ^^^^^^^^ self\n');
  cases.accepts('no stage', 'FROM x:1 AS a\nCOPY a /b\n');
});

describeRule(preferExecForm, (cases) => {
  cases.flags(
    'both instructions',
    '\nFROM x:1\nENTRYPOINT a\n^^^^^^^^^^ shell\nCMD b\n^^^ shell\n',
  );
  cases.accepts(
    'a chosen shell, also of the parent',
    'FROM x:1 AS a\nSHELL ["bash", "-c"]\nFROM a\nCMD b\n',
  );
  cases.accepts('checks and lists', 'FROM x:1\nHEALTHCHECK CMD a\nCMD ["b"]\n');
});

describeRule(noDistributionUpgrade, (cases) => {
  cases.flags(
    'both managers',
    '\nFROM x:1\nRUN apt-get dist-upgrade -y\n            ^^^^^^^^^^^^ upgrade\nRUN zypper dup\n           ^^^ upgrade\n',
  );
  cases.accepts('updates', 'FROM x:1\nRUN apt-get update && apt-get upgrade -y\n');
});

describeRule(validTrigger, (cases) => {
  cases.flags(
    'all three',
    '\nFROM x:1\nONBUILD FROM a\n        ^^^^ trigger\nONBUILD maintainer a\n        ^^^^^^^^^^ trigger\n',
  );
});

describeRule(noEnvSelfReference, (cases) => {
  cases.flags('any order', '\nFROM x:1\nENV A=${B}/c B=1\n    ^^^^^^^^ unset\n');
  cases.accepts(
    'what the variable was before',
    'FROM x:1\nENV A=1\nENV A=2 B=$A\nENV PATH=/a:$PATH C=$PATH\nENV D=/x:$D\n',
  );
});

describeRule(noRelativeCopyDestination, (cases) => {
  cases.flags(
    'a parent without a folder',
    '\nFROM x:1 AS a\nFROM a\nCOPY b zz\n       ^^ relative\n',
  );
  cases.accepts(
    'absolute paths, variables and a folder of the parent',
    'FROM x:1 AS a\nCOPY b "/c"\nCOPY b $C\nCOPY b c:\\\\d\nWORKDIR $W\nFROM a\nCOPY b .\n',
  );
  cases.accepts('the empty image', 'FROM scratch\nCOPY a .\n');
});

describeRule(noSparseUserLog, (cases) => {
  cases.flags(
    'every way to write the option',
    '\nFROM x:1\nRUN useradd --uid=100000 a\n    ^^^^^^^ log\nRUN useradd -mu 100000 a\n    ^^^^^^^ log\n',
  );
  cases.accepts(
    'small ids and other programs',
    'FROM x:1\nRUN useradd -u 99999 a && adduser -u 100000 b && useradd --no-log-init -u 100000 c\n',
  );
});

describeRule(noWgetProgress, (cases) => {
  cases.flags('options that are not about it', '\nFROM x:1\nRUN wget -O - a\n    ^^^^ progress\n');
  cases.accepts(
    'every way to be quiet',
    'FROM x:1\nRUN wget -qO- a && wget -nv a && wget --progress=dot a && wget -o log a\n',
  );
});

describeRule(validLabelKey, (cases) => {
  cases.flags(
    'doubled and trailing separators',
    '\nFROM x:1\nLABEL a..b=1 c-=2 d_e=3\n      ^^^^^^ key\n             ^^^^ key\n                  ^^^^^ key\n',
  );
  cases.accepts('quotes and the old form', 'FROM x:1\nLABEL "a.b-c"="D E"\nLABEL f g H\n');
});

describeRule(requireHealthcheck, (cases) => {
  cases.flags(
    'a last stage on its own',
    '\nFROM x:1 AS a\nHEALTHCHECK CMD b\nFROM y:1\n^^^^ missing\n',
  );
  cases.accepts(
    'a check of the parent, and none on purpose',
    'FROM x:1 AS a\nHEALTHCHECK NONE\nFROM a\n',
  );
});

describeRule(noConsecutiveRun, (cases) => {
  cases.flags('steps with a comment between', '\nFROM x:1\nRUN a\n# b\nRUN c\n^^^ row\n');
  cases.accepts(
    'other flags, other instructions, longer steps',
    'FROM x:1\nRUN a\nRUN --mount=type=cache,target=/b c\nWORKDIR /d\nRUN e\nRUN f && g\n',
  );
});

describeRule(noReservedStageName, (cases) => {
  cases.flags('any case', '\nFROM x:1 AS Scratch\n            ^^^^^^^ reserved\n');
  cases.accepts('the image', 'FROM scratch AS a\n');
});

describeRule(noSecretVariable, (cases) => {
  cases.flags(
    'names in any case, and the old form',
    '\nARG api_key\n    ^^^^^^^ secret\nFROM x:1\nENV A_SECRET b\n    ^^^^^^^^ secret\nARG B_TOKEN=x C=1\n    ^^^^^^^^^ secret\n',
  );
  cases.accepts(
    'names of files and versions, switches and empty values',
    'FROM x:1\nENV A_TOKEN_FILE=/a AUTH=true B_PASSWORD="" AUTH_VERSION=2 MAX_TOKEN=512 GPG_KEY=ABC PUBLIC_KEY=d\nENV KEYBOARD=de TOKENIZERS=1\n',
  );
});

describeRule(noRedundantPlatform, (cases) => {
  cases.accepts(
    'other variables',
    'FROM --platform=$TARGETPLATFORM_X x:1\nFROM --platform=$BUILDPLATFORM x:1\n',
  );
  cases.fixes('braces', 'FROM --platform=${TARGETPLATFORM}  x:1 AS a\n', 'FROM x:1 AS a\n');
});

describeRule(preferNumericUser, (cases) => {
  cases.flags('a group behind a name', '\nFROM x:1\nUSER app:1\n     ^^^^^ name\n');
  cases.accepts(
    'numbers, root and variables',
    'FROM x:1\nUSER 1\nUSER "2:3"\nUSER root\nUSER $A\n',
  );
});

describeRule(noWholeCopy, (cases) => {
  cases.flags(
    'quotes',
    '\nFROM x:1 AS a\nFROM x:1\nCOPY --from=a "/" "/"\n              ^^^ whole\n',
  );
  cases.accepts('folders', 'FROM x:1 AS a\nFROM x:1\nCOPY --from=a / /a\nCOPY --from=a /a /\n');
});

describeRule(noWgetAndCurl, (cases) => {
  cases.flags(
    'one step',
    '\nFROM x:1\nRUN curl a | b && wget c && wget d\n                  ^^^^ both\n',
  );
  cases.accepts(
    'stages of their own',
    'FROM x:1\nRUN curl a\nFROM x:1\nRUN wget b && apt-get install curl\n',
  );
});

describeRule(noShellLink, (cases) => {
  cases.flags('every option', '\nFROM x:1\nRUN a; ln -sfn bash /bin/sh\n       ^^ link\n');
  cases.accepts('links to the shell', 'FROM x:1\nRUN ln -s /bin/sh /a\n');
});

describeRule(requirePipefail, (cases) => {
  cases.flags(
    'a stage that does not know of the shell before',
    '\nFROM x:1 AS a\nSHELL ["bash", "-o", "pipefail", "-c"]\nRUN b | c\nFROM x:1\nRUN bb | c\n    ^^ pipe\n',
  );
  cases.accepts(
    'the shell of the parent, the option in the step, and what cannot fail',
    'FROM x:1 AS a\nRUN set -o pipefail && b | c\nRUN echo d | e\nRUN f || g\nSHELL ["bash", "-eo", "pipefail", "-c"]\nFROM a\nRUN h | i\n',
  );
  cases.accepts('other shells', 'FROM x:1\nSHELL ["pwsh", "-c"]\nRUN a | b\n');
});

describeRule(noConstantPlatform, (cases) => {
  cases.accepts('stages that are called for it', 'FROM --platform=linux/arm64 x:1 AS arm64\n');
});

describeRule(noHostPort, (cases) => {
  cases.flags(
    'an address',
    '\nFROM x:1\nEXPOSE 80 127.0.0.1:81:82/udp\n          ^^^^^^^^^^^^^^^^^^^ host\n',
  );
  cases.fixes('the protocol stays', 'FROM x:1\nEXPOSE 8080:80/tcp\n', 'FROM x:1\nEXPOSE 80/tcp\n');
});

describeRule(consistentInstructionCase, (cases) => {
  cases.flags('mixed case', '\nFrom x:1\n^^^^ other\n');
  cases.flags('a trigger', '\nFROM x:1\nRUN a\nONBUILD run b\n        ^^^ other\n');
  cases.fixes('the fewer to the more', 'FROM x:1\nrun a\nenv b=c\n', 'from x:1\nrun a\nenv b=c\n');
});

describeRule(preferUpperCaseInstruction, (cases) => {
  cases.accepts('files that are not of one case', 'FROM x:1\nrun a\n');
});

describeRule(preferEqualsSign, (cases) => {
  cases.flags('labels', '\nFROM x:1\nLABEL zz b c\n      ^^ blank\n');
  cases.accepts('a name alone, and several pairs', 'FROM x:1\nENV A=1 B=2\n');
  cases.fixes(
    'only a value of one word',
    'FROM x:1\nENV A $B/c\nENV D e f\nENV G "h"\n',
    'FROM x:1\nENV A=$B/c\nENV D e f\nENV G "h"\n',
  );
});

describeRule(noUpperCaseStage, (cases) => {
  cases.accepts('images', 'FROM X:A AS b\n');
});

describeRule(consistentAsCase, (cases) => {
  cases.accepts('no name', 'from x:1\n');
  cases.fixes('to lower case', 'from x:1 AS a\n', 'from x:1 as a\n');
});

describeRule(noUndefinedBaseArgument, (cases) => {
  cases.flags('a part of the name', '\nARG A\nFROM x:${A}${BB}\n           ^^^^^ undefined\n');
  cases.accepts('platforms and defaults', 'FROM --platform=$BUILDPLATFORM x-$TARGETARCH:${A:-1}\n');
});

describeRule(noUndefinedVariable, (cases) => {
  cases.flags('an empty image', '\nFROM scratch\nCOPY a$BB /b\n      ^^^ unknown\n');
  cases.flags('each name once', '\nARG VV\nFROM x:1\nRUN a $VV ${VV}\n      ^^^ outside\n');
  cases.accepts(
    'what the base or the shell may set',
    'ARG PYTHON_VERSION=3.12\nARG B=1\nFROM python:$PYTHON_VERSION\nRUN pip install a==$PYTHON_VERSION\nRUN B=2 && echo $B\nRUN . /env && echo $B\nENV LD_LIBRARY_PATH=/a:$LD_LIBRARY_PATH C=${HTTP_PROXY}\nWORKDIR $HOME\n',
  );
  cases.accepts(
    'single quotes, defaults and triggers',
    "ARG A=1\nFROM x:1\nENV B='$A' C=${A:-2}\nONBUILD COPY $A /\n",
  );
  cases.accepts(
    "a comment of BuildKit's own",
    'FROM scratch\n# check=skip=UndefinedVar // set by hand\nCOPY $a /\n',
  );
});

describeRule(consistentDescription, (cases) => {
  cases.accepts('files that do not ask', '# Later.\nARG A\nFROM x:1\n');
});
