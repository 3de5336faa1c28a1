import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noOpenOperator = defineRule({
  id: 'dockerfile/no-open-operator',
  summary: 'Disallow commands that end with an operator of the shell',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    open: 'Nothing follows "{operator}", so the shell stops with a syntax error.',
  },
  on: {
    instruction({ instruction, script }, report) {
      const { keyword, exec, heredocs } = instruction;
      if (!/^(?:RUN|CMD|ENTRYPOINT)$/.test(keyword) || exec !== undefined || heredocs.length > 0)
        return;
      const last = script?.commands.at(-1);
      if (last === undefined || !/^(?:&&|\|\|?)$/.test(last.separator)) return;
      const { text, at } = instruction.argument;
      // A nested command, such as one in parentheses, may be followed by more.
      const found = /\s*(&&|\|\|?)\s*$/.exec(text);
      if (found === null) return;
      const operator = found[1] ?? '';
      const start = text.lastIndexOf(operator);
      report.open(
        instruction.argument.spanOf(start, start + operator.length),
        { operator },
        {
          fixes: [
            {
              title: `Remove ${operator}`,
              kind: 'suggestion',
              edits: () => [
                replace(
                  { ...at, start: instruction.argument.spanOf(found.index, start).start },
                  '',
                ),
              ],
            },
          ],
        },
      );
    },
  },
});

export const noOpenOperatorPage = definePage({
  rationale:
    'After a line was taken out, the `&&` of the line before often stays behind. The shell waits for another command and ends the build with "end of file unexpected".',
  bad: [
    {
      title: 'The next command is gone',
      files: { Dockerfile: 'FROM debian:12\nRUN useradd app &&\nUSER app\n' },
      fixed: { Dockerfile: 'FROM debian:12\nRUN useradd app\nUSER app\n' },
    },
  ],
  good: [
    {
      title: 'A command behind each operator',
      files: { Dockerfile: 'FROM debian:12\nRUN useradd app && mkdir /app &\nCMD serve\n' },
    },
  ],
});
