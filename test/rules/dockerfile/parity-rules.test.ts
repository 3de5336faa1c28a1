import { noDuplicateStage } from '../../../src/core/rules/dockerfile/no-duplicate-stage.ts';
import { noFloatingBase } from '../../../src/core/rules/dockerfile/no-floating-base.ts';
import { noSudo } from '../../../src/core/rules/dockerfile/no-sudo.ts';
import { preferAptGet } from '../../../src/core/rules/dockerfile/prefer-apt-get.ts';
import { preferCopy } from '../../../src/core/rules/dockerfile/prefer-copy.ts';
import { requireCopyFolder } from '../../../src/core/rules/dockerfile/require-copy-folder.ts';
import { requirePipNoCache } from '../../../src/core/rules/dockerfile/require-pip-no-cache.ts';
import { validPort } from '../../../src/core/rules/dockerfile/valid-port.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requirePipNoCache, ({ flags, accepts, fixes }) => {
  flags(
    'both ways to start pip',
    '\nFROM x:1\nRUN pip3 install a\n         ^^^^^^^ cache\nRUN python -m pip -q install a\n                     ^^^^^^^ cache\n',
  );
  accepts(
    'a variable of the image, of the shell and of the command',
    'FROM x:1\nRUN export PIP_NO_CACHE_DIR=1 && pip install a\nRUN PIP_NO_CACHE_DIR=1 pip install a\nENV PIP_NO_CACHE_DIR=on\nRUN pip install a\n',
  );
  accepts('other programs', 'FROM x:1\nRUN pipx install a && uv pip install b && pip download c\n');
  fixes(
    'each installation',
    'RUN pip install a && pip install --no-cache-dir b\n',
    'RUN pip install --no-cache-dir a && pip install --no-cache-dir b\n',
  );
});

describeRule(preferCopy, ({ flags, accepts, fixes }) => {
  flags(
    'a file, also behind ONBUILD',
    '\nFROM x:1\nADD --chown=a a.py /\n^^^ add\nONBUILD ADD b.py /\n        ^^^ add\n',
  );
  accepts(
    'what only ADD can do',
    'FROM x:1\nADD a.tgz /\nADD git@github.com:a/b.git /b\nADD --checksum=sha256:0 a /\nADD $FILE /\n',
  );
  fixes('the keyword', 'FROM x:1\nadd a /\n', 'FROM x:1\nCOPY a /\n');
});

describeRule(requireCopyFolder, ({ flags, accepts }) => {
  flags(
    'several sources into one name',
    '\nFROM x:1\nCOPY ["a", "b", "/c"]\n                ^^^^ file\n',
  );
  accepts(
    'folders, heredocs and variables',
    'FROM x:1\nCOPY a b ./\nCOPY a b $DIR\nCOPY a b ..\nCOPY <<A <<B /c\nA\nB\n',
  );
});

describeRule(validPort, ({ flags, accepts }) => {
  flags(
    'numbers that are none',
    '\nFROM x:1\nEXPOSE 70000 90-80 http/tcp\n       ^^^^^ invalid\n             ^^^^^ invalid\n                   ^^^^^^^^ invalid\n',
  );
  accepts(
    'ranges, protocols, variables and quotes',
    'FROM x:1\nEXPOSE 80 "81" 53/UDP 8000-8010 $PORT ${A:-1}/tcp\n',
  );
});

describeRule(noDuplicateStage, ({ accepts }) => {
  accepts('stages without a name', 'FROM x:1\nFROM x:1\n');
});

describeRule(noFloatingBase, ({ flags, accepts }) => {
  flags('images, but no stages', '\nFROM x AS y\n     ^ untagged\nFROM y\n');
  accepts('tags from arguments', 'ARG TAG\nFROM x:$TAG\nFROM $IMAGE\n');
});

describeRule(noSudo, ({ accepts }) => {
  accepts('the package', 'FROM x:1\nRUN apt-get install -y sudo\n');
});

describeRule(preferAptGet, ({ accepts }) => {
  accepts('names that begin alike', 'FROM x:1\nRUN apt-cache show a && apt-key list\n');
});
