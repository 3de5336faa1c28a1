import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Keeps a user name and a password, or a token, for one MLflow server; without a name and a password it forgets them. */
export const signIn: Command = async (context, argument) => {
  const { l10n, prompts, secrets, signal, views } = context;
  const url = URL.parse(findTarget(argument, 'store')?.store ?? '');
  if (url === null || !url.protocol.startsWith('http')) return;
  const { origin } = url;
  const username = await prompts.input({
    title: l10n.t('User name at {0}', url.host),
    prompt: l10n.t('Leave it empty to use a token, or to sign out.'),
    value: '',
  });
  if (username === undefined) return;
  const password = await prompts.input({
    title:
      username === '' ? l10n.t('Token for {0}', url.host) : l10n.t('Password of {0}', username),
    value: '',
    isSecret: true,
  });
  if (password === undefined) return;
  if (username !== '') await secrets.keep(origin, { kind: 'basic', username, password }, signal);
  else if (password !== '') await secrets.keep(origin, { kind: 'bearer', token: password }, signal);
  else await secrets.forget(origin, signal);
  views.refresh();
};
