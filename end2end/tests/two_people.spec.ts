/** Two people on one order. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

// R-LST-4
test('who is second is told who did what, and keeps what they typed', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 409/);
  complaints.expect(/ERR_FAILED/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const first = new Desk((await visit('merchant')).page);
  const second = new Desk((await visit('agent')).page);
  await first.open(number);
  await second.open(number);
  // The second's page hears nothing of what the first one does, as on a lost connection.
  await second.page.route('**/api/v1/events**', (route) => route.abort());
  await second.page.reload();
  const reason = '凭证不足，请补充照片后再申请';
  await second.prepare('reject', { reason_code: 'insufficient_evidence', reason });
  await first.give('approve', {}, '待用户发货');
  await second.page.locator('details.command button[type=submit]:visible').first().click();
  const conflict = second.page.getByRole('alert').filter({ hasText: '审核通过' });
  await expect(conflict).toBeVisible();
  await expect(second.page.locator('[id="reject-reason"]')).toHaveValue(reason);
});

// R-LIV-1
test('a command renews the page once, though the news of it arrives before the page does', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  const otherTab = new Desk(await desk.page.context().newPage());
  await otherTab.open(number);
  let renewals = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await desk.page.route(`**/service-orders/${number}`, async (route) => {
    renewals += 1;
    await held;
    await route.continue();
  });
  const card = await desk.prepare('approve');
  await card.locator('button[type=submit]').click();
  await expect.poll(() => renewals).toBe(1);
  // Both tabs share one stream: what one shows, the other one has heard.
  await otherTab.standsIn('待用户发货');
  release();
  await expect(desk.page.locator('.order-standing[data-pending]')).toHaveCount(0);
  await expect(desk.page.locator('[data-version="2"]')).toHaveCount(1);
  expect(renewals).toBe(1);
});
