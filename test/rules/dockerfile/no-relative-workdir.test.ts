import { noRelativeWorkdir } from '../../../src/core/rules/dockerfile/no-relative-workdir.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noRelativeWorkdir, ({ flags, accepts }) => {
  flags(
    'the first relative folder of each stage',
    `
FROM x:1
WORKDIR app
        ^^^ relative
WORKDIR /srv
WORKDIR below
FROM y:1
WORKDIR "app"
        ^^^^^ relative
`,
  );
  accepts('what a parent stage decided', 'FROM x:1 AS a\nWORKDIR /srv\nFROM a\nWORKDIR app\n');
  accepts('scratch, whose folder is the root', 'FROM scratch\nWORKDIR app\n');
  accepts(
    'variables and Windows paths',
    'FROM x:1\nWORKDIR $HOME/app\nFROM y:1\nWORKDIR C:\\\\app\n',
  );
});
