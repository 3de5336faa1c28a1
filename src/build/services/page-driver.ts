import { mkdir } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';

/** What a test inside the extension host may ask of the page that shows its window. */
export interface PageRequest {
  readonly action:
    'screenshot' | 'click' | 'hover' | 'press' | 'type' | 'text' | 'wait' | 'evaluate' | 'resize';
  /** A CSS or Playwright selector; looked for in every frame, webviews included. */
  readonly selector?: string;
  /** Only elements that hold this text. */
  readonly hasText?: string;
  /** Which of several matches, from 0. */
  readonly index?: number;
  readonly button?: 'left' | 'right' | 'middle';
  readonly clickCount?: number;
  readonly modifiers?: readonly ('Alt' | 'Control' | 'Meta' | 'Shift')[];
  readonly key?: string;
  readonly text?: string;
  /** File name of a screenshot, without `.png`. */
  readonly name?: string;
  /** A JavaScript expression, evaluated in the page. */
  readonly expression?: string;
  readonly state?: 'visible' | 'hidden';
  readonly width?: number;
  readonly height?: number;
  /** Milliseconds; 15 s unless said. */
  readonly timeout?: number;
}

export interface PageDriver {
  /** The address for `DRYDOCK_PAGE`; it carries a secret, and listens on 127.0.0.1 only. */
  readonly address: string;
  attach(page: Page): void;
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT = 15_000;

/** Serves the page to tests in the extension host, which sees VS Code's API but not what is drawn. */
export async function startPageDriver(screenshotFolder: string): Promise<PageDriver> {
  const secret = crypto.randomUUID();
  let attach: (page: Page) => void = () => undefined;
  const attached = new Promise<Page>((resolve) => (attach = resolve));
  const server = http.createServer((request, response) => {
    const answer = (status: number, value: unknown): void => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(value ?? null));
    };
    if (request.url !== `/${secret}`) return answer(404, { error: 'not found' });
    readBody(request)
      .then(async (body) => {
        const asked = JSON.parse(body) as PageRequest;
        const timeout = asked.timeout ?? DEFAULT_TIMEOUT;
        return actions[asked.action]({
          page: await attached,
          request: asked,
          timeout,
          screenshotFolder,
        });
      })
      .then(
        (value) => answer(200, value),
        (error: unknown) =>
          answer(500, { error: error instanceof Error ? error.message : String(error) }),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/${secret}`,
    attach,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes a picture of the whole window, or of one element. */
export async function takeScreenshot(
  page: Page,
  folder: string,
  { name = 'window', selector }: Pick<PageRequest, 'name' | 'selector'>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
  const target = selector === undefined ? page : page.locator(selector).first();
  await target.screenshot({ path: file, animations: 'disabled' });
  return file;
}

interface ActionContext {
  readonly page: Page;
  readonly request: PageRequest;
  readonly timeout: number;
  readonly screenshotFolder: string;
}

const actions: {
  readonly [Action in PageRequest['action']]: (context: ActionContext) => Promise<unknown>;
} = {
  screenshot: ({ page, request, screenshotFolder }) =>
    takeScreenshot(page, screenshotFolder, request),
  press: ({ page, request }) => page.keyboard.press(request.key ?? ''),
  type: ({ page, request }) => page.keyboard.type(request.text ?? '', { delay: 10 }),
  resize: ({ page, request }) =>
    page.setViewportSize({ width: request.width ?? 1280, height: request.height ?? 800 }),
  evaluate: ({ page, request }) => page.evaluate(request.expression ?? 'undefined'),
  text: ({ page, request }) => readTexts(page, request),
  wait: async ({ page, request, timeout }) => {
    if (request.state === 'hidden') await waitUntilHidden(page, request, timeout);
    else await findElement(page, request, timeout);
  },
  hover: async ({ page, request, timeout }) => {
    const element = await findElement(page, request, timeout);
    await element.hover({ timeout });
  },
  click: async ({ page, request, timeout }) => {
    const element = await findElement(page, request, timeout);
    await element.click({
      timeout,
      button: request.button ?? 'left',
      clickCount: request.clickCount ?? 1,
      modifiers: [...(request.modifiers ?? [])],
    });
  },
};

/** A webview lies in frames of its own, so every frame is looked through until one has a visible match. */
async function findElement(page: Page, request: PageRequest, timeout: number): Promise<Locator> {
  const deadline = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      const element = locate(frame, request).nth(request.index ?? 0);
      if (await element.isVisible().catch(() => false)) return element;
    }
    if (Date.now() > deadline)
      throw new Error(`${describe(request)} did not appear within ${timeout} ms.`);
    await page.waitForTimeout(50);
  }
}

async function waitUntilHidden(page: Page, request: PageRequest, timeout: number): Promise<null> {
  const deadline = Date.now() + timeout;
  while ((await readTexts(page, request)).length > 0) {
    if (Date.now() > deadline)
      throw new Error(`${describe(request)} is still there after ${timeout} ms.`);
    await page.waitForTimeout(50);
  }
  return null;
}

/** What a person reads in the visible matches, from top to bottom. */
async function readTexts(page: Page, request: PageRequest): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const frame of page.frames()) {
    const elements = await locate(frame, request)
      .all()
      .catch(() => []);
    for (const element of elements) {
      if (await element.isVisible().catch(() => false)) {
        texts.push(await element.innerText({ timeout: 1000 }).catch(() => ''));
      }
    }
  }
  return texts;
}

function locate(frame: Frame, { selector = 'body', hasText }: PageRequest): Locator {
  return frame.locator(selector, hasText === undefined ? {} : { hasText });
}

function describe({ selector = 'body', hasText }: PageRequest): string {
  return hasText === undefined ? `\`${selector}\`` : `\`${selector}\` with "${hasText}"`;
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}
