import { requireShebang } from '../../../src/core/rules/project/require-shebang.ts';
import { describeRule } from '../../support/describe-rule.ts';

const image = (start: string, text: string, step = 'RUN chmod +x /start.sh'): string => `
--- Dockerfile
FROM python:3.12-slim
COPY start.sh /start.sh
${step}
${start}
--- start.sh
${text}
`;

describeRule(requireShebang, ({ flags, accepts }) => {
  flags(
    'an entrypoint',
    image('ENTRYPOINT ["/start.sh"]\n            ^^^^^^^^^^^ none', 'exec python "$@"'),
  );
  flags('a command', image('CMD ["/start.sh"]\n     ^^^^^^^^^^^ none', '# starts it\nexec python'));
  accepts(
    'a line that names the shell',
    image('ENTRYPOINT ["/start.sh"]', '#!/bin/sh\nexec python'),
  );
  accepts('a shell in the list', image('ENTRYPOINT ["sh", "/start.sh"]', 'exec python'));
  accepts('the shell form', image('ENTRYPOINT /start.sh', 'exec python'));
  accepts('a text that is not known', image('ENTRYPOINT ["/start.sh"]', ''));
  accepts(
    'a step that puts the line in',
    image('ENTRYPOINT ["/start.sh"]', 'exec python', "RUN sed -i '1i #!/bin/sh' /start.sh"),
  );
});
