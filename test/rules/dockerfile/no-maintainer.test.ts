import { noMaintainer } from '../../../src/core/rules/dockerfile/no-maintainer.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noMaintainer, ({ flags, accepts, fixes }) => {
  flags(
    'the instruction in any case, also behind ONBUILD',
    `
FROM x:1
maintainer me
^^^^^^^^^^ deprecated
ONBUILD MAINTAINER you
        ^^^^^^^^^^ deprecated
`,
  );
  accepts('a label', 'LABEL maintainer="me"\n');
  fixes(
    'quotes, variables and a name in quotes',
    'MAINTAINER A "B" $C\n',
    'LABEL org.opencontainers.image.authors="A \\"B\\" \\$C"\n',
  );
  fixes(
    'a name that is quoted already',
    'MAINTAINER "A B"\n',
    'LABEL org.opencontainers.image.authors="A B"\n',
  );
  fixes(
    'nothing where a comment stands between',
    'MAINTAINER A \\\n# who\n  B\n',
    'MAINTAINER A \\\n# who\n  B\n',
  );
});
