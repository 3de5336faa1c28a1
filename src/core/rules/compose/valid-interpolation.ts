import { walkScalars } from '../../model/walk-scalars.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validInterpolation = defineRule({
  id: 'compose/valid-interpolation',
  summary: 'Require each "${" to begin a variable that Compose can read',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    ci: '"{text}" is read by build servers only; Compose refuses the file.',
    broken: '"{text}" is no variable, so Compose refuses the file; a plain dollar is "$$".',
  },
  on: {
    composeFile({ root }, report) {
      if (root === undefined) return;
      for (const { scalar } of walkScalars(root)) {
        if (!scalar.text.includes('$')) continue;
        // Pairs are plain dollars, and one without a brace or a name behind it passes as it is.
        const rest = scalar.text.replaceAll('$$', '');
        const found = /\$\{(?:\{[^}]*\}*|(?![A-Za-z_])[^}]*\}?)/.exec(rest)?.[0];
        if (found === undefined) continue;
        if (found.startsWith('${{')) report.ci(scalar.at, { text: found });
        else report.broken(scalar.at, { text: found });
      }
    },
  },
});

export const validInterpolationPage = definePage({
  rationale:
    'Compose reads every "${" as the beginning of a variable, in commands and health checks too. One that begins none makes it refuse the whole file with "invalid interpolation format".',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/'],
  bad: [
    {
      title: 'Syntax of a build server',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      TOKEN: ${{ secrets.TOKEN }}\n',
      },
    },
    {
      title: 'An expansion that only the shell knows',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    command: sh -c "train ${1}"\n',
      },
    },
  ],
  good: [
    {
      title: 'Two dollars for the shell, one for Compose',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    command: sh -c "train --workers $(nproc) --epochs ${EPOCHS:-10} $${1}"\n',
      },
    },
  ],
});
