/** Refunds: what waits for a transfer, and finance saying that it was made. */

import { openAlive } from '../alive';
import { Bell } from '../bell';
import { expect, test } from '../fixtures';
import { applyFor, buy } from '../goods';
import type { People } from '../people';

/** The number of a service order that grants a refund. */
async function grant(people: People, amount: number): Promise<string> {
  const number = await applyFor(people, await buy(people));
  const command = { type: 'approve_direct_compensation', amount, reason: '轻微划痕' };
  await (await people.api('merchant')).post(`/service-orders/${number}/commands`, command);
  return number;
}

// R-RFD-2, R-RFD-3
test('finance confirms a transfer, and says where one paid two refunds', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 409/);
  const [first, second] = [await grant(people, 1_200), await grant(people, 3_400)];
  const reference = `BANK-${first}`;
  const { page } = await visit('finance');
  await openAlive(page, '/service-orders');
  await new Bell(page).knows();
  await page.getByRole('link', { name: '退款', exact: true }).click();
  await expect(page.getByRole('heading', { name: '退款', level: 1 })).toBeVisible();
  const row = (number: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: number }) });
  await expect(row(first)).toContainText('¥12.00');

  await row(first).getByRole('button', { name: /^确认已打款/ }).click();
  const details = page.getByRole('dialog', { name: `退款 ${first}` });
  await expect(details).toContainText('¥12.00');
  await details.getByLabel('转账凭证号').fill(reference);
  await details.getByRole('button', { name: '确认已打款' }).click();
  await expect(details).toBeHidden();
  await expect(row(first)).toContainText('已退款');
  await expect(row(first)).toContainText(reference);

  await row(second).getByRole('button', { name: /^确认已打款/ }).click();
  const others = page.getByRole('dialog', { name: `退款 ${second}` });
  await others.getByLabel('转账凭证号').fill(reference);
  await others.getByRole('button', { name: '确认已打款' }).click();
  await expect(others.getByRole('alert').filter({ hasText: '转账凭证号已用于另一笔退款' })).toBeVisible();
  await others.getByLabel('这笔转账同时支付了其他退款').check();
  await others.getByRole('button', { name: '确认已打款' }).click();
  await expect(others).toBeHidden();
  await expect(row(second)).toContainText('已退款');
});

// R-RFD-3
test('refunds are found by state and day, and others see no button', async ({ people, visit }) => {
  const number = await grant(people, 500);
  const { page } = await visit('agent');
  await openAlive(page, '/refunds');
  const link = page.getByRole('link', { name: number });
  await expect(link).toBeVisible();
  await expect(page.getByRole('button', { name: /^确认已打款/ })).toHaveCount(0);
  await page.getByLabel('状态').selectOption('已退款');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/state=succeeded/);
  await expect(link).toHaveCount(0);
  await page.getByRole('link', { name: '清除筛选' }).click();
  await expect(link).toBeVisible();
});
