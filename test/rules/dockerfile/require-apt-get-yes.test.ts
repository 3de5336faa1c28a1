import { requireAptGetYes } from '../../../src/core/rules/dockerfile/require-apt-get-yes.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireAptGetYes, ({ flags, accepts, fixes }) => {
  flags(
    'installations behind sudo, in conditions and in heredocs',
    `
FROM debian:12
RUN sudo apt-get install curl
                 ^^^^^^^ asks
RUN if true; then apt-get -q install curl; fi
                             ^^^^^^^ asks
RUN <<EOF
apt-get install curl
        ^^^^^^^ asks
EOF
`,
  );
  accepts(
    'every way to say yes',
    'RUN apt-get install -y a && apt-get -yq install b && apt-get install -qq c && apt-get --assume-yes install d && apt-get -qy install e\n',
  );
  accepts('an answer through a pipe', 'RUN yes | apt-get install a\n');
  accepts('options in a variable', 'RUN apt-get $OPTIONS install a\n');
  accepts('update and clean', 'RUN apt-get update && apt-get clean && apt-get autoremove\n');
  accepts('text that is no command', 'RUN echo "apt-get install a"\n');
  fixes(
    'only what asks',
    'RUN apt-get install a && apt-get install -y b\n',
    'RUN apt-get install -y a && apt-get install -y b\n',
  );
});
