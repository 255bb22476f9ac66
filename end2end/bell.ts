/** The bell in the workbench's frame. */

import { expect, type Locator, type Page } from '@playwright/test';

export class Bell {
  constructor(readonly page: Page) {}

  readonly button = (): Locator => this.page.getByRole('button', { name: /^通知/ });
  readonly list = (): Locator => this.page.locator('.bell-list');
  readonly count = (): Locator => this.page.locator('.bell-count');

  /** Waits until it knows what there is. */
  async knows(): Promise<void> {
    await expect(this.list().getByText(/^(加载中|Loading)/)).toHaveCount(0);
  }

  /** What was told of an order, one for each thing; also while the list is closed. */
  told(number: string): Locator {
    return this.list().locator('li').filter({ hasText: number });
  }

  /** Opens the list. */
  async open(): Promise<void> {
    await this.knows();
    await this.button().click();
    await expect(this.list()).toBeVisible();
  }
}
