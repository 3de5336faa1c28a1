import { noBashSyntax } from '../../../src/core/rules/dockerfile/no-bash-syntax.ts';
import { noCommandInEnv } from '../../../src/core/rules/dockerfile/no-command-in-env.ts';
import { noLoneExport } from '../../../src/core/rules/dockerfile/no-lone-export.ts';
import { noMissingOperator } from '../../../src/core/rules/dockerfile/no-missing-operator.ts';
import { noOpenOperator } from '../../../src/core/rules/dockerfile/no-open-operator.ts';
import { requireVariableValue } from '../../../src/core/rules/dockerfile/require-variable-value.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noOpenOperator, ({ flags, accepts }) => {
  flags(
    'operators that nothing follows',
    `
FROM x:1
RUN a && b &&
           ^^ open
RUN a \\
    || true \\
    |
    ^ open
CMD run ||
        ^^ open
`,
  );
  accepts(
    'groups, heredocs, lists and jobs in the background',
    `
FROM x:1
RUN (a && b) && { c || d; }
RUN <<EOF
a &&
b
EOF
CMD ["sh", "-c", "a && b"]
ENTRYPOINT a &
`,
  );
});

describeRule(noBashSyntax, ({ flags, accepts }) => {
  flags(
    'words that dash does not know, in stages on top of others too',
    `
FROM python:3.12-slim AS base
RUN python -m venv /venv && source /venv/bin/activate && pip install pandas
                            ^^^^^^ unknown
FROM base
RUN if [[ "$A" == b ]]; then make; fi && mkdir /data/{in,out}
       ^^ unknown
                                               ^^^^^^^^^^^^^^ braces
ENTRYPOINT serve --port {$PORT}
                        ^^^^^^^ variable
`,
  );
  accepts(
    'other shells, other bases, quotes and variables',
    `
FROM python:3.12-slim
RUN bash -c "source a && [[ -d b ]]" && mkdir "/x/{a,b}" /y/\${A}
SHELL ["/bin/bash", "-c"]
RUN source /venv/bin/activate
FROM rockylinux:9
RUN source /etc/profile && mkdir -p /srv/{a,b}
`,
  );
});

describeRule(noMissingOperator, ({ flags, accepts }) => {
  flags(
    'programs of many kinds at the start of a line',
    `
FROM x:1
RUN mkdir -p /data \\
    useradd -m app
    ^^^^^^^ joined
RUN pip install nltk \\
    python get.py
    ^^^^^^ joined
RUN apt-get install -y curl \\
    curl -LsSf https://example.org/install.sh | sh
    ^^^^ joined
RUN apt-get install -y gcc rm -rf /var/lib/apt/lists/*
                           ^^ joined
RUN cp a b \\
    git clone https://example.org/r.git
    ^^^ joined
`,
  );
  accepts(
    'packages and arguments of the same names',
    `
FROM x:1
RUN apt-get install -y \\
    git \\
    curl \\
    wget \\
    python3 \\
    tar
RUN xargs \\
    rm -f < list
RUN sudo \\
    apt-get install -y tini
`,
  );
});

describeRule(requireVariableValue, ({ flags, accepts }) => {
  flags(
    'names without what belongs to them',
    `
FROM x:1
ENV A
    ^ alone
ENV A = b
      ^ spaced
LABEL a=b c
          ^ equals
`,
  );
  accepts('both forms, and ARG', 'FROM x:1\nARG A\nENV A b = c\nENV B=\nENV C=$A\nLABEL d="e f"\n');
});

describeRule(noLoneExport, ({ flags, accepts }) => {
  flags(
    'an export at the end',
    '\nFROM x:1\nRUN make && export PATH=/a:$PATH\n            ^^^^^^^^^^^^^^^^^^^^ lost\n',
  );
  accepts('one that something follows', 'FROM x:1\nRUN export A=b && make\nRUN make; export A\n');
});

describeRule(noCommandInEnv, ({ flags, accepts }) => {
  flags(
    'backquotes around several words',
    '\nFROM x:1\nENV A=`nproc --all`\n    ^^^^^^^^^^^^^^^ substitution\n',
  );
  accepts('backquotes in single quotes', "FROM x:1\nENV A='`nproc --all`'\n");
});
