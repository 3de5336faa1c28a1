import { noColonInEnv } from '../../../src/core/rules/dockerfile/no-colon-in-env.ts';
import { noCommandInEnv } from '../../../src/core/rules/dockerfile/no-command-in-env.ts';
import { noEchoOption } from '../../../src/core/rules/dockerfile/no-echo-option.ts';
import { noEndOfLifeBase } from '../../../src/core/rules/dockerfile/no-end-of-life-base.ts';
import { noMissingHealthTool } from '../../../src/core/rules/dockerfile/no-missing-health-tool.ts';
import { noMissingOperator } from '../../../src/core/rules/dockerfile/no-missing-operator.ts';
import { noRepeatedCommand } from '../../../src/core/rules/dockerfile/no-repeated-command.ts';
import { noSingleQuotedExecForm } from '../../../src/core/rules/dockerfile/no-single-quoted-exec-form.ts';
import { noEmptyContinuation } from '../../../src/core/rules/dockerfile/no-empty-continuation.ts';
import { noSwallowedInstruction } from '../../../src/core/rules/dockerfile/no-swallowed-instruction.ts';
import { noUnknownInstruction } from '../../../src/core/rules/dockerfile/no-unknown-instruction.ts';
import { noUnprivilegedInstall } from '../../../src/core/rules/dockerfile/no-unprivileged-install.ts';
import { requireArguments } from '../../../src/core/rules/dockerfile/require-arguments.ts';
import { requireCopyDestination } from '../../../src/core/rules/dockerfile/require-copy-destination.ts';
import { requireFrom } from '../../../src/core/rules/dockerfile/require-from.ts';
import { validExecForm } from '../../../src/core/rules/dockerfile/valid-exec-form.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnknownInstruction, ({ flags, accepts, fixes }) => {
  flags(
    'markers of a merge, typing errors and lost continuations',
    `
FROM x:1
<<<<<<< HEAD
^^^^^^^ marker
EXPOZE 80
^^^^^^ near
RUN apt-get install -y
    curl
    ^^^^ continued
`,
  );
  accepts(
    'words inside continued lines and heredocs',
    'FROM x:1\nRUN a \\\n  curl\nRUN <<EOF\nfoo bar\nEOF\n',
  );
  fixes('the keyword and nothing else', 'FROM x:1\nwrokdir /a # b\n', 'FROM x:1\nWORKDIR /a # b\n');
});

describeRule(requireArguments, ({ flags, accepts }) => {
  flags('an instruction that ends where it begins', '\nFROM x:1\nexpose\n^^^^^^ missing\n');
  accepts('RUN and CMD, which Docker lets stand alone', 'FROM x:1\nRUN\nCMD []\n');
});

describeRule(requireCopyDestination, ({ flags, accepts }) => {
  flags(
    'one path in both forms',
    '\nFROM x:1\nCOPY --from=a /b\n              ^^ single\nADD ["a"]\n     ^^^ single\nCOPY\n^^^^ none\n',
  );
  accepts('a heredoc with a destination', 'FROM x:1\nCOPY <<EOF /a\nb\nEOF\n');
});

describeRule(requireFrom, ({ flags, accepts }) => {
  flags('what stands before the first FROM', '\nARG A=1\nENV B=2\n^^^ missing\nFROM x:1\n');
  accepts('ARG before FROM', 'ARG A=1\nFROM x:$A\n');
});

describeRule(validExecForm, ({ flags, accepts }) => {
  flags(
    'a comma too many, and a health check',
    '\nFROM x:1\nCMD ["a",]\n    ^^^^^^ broken\nHEALTHCHECK CMD ["a" "b"]\n                ^^^^^^^^^ broken\n',
  );
  accepts('tests of the shell', 'FROM x:1\nRUN [ "$A" = b ] || exit 1\nRUN [[ -n "$A" ]]\n');
});

describeRule(noSingleQuotedExecForm, ({ flags, accepts }) => {
  flags('a list', "\nFROM x:1\nENTRYPOINT ['a', 'b']\n           ^^^^^^^^^^ quotes\n");
  accepts('single quotes in the shell', "FROM x:1\nRUN [ 'a' = \"b\" ]\nCMD echo '[a]'\n");
});

describeRule(noEmptyContinuation, ({ flags }) => {
  flags(
    'a blank line, but none that lies before a swallowed instruction',
    '\nFROM x:1\nRUN a \\\n  \n^^ empty\n    && b \\\n\nCOPY b c\n',
  );
});

describeRule(noSwallowedInstruction, ({ flags, accepts, fixes }) => {
  flags(
    'an instruction behind a continuation',
    '\nFROM x:1\nRUN a \\\n      ^ swallowed\n\n# why\nCOPY b c\n',
  );
  flags(
    'an instruction behind an operator and one behind a variable',
    '\nFROM x:1\nRUN a && \\\n         ^ swallowed\nUSER app\nFROM x:2\nENV D=1 \\\n        ^ swallowed\n\nRUN make\n',
  );
  fixes(
    'without an operator that stood before it',
    'FROM x:1\nRUN a \\\n    && b && \\\n\nCOPY b c\n',
    'FROM x:1\nRUN a \\\n    && b\n\nCOPY b c\n',
  );
  accepts(
    'words of the same name that are indented or quoted',
    'FROM x:1\nRUN echo \\\n  COPY a b && \\\n  USER=1 run\n',
  );
});

describeRule(noRepeatedCommand, ({ flags, accepts }) => {
  flags(
    'all but the last',
    '\nFROM x:1\nCMD a\n^^^ repeated\nCMD b\n^^^ repeated\nCMD c\nHEALTHCHECK CMD a\n^^^^^^^^^^^ repeated\nHEALTHCHECK NONE\n',
  );
  accepts(
    'one in each stage, and those behind ONBUILD',
    'FROM x:1\nCMD a\nONBUILD CMD b\nFROM y:1\nCMD c\n',
  );
});

describeRule(noCommandInEnv, ({ flags, accepts }) => {
  flags(
    'both ways to write it',
    '\nFROM x:1\nENV A=$(date) B=1\n    ^^^^^^^^^ substitution\nARG C=`id`\n    ^^^^^^ substitution\n',
  );
  accepts('variables, escapes and single quotes', "FROM x:1\nENV A=${B} C=\\$(x) D='$(x)'\n");
});

describeRule(noColonInEnv, ({ flags, accepts }) => {
  flags('ENV and LABEL', '\nFROM x:1\nENV A: b\n    ^^ colon\nLABEL c: d\n      ^^ colon\n');
  accepts('a colon in a value', 'FROM x:1\nENV A=b: C=d:e\nENV A b:\n');
});

describeRule(noMissingOperator, ({ flags, accepts }) => {
  flags(
    'a command that became an argument',
    '\nFROM x:1\nRUN pip install -r a.txt \\\n    rm -rf /root/.cache\n    ^^ joined\n',
  );
  accepts(
    'packages named like programs',
    'FROM x:1\nRUN apt-get install -y \\\n    git \\\n    npm \\\n    python3\n',
  );
  accepts(
    'arguments on lines of their own',
    'FROM x:1\nRUN echo \\\n    pip install a\nRUN conda run \\\n  pip install b && ls\n'.replace(
      'conda run',
      'xargs',
    ),
  );
});

describeRule(noEchoOption, ({ flags, accepts }) => {
  flags(
    'Debian and what is built on it',
    '\nFROM python:3.12 AS a\nFROM a\nRUN echo -en "x"\n         ^^^ printed\n',
  );
  accepts(
    'Alpine, a chosen shell, and other programs',
    'FROM alpine:3\nRUN echo -e x\nFROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo -e x\nFROM debian:12\nRUN grep -e x y\n',
  );
});

describeRule(noEndOfLifeBase, ({ flags, accepts }) => {
  flags(
    'releases by name and by number',
    '\nFROM node:20-buster\n     ^^^^^^^^^^^^^^ ended\nFROM ubuntu:18.04\n     ^^^^^^^^^^^^ ended\nFROM python:3.8.1\n     ^^^^^^^^^^^^ ended\n',
  );
  accepts(
    'current ones, stages and other images',
    'FROM python:3.12 AS buster\nFROM buster\nFROM team/python:3.7\nFROM ubuntu:24.04\n',
  );
});

describeRule(noMissingHealthTool, ({ flags, accepts }) => {
  flags(
    'a tool that no stage brought',
    '\nFROM python:3.12-slim AS a\nRUN pip install curl\nFROM a\nHEALTHCHECK CMD ["wget", "x"]\n                 ^^^^^^ missing\n',
  );
  accepts(
    'images that have it, and steps that may bring it',
    'FROM python:3.12\nHEALTHCHECK CMD curl x\nFROM python:3.12-slim\nRUN apt-get update && apt-get install -y curl=8.1\nHEALTHCHECK CMD curl x\nFROM python:3.12-slim\nRUN apt-get install -y $PACKAGES\nHEALTHCHECK CMD curl x\nFROM python:3.12-alpine\nHEALTHCHECK CMD wget x\n',
  );
});

describeRule(noUnprivilegedInstall, ({ flags, accepts }) => {
  flags(
    'after USER, also of a parent',
    '\nFROM debian:12 AS a\nUSER 1000\nFROM a\nRUN apt-get update\n    ^^^^^^^ user\n',
  );
  accepts(
    'root, sudo, and bases that nobody knows',
    'FROM debian:12\nUSER app\nRUN sudo apt-get update\nUSER 0:0\nRUN apt-get update\nFROM mystery:1\nRUN apt-get update\nFROM apache/airflow:2.10.4\nUSER $WHO\nRUN apt-get update\n',
  );
});
