/** What staff are told while they do something else, and how they choose what. */

import { openAlive } from '../alive';
import { Bell } from '../bell';
import { expect, test } from '../fixtures';
import { applyFor, buy } from '../goods';
import type { Api, People } from '../people';

type Told = { items: { number: string; kind: string; used_percent: number | null; read: boolean }[]; unread: number };

async function urge(people: People, number: string): Promise<void> {
  await (await people.api('consumer')).post(`/service-orders/${number}/commands`, { type: 'urge' });
}

/** What somebody was told of an order; when time passes, the newest of many things is all that the bell shows. */
async function toldOf(api: Api, number: string): Promise<Told['items']> {
  const { items } = await api.get<Told>('/notifications?limit=200');
  return items.filter((told) => told.number === number);
}

// R-MSG-2, R-LIV-1
test('the bell rings while the page is open, and leads to the order', async ({ people, visit }) => {
  const number = await applyFor(people, await buy(people));
  const { page, api } = await visit('agent');
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.knows();
  await urge(people, number);
  const told = bell.told(number);
  await expect(told).toHaveAttribute('data-unread', '');
  await expect(page.getByRole('status').filter({ hasText: number })).toContainText('用户催单');
  const { unread } = await api.get<Told>('/notifications');
  await expect(bell.count()).toHaveText(String(unread));
  await expect(bell.button()).toHaveAccessibleName(`通知 ${unread} 条未读`);

  await bell.open();
  await expect(told).toContainText('待审核');
  await expect(told.locator('time')).toHaveText('刚刚');
  await expect(told.locator('time')).toHaveAttribute('title', /^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  await told.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}$`));
  await expect(bell.list()).toBeHidden();
  await expect(told).not.toHaveAttribute('data-unread');
  expect(await toldOf(api, number)).toMatchObject([{ read: true }]);
});

// R-ASN-1, R-TIM-3
test('staff are told what is assigned to them, and when half and nine tenths of the time are used', async ({ people, visit }) => {
  const number = await applyFor(people, await buy(people));
  const { page, api } = await visit('agent');
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.knows();
  const merchant = await people.api('merchant');
  await merchant.post(`/service-orders/${number}/commands`, { type: 'assign', to: 'agent' });
  await expect(bell.told(number)).toContainText('已指派给您');
  for (const [later, percent] of [['12h', 50], ['10h', 90]] as const) {
    await people.advance(later);
    const reminder = expect.objectContaining({ kind: 'due_soon', used_percent: percent });
    await expect.poll(() => toldOf(api, number)).toContainEqual(reminder);
    await expect(bell.list().getByText(`处理时限已用 ${percent}%`).first()).toBeAttached();
  }
});

// R-REV-8
test('staff are told that the consumer answered', async ({ people, visit }) => {
  const number = await applyFor(people, await buy(people));
  const { page, api } = await visit('agent');
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.knows();
  await api.post(`/service-orders/${number}/commands`, { type: 'ask_consumer', question: '请补充开机时的照片' });
  await (await people.api('consumer')).post(`/service-orders/${number}/commands`, { type: 'answer', text: '已经补充' });
  await expect(bell.told(number)).toContainText('用户已补充说明');
});

test('what is read in one window is read in the other', async ({ people, visit }) => {
  const [first, second] = [await applyFor(people, await buy(people)), await applyFor(people, await buy(people))];
  const bells = [new Bell((await visit('agent')).page), new Bell((await visit('agent')).page)] as const;
  for (const bell of bells) {
    await openAlive(bell.page, '/service-orders');
    await bell.knows();
  }
  for (const number of [first, second]) await urge(people, number);
  const [here, there] = bells;
  await here.open();
  const item = here.told(first);
  await item.getByRole('button', { name: `标为已读 ${first}` }).click();
  await expect(item.getByRole('link')).toBeFocused();
  await expect(here.list()).toBeVisible();
  await expect(there.told(first)).not.toHaveAttribute('data-unread');
  await expect(there.told(second)).toHaveAttribute('data-unread', '');
  await here.list().getByRole('button', { name: '全部标为已读' }).click();
  await expect(here.told(second)).not.toHaveAttribute('data-unread');
  await expect(there.told(second)).not.toHaveAttribute('data-unread');
});

test('the bell works by keyboard alone', async ({ people, visit }) => {
  const number = await applyFor(people, await buy(people));
  const { page } = await visit('agent');
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.knows();
  await urge(people, number);
  await expect(bell.told(number)).toHaveCount(1);
  await bell.button().focus();
  await page.keyboard.press('Enter');
  await expect(bell.list()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bell.list().getByRole('button', { name: '全部标为已读' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bell.list()).toBeHidden();
  await expect(bell.button()).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}$`));
});

test('a bell that can not ask says so, and asks again', async ({ visit, complaints }) => {
  complaints.expect(/ERR_FAILED/);
  const { page } = await visit('agent');
  await page.route('**/api/v1/notifications?**', (route) => route.abort());
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.open();
  await expect(bell.list().getByRole('alert')).toContainText('连不上服务器');
  await page.unroute('**/api/v1/notifications?**');
  await bell.list().getByRole('button', { name: '重试' }).click();
  await expect(bell.list().getByRole('alert')).toHaveCount(0);
});

test('a kind that is switched off does not ring', async ({ people, visit }) => {
  const number = await applyFor(people, await buy(people));
  const { page, api } = await visit('agent');
  await openAlive(page, '/service-orders');
  const bell = new Bell(page);
  await bell.open();
  await bell.list().getByRole('link', { name: '通知设置' }).click();
  await expect(page).toHaveURL(/\/settings\/notifications$/);
  await expect(bell.list()).toBeHidden();
  await expect(page.getByRole('heading', { name: '群机器人' })).toHaveCount(0);
  const urged = page.getByLabel('用户催单');
  const saved = page.locator('.toasts').getByText('已保存');
  await urged.uncheck();
  await expect(saved).toBeVisible();
  await urge(people, number);
  expect(await toldOf(api, number)).toEqual([]);
  await page.reload();
  await expect(urged).not.toBeChecked();
  await urged.check();
  await expect(saved).toBeVisible();
});

test('a switch that is not kept goes back', async ({ visit, complaints }) => {
  complaints.expect(/ERR_FAILED/);
  const { page } = await visit('agent');
  await openAlive(page, '/settings/notifications');
  await new Bell(page).knows();
  await page.route('**/api/v1/notification-settings', (route) => route.abort());
  const answered = page.getByLabel('用户补充说明');
  await answered.click();
  await expect(page.locator('.toasts')).toContainText('连不上服务器');
  await expect(answered).toBeChecked();
});
