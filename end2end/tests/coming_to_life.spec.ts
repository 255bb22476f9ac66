/** A page is there before it lives: nothing that happens between the two is lost. */

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { crowd } from '../crowd';

/** Holds the bundle of a page back until it is let go. */
async function heldBack(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const let_go = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await let_go;
    await route.continue();
  });
  return letGo;
}

// R-LIV-1
test('what others do while a page comes to life is shown on it', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 1 });
  const [staff, consumer] = [await visit('merchant'), await visit('consumer', 'phone')];
  const letGo = [await heldBack(staff.page), await heldBack(consumer.page)];
  await staff.page.goto(`/service-orders/${numbers[0]}`);
  await consumer.page.goto(`/my/service-orders/${numbers[0]}`);
  await expect(staff.page.locator('.order-standing-line strong')).toHaveText('待审核');
  await expect(consumer.page.getByText('商家正在审核')).toBeVisible();
  await (await people.api('agent')).post(`/service-orders/${numbers[0]}/commands`, {
    type: 'reject',
    reason_code: 'other',
    reason: '不在保修范围内',
  });
  for (const go of letGo) go();
  await expect(staff.page.locator('.order-standing-line strong')).toHaveText('不予处理完成');
  await expect(consumer.page.getByText('商家正在审核')).toBeHidden();
});

// R-INS-5
test('what only a living page can do is pressed once it lives', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 1 });
  const { page, api } = await visit('merchant');
  await api.put(`/service-orders/${numbers[0]}/drafts/reject`, { fields: { reason: '请补充照片' } });
  const letGo = await heldBack(page);
  await page.goto(`/service-orders/${numbers[0]}`);
  const discard = page.getByRole('button', { name: '丢弃' });
  await expect(discard).toBeDisabled();
  letGo();
  await discard.click();
  await expect(page.locator('.draft-notice')).toHaveCount(0);
  await expect(page.locator('#reject-reason')).toHaveValue('');
});

// R-LST-2
test('a range of rows may begin before the page lives', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 3 });
  const { page } = await visit('merchant');
  const letGo = await heldBack(page);
  await page.goto(`/service-orders?order_number=${order_number}`);
  const boxes = page.locator('tbody [data-select]');
  await boxes.first().check();
  letGo();
  const selected = page.getByRole('region', { name: '批量操作' });
  await expect(selected).toContainText('1 单已选');
  await boxes.last().click({ modifiers: ['Shift'] });
  await expect(selected).toContainText(`${numbers.length} 单已选`);
});

// R-LST-1
test('a filter that is chosen before the page lives filters once it does', async ({ visit }) => {
  const { page } = await visit('merchant');
  const letGo = await heldBack(page);
  await page.goto('/service-orders');
  await page.getByLabel('服务类型').selectOption('return');
  await expect(page).toHaveURL(/\/service-orders$/);
  letGo();
  await expect(page).toHaveURL(/service_type=return/);
});
