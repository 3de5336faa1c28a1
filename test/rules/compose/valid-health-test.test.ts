import { validHealthTest } from '../../../src/core/rules/compose/valid-health-test.ts';
import { describeRule } from '../../support/describe-rule.ts';

const service = (test: string): string => `services:
  a:
    image: a:1
    healthcheck:
      test: ${test}
`;

describeRule(validHealthTest, ({ flags, accepts }) => {
  flags(
    'a shell that gets its command in pieces',
    `
services:
  a:
    image: a:1
    healthcheck:
      test: ["CMD-SHELL", "curl", "-f", "http://localhost:8000/"]
                          ^^^^^^ dropped
`,
  );
  accepts('one text', service('["CMD-SHELL", "curl -f http://localhost:8000/ || exit 1"]'));
  accepts('pieces without a shell', service('["CMD", "curl", "-f", "http://localhost:8000/"]'));
  accepts(
    'a whole command with a rest',
    service('["CMD-SHELL", "curl -f localhost", "|| exit 1"]'),
  );
  accepts('one word', service('["CMD-SHELL", "check"]'));
});
