import { noUnquotedConstraint } from '../../../src/core/rules/python/no-unquoted-constraint.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnquotedConstraint, ({ flags, accepts, fixes }) => {
  flags(
    'limits of every tool, on lines of their own and with extras',
    `
FROM python:3.12-slim
RUN pip3 install --no-cache-dir \\
    evidently>=0.4.0 \\
    ^^^^^^^^^^^^^^^^ output
    pandas
RUN python -m pip install uvicorn[standard]>=0.30,<1
                          ^^^^^^^^^^^^^^^^^^^^^^^^ output
                                                  ^^ output
RUN conda install -y numpy<2
                     ^^^^^^^ output
RUN poetry add httpx>0.27
               ^^^^^^^^^^ output
`,
  );
  accepts(
    'quotes, redirections that are meant, and other programs',
    `
FROM python:3.12-slim
RUN pip install "numpy>=1.26" 'scipy<2' pandas\\>=2 > /tmp/pip.log 2>&1
RUN echo a>1 && cat <2.txt
`,
  );
  fixes(
    'by quotes around the word',
    'FROM x:1\nRUN pip install numpy>=1.26\n',
    'FROM x:1\nRUN pip install "numpy>=1.26"\n',
  );
});
