/** Colleagues on one order, and what they have typed and not sent. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import type { People } from '../people';
import { Phone } from '../phone';

/** What people are called. */
async function nameOf(people: People, person: 'merchant' | 'agent'): Promise<string> {
  return (await (await people.api(person)).get<{ name: string }>('/me')).name;
}

// R-LST-4
test('two people on one order see each other, and who of them is working on it', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const [owner, agent] = [await nameOf(people, 'merchant'), await nameOf(people, 'agent')];
  const first = new Desk((await visit('merchant')).page);
  const second = new Desk((await visit('agent')).page);
  await first.open(number);
  await expect(first.page.locator('.presence')).toBeEmpty();
  await second.open(number);
  await expect(second.page.getByRole('status').filter({ hasText: `${owner} 也在看这一单` })).toBeVisible();
  await expect(first.page.getByRole('status').filter({ hasText: `${agent} 也在看这一单` })).toBeVisible();

  await second.prepare('reject', { reason: '凭证不足，请补充照片' });
  await expect(first.page.getByRole('status').filter({ hasText: `${agent} 正在处理这一单` })).toBeVisible();

  await second.page.getByRole('link', { name: '返回列表' }).click();
  await expect(first.page.locator('.presence')).toBeEmpty();
});

// R-INS-5
test('a half-filled inspection is there after a reload and on another device, until it is thrown away', async ({
  people,
  visit,
}) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const merchant = await people.api('merchant');
  const give = (command: object) => merchant.post(`/service-orders/${number}/commands`, command);
  await give({ type: 'approve' });
  await give({ type: 'ship', carrier: 'sf', tracking_number: 'SF1234567890123' });
  await give({ type: 'sign_for' });

  const fault = '通电后风扇异响，十分钟后自动关机';
  const desk = new Desk((await visit('inspector')).page);
  await desk.open(number);
  const card = await desk.prepare('inspect', { appearance: 'pass', function: 'fail' });
  await card.locator('#inspect-function-remark').fill(fault);
  await expect(card.locator('.draft-notice')).toContainText('草稿已保存');

  const isThere = async (at: Desk) => {
    const form = at.command('inspect');
    await expect(form).toHaveAttribute('open', '');
    await expect(form.locator('.draft-notice')).toContainText('已恢复');
    await expect(form.locator('#inspect-appearance input[value=pass]')).toBeChecked();
    await expect(form.locator('#inspect-function input[value=fail]')).toBeChecked();
    await expect(form.locator('#inspect-function-remark')).toHaveValue(fault);
  };
  await desk.page.reload();
  await isThere(desk);
  const other = new Desk((await visit('inspector')).page);
  await other.open(number);
  await isThere(other);

  await other.command('inspect').getByRole('button', { name: '丢弃' }).click();
  await expect(other.command('inspect').locator('#inspect-function input[value=fail]')).not.toBeChecked();
  await expect(other.command('inspect').locator('.draft-notice')).toHaveCount(0);
});

// R-INS-5
test('a form that meets a dead network keeps what is typed, and is sent once it is back', async ({
  people,
  visit,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await expect(desk.command('approve').locator('button[type=submit]')).toBeEnabled();
  await desk.page.context().setOffline(true);
  await expect(desk.page.locator('.connection')).toContainText('网络已断开');
  const reason = '照片不清楚，请重新拍摄';
  const card = await desk.prepare('reject', { reason_code: 'insufficient_evidence', reason });
  await expect(card.locator('.draft-notice')).toContainText('保存在本机');
  await card.locator('button[type=submit]').click();
  await expect(card.getByRole('alert').filter({ hasText: '连不上服务器' })).toBeVisible();

  await desk.page.context().setOffline(false);
  await expect(desk.page.locator('.connection')).toBeEmpty();
  await expect(desk.page.locator('.toasts')).toContainText('连接已恢复');
  await expect(card.locator('#reject-reason')).toHaveValue(reason);
  await card.locator('button[type=submit]').click();
  await desk.standsIn('不予处理完成');
});

test('who types is told of a new version, and finds it typed in there', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  let build = 'one';
  await desk.page.route('**/api/v1/events**', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: `retry: 100\nevent: server\ndata: {"build":"${build}"}\n\nevent: opened\ndata: {}\n\n`,
    }),
  );
  await desk.open(number);
  const card = await desk.prepare('reject', { reason: '请补充照片' });
  await expect(card.locator('.draft-notice')).toContainText('草稿已保存');
  await expect(desk.page.locator('.connection')).toBeEmpty();
  build = 'two';
  await desk.page.getByRole('button', { name: '刷新页面' }).click();
  await expect(desk.page.locator('.connection')).toBeEmpty();
  await expect(desk.command('reject').locator('.draft-notice')).toContainText('已恢复');
  await expect(desk.page.locator('#reject-reason')).toHaveValue('请补充照片');
});
