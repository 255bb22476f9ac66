/** The workbench's order page as those see it who work on it. */

import { expect, type Locator, type Page } from '@playwright/test';
import { openAlive } from './alive';
import { fill, type Values } from './forms';

export class Desk {
  constructor(readonly page: Page) {}

  /** Opens an order. */
  async open(number: string): Promise<void> {
    await openAlive(this.page, `/service-orders/${number}`);
    await expect(this.page.getByRole('heading', { name: number })).toBeVisible();
  }

  /** Shows a part of what is known of the order, by the name of its tab. */
  async part(tab: string): Promise<void> {
    // A tab may tell how many things it has.
    const link = this.page.getByRole('navigation', { name: '服务单内容' }).getByRole('link', { name: new RegExp(`^${tab}\\s*\\d*$`) });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** The card of a command that may be given now. */
  command(command: string): Locator {
    return this.page.locator('details.command', { has: this.page.locator(`#${command}-consequence`) });
  }

  /** Opens a command's form and fills it in. */
  async prepare(command: string, values: Values = {}): Promise<Locator> {
    const card = this.command(command);
    await expect(card.locator('button[type=submit]')).toBeEnabled();
    if (!(await card.evaluate((details: HTMLDetailsElement) => details.open))) {
      await card.locator(':scope > summary').click();
    }
    await fill(card, `${command}-`, values);
    return card;
  }

  /** Gives a command, and sees the order enter a node. */
  async give(command: string, values: Values, node: string): Promise<void> {
    const card = await this.prepare(command, values);
    await expect(card.locator(`#${command}-consequence`)).not.toBeEmpty();
    await card.locator('button[type=submit]').click();
    await this.standsIn(node);
    // What is foreseen is shown before it is kept.
    await expect(this.page.locator('.order-standing[data-pending]')).toHaveCount(0);
  }

  /** The node where the order stands. */
  async standsIn(node: string): Promise<void> {
    await expect(this.page.locator('.order-standing-line strong')).toHaveText(node);
  }
}

/** What an inspector who finds nothing wrong with the goods fills in. */
export const INTACT: Values = { appearance: 'pass', accessories: 'pass', function: 'pass' };

/** What an inspector who finds a defect fills in. */
export const DEFECTIVE: Values = { appearance: 'pass', accessories: 'pass', function: 'fail' };
