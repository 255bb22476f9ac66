/** A day's work without a mouse. */

import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';

const REVIEWS = 20;

// R-LST-3
test('twenty orders are reviewed with the keyboard alone', async ({ people, visit }) => {
  test.setTimeout(120_000);
  const { order_number, numbers } = await crowd(people, { with_address: REVIEWS });
  const { page, api } = await visit('merchant');
  await openAlive(page, '/service-orders?node=pending_review');
  await expect(page.locator('main [data-row]').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(order_number);
  await page.keyboard.press('Enter');
  await expect(page.locator('main [data-row]')).toHaveCount(REVIEWS);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  for (let reviewed = 0; reviewed < REVIEWS; reviewed += 1) {
    await expect(heading).toHaveText(/^\d{14}$/);
    const number = await heading.innerText();
    await expect(page.locator('details.command').first().locator('button[type=submit]')).toBeEnabled();
    await page.keyboard.press('e');
    await page.keyboard.press('Control+Enter');
    await expect(heading).not.toHaveText(number);
  }
  for (const number of numbers) {
    const { node } = await api.get<{ node: string }>(`/service-orders/${number}`);
    expect(node).toBe('pending_shipment');
  }
});

test('the palette finds orders, pages and actions, and the sheet says what keys do', async ({ people, visit }) => {
  const { page } = await visit('merchant');
  const [number = ''] = (await crowd(people, { with_address: 1 })).numbers;
  await openAlive(page, '/service-orders');
  await expect(page.locator('main [data-row]').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '搜索与操作' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(number);
  await expect(palette.getByRole('option', { name: number })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number);

  await expect(page.locator('details.command').first().locator('button[type=submit]')).toBeEnabled();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('拒绝');
  await page.keyboard.press('Enter');
  await expect(page.locator('#reject-reason')).toBeVisible();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('没有这样的东西');
  await expect(palette.getByRole('status')).toContainText('没有找到');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  // As on a real keyboard, where `?` is a key with Shift.
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog', { name: '键盘快捷键' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/service-orders$/);
});

test('a row is gone to, selected and opened by keys', async ({ visit }) => {
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders');
  const rows = page.locator('main [data-row]');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await expect(rows.nth(1).locator('a:focus')).toHaveCount(1);
  await page.keyboard.press('x');
  await expect(rows.nth(1).locator('input[data-select]')).toBeChecked();
  await page.keyboard.press('x');
  await expect(rows.nth(1).locator('input[data-select]')).not.toBeChecked();
});

// R-LST-3
test('keys without meaning, modifiers and a closed sheet leave the keyboard as it was', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 3 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const rows = page.locator('main [data-row]');
  const onRow = (place: number) => expect(rows.nth(place).locator('a:focus')).toHaveCount(1);
  for (const key of ['Escape', 'PageDown', 'ArrowUp', 'CapsLock', 'Shift', 'Control', 'a', 'q', 'z', 'F2']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('j');
  await onRow(0);
  // `g` begins a pair; what completes none counts by itself.
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await onRow(1);

  const sheet = page.getByRole('dialog', { name: '键盘快捷键' });
  await page.keyboard.press('Shift+Slash');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('j');
  await onRow(2);
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(rows.nth(1).locator('input[data-select]')).toBeChecked();

  // A key that is held goes on from row to row.
  await page.keyboard.press('k');
  await onRow(0);
  await page.keyboard.down('j');
  await page.keyboard.down('j');
  await page.keyboard.up('j');
  await onRow(2);
  await page.keyboard.press('g');
  await page.keyboard.press('Shift');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/service-orders$/);
});
