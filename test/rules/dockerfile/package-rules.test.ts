import { noAptRecommends } from '../../../src/core/rules/dockerfile/no-apt-recommends.ts';
import { requireApkNoCache } from '../../../src/core/rules/dockerfile/require-apk-no-cache.ts';
import { requireApkVersion } from '../../../src/core/rules/dockerfile/require-apk-version.ts';
import { requireAptListsRemoved } from '../../../src/core/rules/dockerfile/require-apt-lists-removed.ts';
import { requireAptVersion } from '../../../src/core/rules/dockerfile/require-apt-version.ts';
import { requireGemVersion } from '../../../src/core/rules/dockerfile/require-gem-version.ts';
import { requireGoVersion } from '../../../src/core/rules/dockerfile/require-go-version.ts';
import { requireNpmVersion } from '../../../src/core/rules/dockerfile/require-npm-version.ts';
import { requirePipVersion } from '../../../src/core/rules/dockerfile/require-pip-version.ts';
import { requireRpmClean } from '../../../src/core/rules/dockerfile/require-rpm-clean.ts';
import { requireRpmVersion } from '../../../src/core/rules/dockerfile/require-rpm-version.ts';
import { requireRpmYes } from '../../../src/core/rules/dockerfile/require-rpm-yes.ts';
import { requireYarnClean } from '../../../src/core/rules/dockerfile/require-yarn-clean.ts';
import { requireZypperClean } from '../../../src/core/rules/dockerfile/require-zypper-clean.ts';
import { requireZypperVersion } from '../../../src/core/rules/dockerfile/require-zypper-version.ts';
import { requireZypperYes } from '../../../src/core/rules/dockerfile/require-zypper-yes.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireAptVersion, ({ flags, accepts }) => {
  flags(
    'the first open package of each command',
    '\nFROM x:1\nRUN apt-get -t stable install -y a=1 b c && apt install d\n                                     ^ open\n                                                        ^ open\n',
  );
  accepts('files, releases and variables', 'FROM x:1\nRUN apt-get install ./a.deb b/stable $C\n');
});

describeRule(requireApkVersion, ({ flags, accepts }) => {
  flags(
    'a package behind the name of a group',
    '\nFROM x:1\nRUN apk add --virtual .build gcc\n                             ^^^ open\n',
  );
  accepts('every comparison', "FROM x:1\nRUN apk add 'a>=1' b~2 c=3-r1 ./d.apk\n");
});

describeRule(requireRpmVersion, ({ flags, accepts }) => {
  flags(
    'packages and modules',
    '\nFROM x:1\nRUN yum install -y a-1.0 gcc-c++\n                         ^^^^^^^ open\nRUN dnf module install -y nodejs\n                          ^^^^^^ open\n',
  );
  accepts(
    'groups, streams and files',
    'FROM x:1\nRUN dnf group install "Development Tools" && dnf module install -y nodejs:20 && yum install -y ./a.rpm\n',
  );
});

describeRule(requireZypperVersion, ({ accepts }) => {
  accepts('comparisons', 'FROM x:1\nRUN zypper in -y a\\>=1 "b=2"\n');
});

describeRule(requirePipVersion, ({ flags, accepts }) => {
  flags(
    'every way to start pip',
    '\nFROM x:1\nRUN pip3 install -U pandas[all]\n                    ^^^^^^^^^^^ open\nRUN python3 -m pip install -r a.txt b\n                                    ^ open\nRUN pip install git+https://example.org/a.git#egg=a\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open\n',
  );
  accepts(
    'files, folders, specifiers, commits and constraints',
    "FROM x:1\nRUN pip install . ./b -e c/ 'd<2' e~=1 f.whl git+https://user@example.org/a.git@v1#egg=a && pip install g -c limits.txt\n",
  );
});

describeRule(requireNpmVersion, ({ flags, accepts }) => {
  flags(
    'a package of a scope',
    '\nFROM x:1\nRUN npm --loglevel error i -g @a/b c@1\n                              ^^^^ open\n',
  );
  accepts(
    'what package.json decides, tags, files and commits',
    'FROM x:1\nRUN npm install && npm i a@latest @b/c@2 ./d e.tgz git://example.org/f#v1 && npm run install g\n',
  );
});

describeRule(requireGemVersion, ({ accepts }) => {
  accepts('options for the compiler', 'FROM x:1\nRUN gem install a:1 -- b && gem i c -v 2\n');
});

describeRule(requireGoVersion, ({ flags, accepts }) => {
  flags(
    'the newest version by name',
    '\nFROM x:1\nRUN go install -ldflags -s a.org/b@latest\n                           ^^^^^^^^^^^^^^ open\n',
  );
  accepts(
    'packages of the folder and words for the program',
    'FROM x:1\nRUN go install ./cmd/... && go run a.org/b@v1 serve && go run main.go && go build\n',
  );
});

describeRule(requireRpmYes, ({ flags, accepts, fixes }) => {
  flags(
    'all three programs, also behind ONBUILD',
    '\nFROM x:1\nRUN yum install a\n        ^^^^^^^ asks\nONBUILD RUN microdnf install b\n                     ^^^^^^^ asks\n',
  );
  accepts(
    'answers',
    'FROM x:1\nRUN yum -y install a && dnf install --assumeyes b && dnf clean all\n',
  );
  accepts('an answer through a pipe', 'FROM x:1\nRUN yes | yum install a\n');
  fixes('the command', 'RUN dnf in a\n', 'RUN dnf in -y a\n');
});

describeRule(requireZypperYes, ({ accepts }) => {
  accepts('options before and behind', 'FROM x:1\nRUN zypper -n in a && zypper in -y b\n');
});

describeRule(requireAptListsRemoved, ({ flags, accepts }) => {
  flags(
    'removal before the update',
    '\nFROM x:1\nRUN rm -rf /var/lib/apt/lists/* && apt-get update\n                                           ^^^^^^ kept\n',
  );
  flags(
    'a stage that the last one builds on',
    '\nFROM x:1 AS a\nRUN apt-get update\n            ^^^^^^ kept\nFROM a\n',
  );
  accepts(
    'a stage that is only copied from',
    'FROM x:1 AS a\nRUN apt-get update\nFROM x:1\nCOPY --from=a /b /b\n',
  );
  accepts(
    'a mount over the lists',
    'FROM x:1\nRUN --mount=type=cache,target=/var/lib/apt/ apt-get update\n',
  );
});

describeRule(requireApkNoCache, ({ flags }) => {
  flags(
    'a mount elsewhere',
    '\nFROM x:1\nRUN --mount=type=cache,target=/var/cache/b apk add a\n                                               ^^^ kept\n',
  );
});

describeRule(requireRpmClean, ({ flags, accepts }) => {
  flags(
    'cleaning by another program, and too early',
    '\nFROM x:1\nRUN dnf install -y a && microdnf clean all\n        ^^^^^^^ kept\nRUN yum clean all && yum update -y\n                         ^^^^^^ kept\n',
  );
  accepts('removal by hand', 'FROM x:1\nRUN yum install -y a && rm -rf /var/cache/yum\n');
});

describeRule(requireZypperClean, ({ flags }) => {
  flags(
    'cleaning too early',
    '\nFROM x:1\nRUN zypper cc && zypper -n in a\n                           ^^ kept\n',
  );
});

describeRule(requireYarnClean, ({ accepts }) => {
  accepts('other actions', 'FROM x:1\nRUN yarn build && yarn test\n');
});

describeRule(noAptRecommends, ({ accepts }) => {
  accepts(
    'the setting',
    'FROM x:1\nRUN apt-get -o APT::Install-Recommends=false install -y a && apt-get update\n',
  );
});
