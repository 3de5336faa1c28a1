import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noSecretVariable = defineRule({
  id: 'dockerfile/no-secret-variable',
  equivalents: ['DL3064', 'SecretsUsedInArgOrEnv', 'DS-0031'],
  summary: 'Disallow secrets in ARG and ENV',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    secret: '"{name}" looks like a secret, and everybody who has the image can read it.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words, argument } = instruction;
      if (keyword !== 'ARG' && keyword !== 'ENV') return;
      const [first] = words;
      if (first === undefined) return;
      if (keyword === 'ENV' && !first.text.includes('=')) {
        const value = argument.text.slice(first.text.length).trim();
        if (isSecret(first.text) && isValue(value)) report.secret(first.at, { name: first.text });
        return;
      }
      for (const { text, at } of words) {
        const equals = text.indexOf('=');
        const name = equals === -1 ? text : text.slice(0, equals);
        const holdsNothing = equals !== -1 && !isValue(text.slice(equals + 1));
        // An argument gets its value when the image is built.
        const isHarmless = holdsNothing && (keyword === 'ENV' || !/=["']*$/.test(text));
        if (isSecret(name) && !isHarmless) report.secret(at, { name });
      }
    },
  },
});

/** The whole word, as in `DB_PASSWORD`, not as in `TOKENIZERS_PARALLELISM`. */
function isSecret(name: string): boolean {
  return secretWord.test(name) && !otherWord.test(name);
}

const secretWord =
  /(?:^|_)(?:api_?key|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)/i;

/** Names of files, versions and kinds, and keys that everybody may know. */
const otherWord =
  /(?:^|_)(?:public|gpg|apt)_|_(?:file|path|dir|version|name|url|method|type|mode|header|length|size|limit)$/i;

/** Switches and numbers are no secrets. */
function isValue(text: string): boolean {
  return !/^["']*(?:true|false|yes|no|on|off|none|null|\d{0,3})["']*$/i.test(text);
}

export const noSecretVariablePage = definePage({
  rationale:
    'Values of ARG stand in the history of the image, values of ENV in every container. `RUN --mount=type=secret` gives a step a secret and keeps it out of the image; a running container gets it from its environment.',

  references: ['https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/'],
  bad: [
    {
      title: 'A token for the build, and a password',
      files: { Dockerfile: 'FROM debian:12\nARG HF_TOKEN\nENV DB_PASSWORD=hunter2\n' },
    },
  ],
  good: [
    {
      title: 'A secret of one step, and names that only sound alike',
      files: {
        Dockerfile:
          'FROM gcc:14\nENV DB_PASSWORD_FILE=/run/secrets/db TOKENIZERS_PARALLELISM=false\nRUN --mount=type=secret,id=hf make\n',
      },
    },
  ],
});
