import { requireClosingDoubleQuote } from '../../../src/core/rules/dockerfile/require-closing-double-quote.ts';
import { requireClosingSingleQuote } from '../../../src/core/rules/dockerfile/require-closing-single-quote.ts';
import { validProtocol } from '../../../src/core/rules/dockerfile/valid-protocol.ts';
import { validSignal } from '../../../src/core/rules/dockerfile/valid-signal.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireClosingDoubleQuote, (cases) => {
  cases.flags(
    'a quote behind an escape, and over two words',
    '\nFROM x:1\nARG A="b\\"\n    ^^^^^^ open\nLABEL b=1 c="d e\n          ^^^^^^ open\n',
  );
  cases.accepts(
    'the old form, other quotes and escapes',
    'FROM x:1\nENV A "b\nENV C=\'"\' D=\\"\n',
  );
});

describeRule(requireClosingSingleQuote, (cases) => {
  cases.flags('an escape that is none', "\nFROM x:1\nENV A='b c\n    ^^^^^^ open\n");
  cases.accepts('an apostrophe in double quotes', 'FROM x:1\nENV A="it\'s"\n');
});

describeRule(validProtocol, (cases) => {
  cases.flags('a range', '\nFROM x:1\nEXPOSE 1-2/tcpx\n       ^^^^^^^^ protocol\n');
  cases.accepts('any case and variables', 'FROM x:1\nEXPOSE 1/TCP 2/$P $Q/udp\n');
});

describeRule(validSignal, (cases) => {
  cases.flags('a number too high', '\nFROM x:1\nSTOPSIGNAL 65\n           ^^ signal\n');
  cases.accepts(
    'names with and without SIG, real-time signals and variables',
    'FROM x:1\nSTOPSIGNAL sigterm\nSTOPSIGNAL HUP\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL $A\n',
  );
});
