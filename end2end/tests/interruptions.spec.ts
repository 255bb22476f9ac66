/** What happens to a consumer in the middle of a form: news, and a lost connection. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

const REASON = '暂时不需要了，想取消';

// R-LIV-1
test('news come when the consumer asks for them, and what they typed stays', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await phone.page.getByText('取消申请', { exact: true }).click();
  const reason = phone.page.locator('#cancel-reason');
  await reason.fill(REASON);
  await desk.give('approve', {}, '待用户发货');
  const news = phone.page.locator('#news');
  await expect(news).toBeVisible();
  await phone.standsIn('商家正在审核');
  await expect(reason).toBeFocused();
  await news.getByRole('button').click();
  await phone.standsIn('请寄出商品');
  await expect(news).toBeHidden();
  await expect(reason).toHaveValue(REASON);
});

// R-LIV-1
test('news come by themselves while nobody types', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await desk.give('approve', {}, '待用户发货');
  await phone.standsIn('请寄出商品');
  await phone.ship();
});

// R-APP-7
test('a form that meets a dead network keeps what was typed, and is done once', async ({ people, visit, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  await phone.track(number);
  await phone.page.getByText('取消申请', { exact: true }).click();
  await phone.page.locator('#cancel-reason').fill(REASON);
  await phone.page.context().setOffline(true);
  const send = phone.page.getByRole('button', { name: '确认取消' });
  await send.click();
  await expect(phone.page.getByRole('alert').filter({ hasText: '连不上服务器' })).toBeVisible();
  await expect(phone.page.locator('#cancel-reason')).toHaveValue(REASON);
  // Asking for news does not take away a form that was sent and not answered.
  await expect(phone.page.locator('main form[data-unanswered]')).toHaveCount(1);
  await phone.page.context().setOffline(false);
  await send.click();
  await phone.standsIn('售后已取消');
});

// R-APP-7
test('a form that is overtaken comes back with what was typed, on the page as it is now', async ({
  people,
  visit,
  complaints,
}) => {
  complaints.expect(/status of 409/);
  complaints.expect(/ERR_FAILED/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  // The phone hears nothing of what the merchant does, as on a lost connection.
  await phone.page.route('**/api/v1/events**', (route) => route.abort());
  await phone.track(number);
  await phone.page.getByText('取消申请', { exact: true }).click();
  await phone.page.locator('#cancel-reason').fill(REASON);
  await desk.give('approve', {}, '待用户发货');
  await phone.page.getByRole('button', { name: '确认取消' }).click();
  await phone.standsIn('请寄出商品');
  await expect(phone.page.getByRole('alert').first()).toContainText('刚才的操作没有执行');
  await expect(phone.page.locator('#cancel-reason')).toHaveValue(REASON);
});
