/** Many pages of one person in one browser. */

import { type BrowserContext, expect, type Page, type Request } from '@playwright/test';
import { openAlive } from './alive';

/** The live streams that a browser has open. */
export class Streams {
  private readonly open = new Set<Request>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/v1/events') this.open.add(request);
    });
    context.on('requestfinished', (request) => this.open.delete(request));
    context.on('requestfailed', (request) => this.open.delete(request));
  }

  /** Waits until there are so many. */
  async count(many: number): Promise<void> {
    await expect.poll(() => this.now(), { message: 'live streams' }).toBe(many);
  }

  /** Of a page that was closed no end is told. */
  private now(): number {
    return [...this.open].filter((request) => !request.frame().page().isClosed()).length;
  }
}

/** Opens one more page at a path in the same browser, and waits until it lives. */
export async function openAnother(page: Page, path: string): Promise<Page> {
  const another = await page.context().newPage();
  await openAlive(another, path);
  return another;
}

/** When a page asks for itself anew because of news, by the clock of the machine. */
export async function renewed(page: Page): Promise<number> {
  const path = new URL(page.url()).pathname;
  const request = await page.waitForRequest(
    (request) => request.resourceType() === 'fetch' && new URL(request.url()).pathname === path,
  );
  return request.timing().startTime;
}
