import type { PageRequest } from '../../../src/build/services/page-driver.ts';

type Target = Omit<PageRequest, 'action'>;

/** The window as a person sees and handles it; each method waits until its element is there. */
export interface Page {
  /** A picture of the window, or of one element, named `name.png` in the run's screenshot folder. */
  screenshot(name: string, selector?: string): Promise<string>;
  click(selector: string, options?: Target): Promise<void>;
  hover(selector: string, options?: Target): Promise<void>;
  /** A key with its modifiers, as `Control+Shift+P`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** The rendered text of all visible matches, webviews included. */
  texts(selector: string, options?: Target): Promise<readonly string[]>;
  waitFor(selector: string, options?: Target): Promise<void>;
  waitUntilGone(selector: string, options?: Target): Promise<void>;
  /** The value of a JavaScript expression in the window's page. */
  evaluate(expression: string): Promise<unknown>;
  resize(width: number, height: number): Promise<void>;
}

/** The page that shows this extension host's window; the host passes its address in `DRYDOCK_PAGE`. */
export function openPage(): Page {
  return {
    screenshot: async (name, selector) => {
      const target = selector === undefined ? {} : { selector };
      return String(await ask({ action: 'screenshot', name, ...target }));
    },
    click: async (selector, options) => void (await ask({ action: 'click', selector, ...options })),
    hover: async (selector, options) => void (await ask({ action: 'hover', selector, ...options })),
    press: async (key) => void (await ask({ action: 'press', key })),
    type: async (text) => void (await ask({ action: 'type', text })),
    texts: async (selector, options) =>
      (await ask({ action: 'text', selector, ...options })) as readonly string[],
    waitFor: async (selector, options) =>
      void (await ask({ action: 'wait', selector, ...options })),
    waitUntilGone: async (selector, options) =>
      void (await ask({ action: 'wait', state: 'hidden', selector, ...options })),
    evaluate: (expression) => ask({ action: 'evaluate', expression }),
    resize: async (width, height) => void (await ask({ action: 'resize', width, height })),
  };
}

async function ask(request: PageRequest): Promise<unknown> {
  const address = process.env['DRYDOCK_PAGE'];
  if (address === undefined)
    throw new Error('This journey looks at the page, so it needs the web host: npm test -- --web');
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(request) });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new Error((answer as { readonly error: string }).error);
}
