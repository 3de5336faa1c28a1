import * as vscode from 'vscode';
import type { Choice, InputOptions, ProgressWork, Prompts } from './prompts.ts';

/** VS Code's own dialogs. */
export class VscodePrompts implements Prompts {
  async pick<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    const items = choices.map((choice) => ({
      label: choice.icon === undefined ? choice.label : `$(${choice.icon}) ${choice.label}`,
      ...(choice.description === undefined ? {} : { description: choice.description }),
      ...(choice.detail === undefined ? {} : { detail: choice.detail }),
      choice,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: title,
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    return picked?.choice.value;
  }

  async input(options: InputOptions): Promise<string | undefined> {
    return vscode.window.showInputBox({
      title: options.title,
      value: options.value,
      ignoreFocusOut: true,
      password: options.isSecret === true,
      ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
      validateInput: (text) => options.complain?.(text),
    });
  }

  async confirm(message: string, detail: string, action: string): Promise<boolean> {
    const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, action);
    return chosen === action;
  }

  async tell(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
    const telling = vscode.window.showInformationMessage(message, ...buttons);
    // Without a button there is no answer to wait for.
    return buttons.length === 0 ? undefined : telling;
  }

  async progress<T>(title: string, work: ProgressWork<T>): Promise<T> {
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      const ending = new AbortController();
      token.onCancellationRequested(() => ending.abort());
      return work((message) => progress.report({ message }), ending.signal);
    });
  }
}
