/** The bell of staff: what rings it, where it leads, and how it is switched off. */

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

/** How many notifications the bell says are not read. */
async function unread(page: Page): Promise<number> {
  const count = page.locator('.bell-count');
  return (await count.isVisible()) ? Number(await count.textContent()) : 0;
}

// R-MSG-2, R-LIV-1
test('the bell counts an urge without a reload, and leads to the order', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const { page } = await visit('agent');
  await page.goto('/service-orders');
  const bell = page.locator('.bell');
  await expect(page.locator('.bell-items a, .bell-list .muted').first()).toBeAttached();
  const before = await unread(page);
  const consumer = await people.api('consumer');
  await consumer.post(`/service-orders/${number}/commands`, { type: 'urge' });
  await expect(page.locator('.bell-count')).toHaveText(String(before + 1));
  await bell.click();
  const told = page.locator('.bell-items a').filter({ hasText: number });
  await expect(told).toContainText('用户催单');
  await told.click();
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}$`));
  await expect(page.locator('.bell-list')).toBeHidden();
  await expect.poll(() => unread(page)).toBe(before);
});

test('a bell that is switched off is silent', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const { page, api } = await visit('agent');
  await page.goto('/service-orders');
  await page.locator('.bell').click();
  await page.locator('.bell-settings').click();
  await expect(page).toHaveURL(/\/settings\/notifications$/);
  const urged = page.getByLabel('用户催单');
  await urged.uncheck();
  await expect(page.getByText('已保存')).toBeVisible();
  const consumer = await people.api('consumer');
  await consumer.post(`/service-orders/${number}/commands`, { type: 'urge' });
  type Told = { items: { number: string }[] };
  const { items } = await api.get<Told>('/notifications');
  expect(items.filter((told) => told.number === number)).toEqual([]);
  await page.reload();
  await expect(urged).not.toBeChecked();
  await urged.check();
  await expect(page.getByText('已保存')).toBeVisible();
});
