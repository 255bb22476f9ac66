/** From page to page of the workbench, without loading everything anew. */

import type { Locator } from '@playwright/test';
import { openAlive } from '../alive';
import { Bell } from '../bell';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

test('links, filters and the way back turn pages in place, and the list keeps its place', async ({ visit }) => {
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders');
  // Whatever a page loads anew has lost.
  await page.evaluate(() => document.documentElement.setAttribute('data-test-mark', ''));
  const stays = () => expect(page.locator('html[data-test-mark]')).toHaveCount(1);

  await page.getByRole('navigation', { name: '节点' }).getByRole('link', { name: /业务完成/ }).click();
  await expect(page).toHaveURL(/node=completed/);
  await expect(page.locator('.tabs [aria-current=page]')).toContainText('业务完成');
  await stays();

  await page.getByLabel('服务类型').selectOption('repair');
  await expect(page).toHaveURL(/node=completed&service_type=repair/);
  await stays();

  const link = page.locator('tbody tr').first().getByRole('link');
  const number = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}\\?in=`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number);
  await expect(page).toHaveTitle(new RegExp(number));
  await expect(page.locator('main')).toBeFocused();
  await stays();

  await page.goBack();
  await expect(page).toHaveURL(/node=completed&service_type=repair/);
  await expect(page.getByRole('link', { name: number, exact: true })).toBeFocused();
  await stays();
});

// R-LIV-1
test('the list shows by itself what others do', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?q=${number}&node=pending_review`);
  await expect(page.getByRole('link', { name: number, exact: true })).toBeVisible();
  await (await people.api('agent')).post(`/service-orders/${number}/commands`, { type: 'reject', reason_code: 'other', reason: '不在保修范围内' });
  await expect(page.getByRole('link', { name: number, exact: true })).toHaveCount(0);
});

// R-LST-3, R-LIV-1
test('news of a page that is about to go do not come into the next one', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 2 });
  const { page } = await visit('agent');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const [first = '', second = ''] = await page.locator('main [data-row] a[href]').allInnerTexts();
  // The second order comes when the test says so, and the first one, should it be asked for again, after it.
  const [release, released] = held();
  await page.route(`**/service-orders/${second}?*`, (route) => released.then(() => route.continue()));
  await page.getByRole('link', { name: first, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first);
  const [releaseLate, releasedLate] = held();
  let late = 0;
  await page.route(`**/service-orders/${first}?*`, async (route) => {
    late += 1;
    await releasedLate;
    await route.continue();
  });
  await page.getByRole('link', { name: '下一单' }).click();
  const merchant = await people.api('merchant');
  await merchant.post(`/service-orders/${first}/commands`, { type: 'assign', to: 'agent' });
  // The bell rings on the same line, after the news of the order.
  await expect(new Bell(page).told(first)).toHaveCount(1);
  release();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second);
  releaseLate();
  await merchant.post(`/service-orders/${second}/commands`, { type: 'assign', to: 'agent' });
  await expect(new Bell(page).told(second)).toHaveCount(1);
  await expect(page.locator('.order-standing')).toContainText('林晓雯');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second);
  expect(late).toBe(0);
});

/** Whether nothing stands before an element. */
function isInSight(element: Locator): Promise<boolean> {
  return element.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return there !== null && element.contains(there);
  });
}

// R-LST-3
test('the top of a page that is gone to is in sight, and the way back leads to where one was', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 12 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.locator('main [data-row] a[href]').last().scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate(() => Math.round(window.scrollY));
  const was = await scrolled();
  await page.locator('main [data-row] a[href]').last().click();
  const number = page.getByRole('heading', { level: 1, name: /^\d{14}$/ });
  const top = [page.getByRole('link', { name: '返回列表' }), page.getByRole('link', { name: '上一单' }), number];
  for (const element of top) await expect.poll(() => isInSight(element)).toBe(true);
  expect(await scrolled()).toBe(0);
  await page.getByRole('link', { name: '上一单' }).click();
  await expect(page.locator('.row-nav')).toContainText('11 / 12');
  for (const element of top) await expect.poll(() => isInSight(element)).toBe(true);
  expect(await scrolled()).toBe(0);
  await page.goBack();
  await expect(page.locator('.row-nav')).toContainText('12 / 12');
  await page.goBack();
  await expect(page.locator('main [data-row] a:focus')).toHaveCount(1);
  expect(await scrolled()).toBe(was);
  await expect.poll(() => isInSight(page.locator('main [data-row] a:focus'))).toBe(true);
});

// R-LST-3
test('on a phone the number of the order that one has in hand stays in sight', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 2 });
  const { page } = await visit('merchant', 'phone');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.locator('main [data-row] a[href]').first().click();
  const number = page.getByRole('heading', { level: 1, name: /^\d{14}$/ });
  await expect(number).toBeVisible();
  await page.getByRole('link', { name: '下一单' }).click();
  await expect(page.locator('.row-nav')).toContainText('2 / 2');
  for (const element of [number, page.getByRole('link', { name: '返回列表' })]) {
    await expect.poll(() => isInSight(element)).toBe(true);
  }
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(() => isInSight(number)).toBe(true);
  // Nor does it stand before what is gone to by keys.
  const link = page.locator('#order-tabs a').first();
  await link.focus();
  await expect.poll(() => isInSight(link)).toBe(true);
});

/** Something that waits until it is released. */
function held(): [release: () => void, released: Promise<void>] {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return [release, released];
}
