import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';

/** A page of the portal in a context of its own; closed when disposed. */
export interface Visit extends AsyncDisposable {
  page: Page;
  /** Errors that the page threw and nobody caught. */
  errors: string[];
}

/** Opens an address of the portal, as somebody who has never been there. */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: inject('portalUrl'),
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  await page.goto(path);
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}
