import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../support/lint-files.ts';

/** Codes of dockerfile-utils are in capitals, hadolint's are DL and a number, BuildKit's are names in CamelCase. */
const namesOf = (lines: string): readonly string[] =>
  lintFiles({ Dockerfile: lines.startsWith('#') ? lines : `FROM debian:12\n${lines}\n` }).flatMap(
    ({ equivalents }) => equivalents,
  );

describe('a finding stands for just the check that another linter would name', () => {
  it.each([
    ['ADD --x=y a b', 'UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG'],
    ['HEALTHCHECK --interva=1s CMD true', 'UNKNOWN_HEALTHCHECK_FLAG', 'UNKNOWN_FROM_FLAG'],
    ['HEALTHCHECK --interval=30 CMD true', 'FLAG_MISSING_DURATION', 'FLAG_UNKNOWN_UNIT'],
    ['HEALTHCHECK --interval=30x CMD true', 'FLAG_UNKNOWN_UNIT', 'FLAG_MISSING_DURATION'],
    ['HEALTHCHECK --retries=-2 CMD true', 'FLAG_AT_LEAST_ONE', 'INVALID_SYNTAX'],
    ['HEALTHCHECK --retries=two CMD true', 'INVALID_SYNTAX', 'FLAG_AT_LEAST_ONE'],
    ['HEALTHCHECK CMD', 'HEALTHCHECK_CMD_ARGUMENT_MISSING', 'ARGUMENT_UNNECESSARY'],
    ['HEALTHCHECK NONE true', 'ARGUMENT_UNNECESSARY', 'HEALTHCHECK_CMD_ARGUMENT_MISSING'],
    ['ONBUILD ONBUILD RUN true', 'ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'],
    ['ONBUILD FROM a:1', 'ONBUILD_TRIGGER_DISALLOWED', 'ONBUILD_CHAINING_DISALLOWED'],
    ['ENV ALONE', 'ARGUMENT_REQUIRES_TWO', 'SYNTAX_MISSING_EQUALS'],
    ['LABEL a=b c', 'SYNTAX_MISSING_EQUALS', 'ARGUMENT_REQUIRES_TWO'],
    ['FROM a:1 IS b', 'INVALID_AS', 'INVALID_BUILD_STAGE_NAME'],
    ['FROM a:1 AS -b', 'INVALID_BUILD_STAGE_NAME', 'INVALID_AS'],
    ['FROM a:1 b', 'ARGUMENT_REQUIRES_ONE_OR_THREE', 'INVALID_AS'],
    ['STOPSIGNAL SIGINT SIGTERM', 'ARGUMENT_EXTRA', 'INVALID_SIGNAL'],
    ['STOPSIGNAL NOW', 'INVALID_SIGNAL', 'ARGUMENT_EXTRA'],
    ['SHELL []', 'SHELL_REQUIRES_ONE', 'SHELL_JSON_FORM'],
    ['COPY --link=maybe a b', 'FLAG_EXPECTED_BOOLEAN_VALUE', 'FLAG_MISSING_VALUE'],
    ['COPY --chown a b', 'FLAG_MISSING_VALUE', 'FLAG_EXPECTED_BOOLEAN_VALUE'],
    ['CMD a\nCMD b', 'DL4003', 'DL4004'],
    ['ENTRYPOINT a\nENTRYPOINT b', 'DL4004', 'DL4003'],
    ['HEALTHCHECK CMD a\nHEALTHCHECK CMD b', 'DL3012', 'DL4003'],
    ['RUN yum install x', 'DL3030', 'DL3038'],
    ['RUN dnf install x', 'DL3038', 'DL3030'],
    ['RUN yum install -y x', 'DL3033', 'DL3041'],
    ['RUN dnf install -y x', 'DL3040', 'DL3032'],
    ['FROM debian', 'DL3006', 'DL3007'],
    ['FROM debian:latest', 'DL3007', 'DL3006'],
    ['# escape=ab\nFROM a:1', 'INVALID_ESCAPE_DIRECTIVE', 'DUPLICATED_ESCAPE_DIRECTIVE'],
    ['# escape=`\n# escape=`\nFROM a:1', 'DUPLICATED_ESCAPE_DIRECTIVE', 'INVALID_ESCAPE_DIRECTIVE'],
    ['# Escape=`\nFROM a:1', 'CASING_DIRECTIVE', 'INVALID_ESCAPE_DIRECTIVE'],
    ['FROM ${IMAGE}', 'BASE_NAME_EMPTY', 'InvalidDefaultArgInFrom'],
    ['RUN a \\\n\n b', 'NoEmptyContinuation', 'EMPTY_CONTINUATION_LINE'],
    ['EXPOSE 80/TCP', 'ExposeProtoCasing', 'INVALID_PROTO'],
    ['#\nARG TAG\nFROM debian:$TAG', 'InvalidDefaultArgInFrom', 'BASE_NAME_EMPTY'],
  ])('%j: %s, not %s', (lines, wanted, other) => {
    expect(namesOf(lines)).toContain(wanted);
    expect(namesOf(lines)).not.toContain(other);
  });

  it.each([
    ['HEALTHCHECK --interval=1m30s --retries=3 CMD true'],
    ['COPY --link --chown=1:1 --exclude= a b/'],
    ['COPY --from=${STAGE} a b/'],
    ['SHELL ["/bin/bash", "-c"]'],
    ['STOPSIGNAL $SIGNAL'],
    ['ENV A=1 B=2\nLABEL c="d e"'],
    ['FROM debian:12 AS build-1.x'],
  ])('and good text for none of them: %j', (lines) => {
    expect(
      namesOf(lines).filter((name) => /^(?:FLAG|INVALID|SYNTAX|SHELL|ARGUMENT)_/.test(name)),
    ).toEqual([]);
  });
});
