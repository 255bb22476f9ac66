/** Keys that are held, and presses that come too soon: one gesture is one command. Time stands still but where a test lets it pass. */

import type { Locator, Page } from '@playwright/test';
import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';

/** How often a key says that it is held, in a second. */
const REPEATS = 30;

/** The orders of a list, worked on one after the other. */
class Chain {
  /** The commands that the page sent. */
  readonly sent: string[] = [];

  private constructor(readonly page: Page) {
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/commands')) this.sent.push(request.url());
    });
  }

  /** Opens the first order of the list. */
  static async open(page: Page, order_number: string): Promise<Chain> {
    await page.clock.install();
    await openAlive(page, `/service-orders?order_number=${order_number}`);
    const chain = new Chain(page);
    await page.locator('main [data-row] a[href]').first().click();
    await expect(chain.number).toBeVisible();
    await expect(chain.submit).toBeEnabled();
    await page.clock.pauseAt(Date.now() + 60_000);
    return chain;
  }

  get number(): Locator {
    return this.page.getByRole('heading', { level: 1, name: /^\d{14}$/ });
  }

  /** The button of what is to be done first. */
  get submit(): Locator {
    return this.page.locator('details.command[open] button[type=submit]');
  }

  /** Lets time pass until another order is open. */
  async turns(from: string): Promise<void> {
    await expect(async () => {
      await this.page.clock.runFor(10);
      expect(await this.number.innerText()).not.toBe(from);
    }).toPass({ intervals: [20] });
  }

  /** The place of the button. */
  async spot(): Promise<{ x: number; y: number }> {
    const box = await this.submit.boundingBox();
    if (box === null) throw new Error('there is no button');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async press({ x, y }: { x: number; y: number }): Promise<void> {
    await this.page.mouse.click(x, y);
  }
}

// R-LST-3
test('Ctrl+Enter that is held for five seconds approves one order', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 4 });
  const { page, api } = await visit('merchant');
  const chain = await Chain.open(page, order_number);
  const first = await chain.number.innerText();
  await page.keyboard.down('Control');
  await page.keyboard.down('Enter');
  for (let repeated = 0; repeated < REPEATS; repeated += 1) await page.keyboard.down('Enter');
  await chain.turns(first);
  const second = await chain.number.innerText();
  for (let repeated = 0; repeated < 4 * REPEATS; repeated += 1) {
    await page.clock.runFor(1_000 / REPEATS);
    await page.keyboard.down('Enter');
  }
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  expect(chain.sent).toHaveLength(1);
  await expect(chain.number).toHaveText(second);

  // Whoever lets go, and has had the time to see it, goes on.
  await expect(chain.submit).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await chain.turns(second);
  expect(chain.sent).toHaveLength(2);
  const nodes = await Promise.all(numbers.map((number) => api.get<{ node: string }>(`/service-orders/${number}`)));
  expect(nodes.filter(({ node }) => node === 'pending_shipment')).toHaveLength(2);
});

test('keys that are pressed again at once, or held on the button itself, approve one order', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 4 });
  const { page } = await visit('merchant');
  const chain = await Chain.open(page, order_number);
  const first = await chain.number.innerText();
  await chain.submit.focus();
  await page.keyboard.down('Enter');
  for (let repeated = 0; repeated < REPEATS; repeated += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await chain.turns(first);
  for (let pressed = 0; pressed < 10; pressed += 1) {
    await page.clock.runFor(250);
    await page.keyboard.press('Control+Enter');
  }
  expect(chain.sent).toHaveLength(1);
});

// R-LST-3
test('four clicks on one button approve one order, and the next one once it was seen', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 4 });
  const { page } = await visit('merchant');
  const chain = await Chain.open(page, order_number);
  const first = await chain.number.innerText();
  const spot = await chain.spot();
  await chain.press(spot);
  await chain.turns(first);
  const second = await chain.number.innerText();
  await expect(chain.submit).toBeDisabled();
  expect(await chain.spot(), 'nothing moves').toEqual(spot);
  for (let pressed = 1; pressed < 4; pressed += 1) {
    await page.clock.runFor(350);
    // A hand in a hurry does not hold still.
    await chain.press({ ...spot, x: spot.x + (pressed % 2 === 0 ? 20 : -20) });
  }
  expect(chain.sent).toHaveLength(1);
  await expect(chain.number).toHaveText(second);

  await page.clock.runFor(600);
  await expect(chain.submit).toBeEnabled();
  expect(await chain.spot(), 'nothing moves').toEqual(spot);
  await chain.press(spot);
  await chain.turns(second);
  expect(chain.sent).toHaveLength(2);
});

test('whoever moves the pointer to the button does not wait', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 3 });
  const { page } = await visit('merchant');
  const chain = await Chain.open(page, order_number);
  const first = await chain.number.innerText();
  const spot = await chain.spot();
  await chain.press(spot);
  await chain.turns(first);
  const second = await chain.number.innerText();
  await page.mouse.move(spot.x - 300, spot.y - 200);
  await expect(chain.submit).toBeEnabled();
  await chain.press(spot);
  await chain.turns(second);
  expect(chain.sent).toHaveLength(2);
});

// R-LST-4
test('while a command is on its way no other one is sent, now or later', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 1 });
  const { page, api } = await visit('merchant');
  await openAlive(page, `/service-orders/${numbers[0]}`);
  let sent = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/commands', async (route) => {
    sent += 1;
    await released;
    await route.continue();
  });
  const reject = page.locator('details.command', { has: page.locator('#reject-consequence') });
  await reject.locator(':scope > summary').click();
  await reject.locator('select').first().selectOption('other');
  await reject.locator('#reject-reason').fill('不在本店售后范围内，请联系平台客服');
  await reject.locator('button[type=submit]').click();
  await expect(reject.locator('button[type=submit]')).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Control+Enter');
  await page.locator('details.command').first().locator(':scope > summary').click();
  await page.keyboard.press('Control+Enter');
  await page.locator('details.command[open] button[type=submit]').click();
  expect(sent).toBe(1);
  release();
  await expect(page.locator('.order-standing-line strong')).toHaveText('不予处理完成');
  await expect(page.locator('.order-standing[data-pending]')).toHaveCount(0);
  expect(sent).toBe(1);
  const { node } = await api.get<{ node: string }>(`/service-orders/${numbers[0]}`);
  expect(node).toBe('declined');
});
