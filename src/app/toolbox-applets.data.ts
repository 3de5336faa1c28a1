/** Names under which the toolbox's program is reachable in a container that brings none of them. */
export const toolboxApplets: readonly string[] = (
  'ash awk base64 basename cat chmod chown clear cmp cp cut date dd df diff dirname du echo env ' +
  'expr false find free grep gunzip gzip head hexdump hostname id ip kill less ln ls md5sum mkdir ' +
  'more mount mv nc netstat nslookup od ping printenv printf ps pwd readlink realpath rm rmdir sed ' +
  'seq sh sha256sum sleep sort stat strings stty tail tar tee test top touch tr true tty uname ' +
  'uniq unzip uptime vi watch wc wget which whoami xargs xxd yes zcat'
).split(' ');
