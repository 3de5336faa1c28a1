import { noVariableInExecForm } from '../../../src/core/rules/dockerfile/no-variable-in-exec-form.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noVariableInExecForm, ({ flags, accepts, fixes }) => {
  flags(
    'RUN, CMD and ENTRYPOINT',
    `
FROM x:1
RUN ["cp", "$A", "b"]
           ^^^^ dockerfile
ENTRYPOINT ["serve", "--port=$PORT"]
                     ^^^^^^^^^^^^^^ dockerfile
`,
  );
  flags(
    'a list in a compose file, but not what Compose fills in',
    `
--- compose.yaml
services:
  a:
    image: x:1
    command: [serve, "$$PORT"]
                     ^^^^^^^^ compose
  b:
    image: x:1
    command: [serve, "\${PORT}"]
`,
  );
  accepts(
    'a shell',
    'FROM x:1\nCMD ["sh", "-c", "echo $A"]\nRUN ["/bin/bash", "-lc", "echo $A"]\n',
  );
  accepts(
    'a command for a shell that is the entrypoint',
    'FROM x:1\nENTRYPOINT ["/bin/sh", "-c"]\nCMD ["$START"]\n',
  );
  accepts('scripts of other languages', `FROM x:1\nCMD ["awk", "{ print $NF }"]\n`);
  accepts('a dollar that begins no variable', 'FROM x:1\nCMD ["grep", "a$", "$1"]\n');
  accepts('the shell form', 'FROM x:1\nCMD serve $PORT\n');
  fixes(
    'nothing where quoting would be needed',
    'FROM x:1\nCMD ["a b", "$C"]\n',
    'FROM x:1\nCMD ["a b", "$C"]\n',
  );
});
