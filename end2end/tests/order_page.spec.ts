/** The page of a service order: its parts, its past, its neighbours. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

// R-DET-1, R-LIV-1, R-LOG-1
test('each part of an order is a link, and stays open while others act and while one types', async ({ people, visit }) => {
  const goods = await buy(people);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(goods, 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  const form = await desk.prepare('reject', { reason: '请补充照片' });

  await desk.part('订单');
  await expect(desk.page.locator('#known')).toContainText(goods.order_number);
  await desk.part('同订单');
  await expect(desk.page.locator('#known')).toContainText('同一订单没有其他服务单');
  await desk.part('节点日志');
  await expect(desk.page).toHaveURL(/tab=log/);
  const log = desk.page.locator('#known .timeline-item');
  await expect(log).toHaveCount(1);
  // What is typed beside stays from part to part.
  await expect(form.locator('#reject-reason')).toHaveValue('请补充照片');
  await form.locator('#reject-reason').focus();

  await (await people.api('agent')).post(`/service-orders/${number}/commands`, { type: 'claim' });
  await expect(log).toHaveCount(2);
  await expect(desk.page.locator('.tab[aria-current=page]')).toContainText('节点日志');
  await expect(form.locator('#reject-reason')).toHaveValue('请补充照片');
  await expect(form.locator('#reject-reason')).toBeFocused();

  await desk.page.goBack();
  await expect(desk.page.locator('.tab[aria-current=page]')).toContainText('同订单');
});

// R-DET-1
test('an order can be seen as it was at each line of its log, and nothing can be done there', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await desk.give('claim', {}, '待审核');
  await desk.give('approve', {}, '待用户发货');
  await desk.part('节点日志');
  await desk.page.locator('.timeline-item').last().getByRole('link', { name: '看当时' }).click();

  const past = desk.page.locator('.past');
  await expect(past).toContainText('不是现在');
  await expect(past).toContainText('申请退货');
  await desk.standsIn('待审核');
  await expect(desk.page.locator('aside, details.command')).toHaveCount(0);

  await past.getByRole('link', { name: '后一步' }).click();
  await expect(past).toContainText('领取');
  await past.getByRole('link', { name: '后一步' }).click();
  // The newest line is now.
  await desk.standsIn('待用户发货');
  await expect(past).toHaveCount(0);
  await expect(desk.page).not.toHaveURL(/at=/);
  await expect(desk.page.locator('aside')).toBeVisible();
});
