/** A page that answers: it is there before it listens to keys, and to what is pressed beside its links and forms. */

import type { Page } from '@playwright/test';

/** Opens a page, and waits until it lives. */
export async function openAlive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('html[data-alive]').waitFor();
}
