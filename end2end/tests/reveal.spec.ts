/** Personal data: masked for staff, and shown in full for a reason that is kept. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

const PHONE = '13812345678';

type Reveals = { items: { reason_code: string; remark?: string }[] };

test('staff see whom to call for a reason, for this view of the page alone', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 422/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await expect(desk.command('approve').locator('button[type=submit]')).toBeEnabled();
  await expect(desk.page.locator('#known')).toContainText('138****5678');
  expect(await desk.page.content()).not.toContain(PHONE);

  await desk.page.getByRole('button', { name: '查看完整信息' }).click();
  const question = desk.page.getByRole('dialog', { name: '查看用户完整信息' });
  await question.getByText('其他', { exact: true }).click();
  await question.locator('button[type=submit]').click();
  await expect(question.locator('#reveal-remark-fault')).not.toBeEmpty();
  await question.locator('#reveal-remark').fill('用户来电，核对身份');
  await question.locator('button[type=submit]').click();

  const revealed = desk.page.locator('.revealed');
  await expect(revealed).toContainText(PHONE);
  await expect(revealed).toContainText('文一西路 969 号');
  await expect(revealed).toContainText(/今日还可查看 \d+ 单/);
  await expect(question).toBeHidden();
  expect(desk.page.url()).not.toContain(PHONE);
  const kept = await (await people.api('merchant')).get<Reveals>(`/service-orders/${number}/reveals`);
  expect(kept.items).toMatchObject([{ reason_code: 'other', remark: '用户来电，核对身份' }]);

  // What is told anew is masked again.
  await (await people.api('agent')).post(`/service-orders/${number}/commands`, { type: 'claim' });
  await expect(revealed).toHaveCount(0);
  expect(await desk.page.content()).not.toContain(PHONE);
});

test('a side that has had all of a day is told so', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 429/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.page.route('**/reveals', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      json: { status: 429, code: 'reveal_quota_used', title: '今日限额已用完', detail: '请明天再查看。' },
    }),
  );
  await desk.open(number);
  await expect(desk.command('approve').locator('button[type=submit]')).toBeEnabled();
  await desk.page.getByRole('button', { name: '查看完整信息' }).click();
  const question = desk.page.getByRole('dialog', { name: '查看用户完整信息' });
  await question.locator('button[type=submit]').click();
  await expect(question.getByRole('alert').filter({ hasText: '今日限额已用完' })).toBeVisible();
  await expect(desk.page.locator('.revealed')).toHaveCount(0);
});
