import { noHostSearchPath } from '../../../src/core/rules/compose/no-host-search-path.ts';
import { noQuotedListValue } from '../../../src/core/rules/compose/no-quoted-list-value.ts';
import { validVariableItem } from '../../../src/core/rules/compose/valid-variable-item.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(validVariableItem, ({ flags, accepts }) => {
  flags(
    'blanks before the equals sign and colons in a list',
    `
services:
  a:
    image: a:1
    environment:
      - DEBUG = true
        ^^^^^^ before
      - "RATE =1"
         ^^^^^ before
      - EPOCHS:10
        ^^^^^^^^^ colon
      - "URL: http://x:1"
         ^^^^^^^^^^^^^^^ colon
`,
  );
  accepts(
    'values with blanks and colons, names alone, and mappings',
    `
services:
  a:
    image: a:1
    environment:
      - NAME=two words
      - URL=http://x:1
      - HOME
      - EMPTY=
  b:
    image: a:1
    environment:
      "DEBUG": " x"
`,
  );
});

describeRule(noQuotedListValue, ({ flags, accepts }) => {
  flags(
    'a blank that the program gets',
    `
services:
  a:
    image: a:1
    environment:
      - RATE= 0.1
             ^^^^ blank
`,
  );
  accepts(
    'a blank that a mapping asks for, and one behind the value',
    `
services:
  a:
    image: a:1
    environment: { SEPARATOR: " , " }
  b:
    image: a:1
    environment:
      - RATE=0.1 
      - "ARGS=--a 1"
`,
  );
});

describeRule(noHostSearchPath, ({ flags, accepts }) => {
  flags(
    'search paths that go on with the own variable',
    `
services:
  a:
    image: a:1
    environment:
      - PATH=/opt/bin:$PATH
             ^^^^^^^^^^^^^^ host
      - PYTHONPATH=\${PYTHONPATH}:/srv
                   ^^^^^^^^^^^^^^^^^^ host
  b:
    image: a:1
    environment:
      LD_LIBRARY_PATH: /opt/lib:\${LD_LIBRARY_PATH:-}
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ host
`,
  );
  accepts(
    'other variables, dollar signs that Compose leaves, and a name that is handed on',
    `
services:
  a:
    image: a:1
    environment:
      PATH: /opt/bin:$$PATH
      PYTHONPATH: /srv:\${PYTHONPATH_EXTRA:-/lib}
      DATA: $PATH:/x
  b:
    image: a:1
    environment: ["PATH", "PYTHONPATH=\${PYTHONPATH}"]
`,
  );
});
