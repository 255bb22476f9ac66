/** What the system does when people don't: the five deadlines of the manual, by the sandbox clock. */

import { Desk, DEFECTIVE } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

// R-REV-7, R-RCV-3, R-INS-6, R-HND-5, R-TIM-3
test('an order that nobody reviews, receives, inspects or handles is refunded by the system', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await people.advance('25h');
  await desk.standsIn('待用户发货');
  await phone.track(number);
  await phone.ship();
  await people.advance('241h');
  await desk.standsIn('待质检');
  await expect(desk.page.locator('.badge').filter({ hasText: '超时自动通过' })).toBeVisible();
  await people.advance('25h');
  await desk.standsIn('待处理');
  await people.advance('25h');
  await desk.standsIn('业务完成');
  await desk.part('节点日志');
  for (const rule of ['R-REV-7', 'R-RCV-3', 'R-INS-6', 'R-HND-5']) {
    await expect(desk.page.getByText(rule).first()).toBeVisible();
  }
});

// R-SHP-2
test('an order whose goods are not sent is cancelled by the system', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await desk.give('approve', {}, '待用户发货');
  await people.advance('169h');
  await desk.standsIn('取消完成');
  await phone.standsIn('售后已取消');
});

// R-HND-5
test('a repair that nobody handles is refunded', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(await buy(people), 'repair', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await desk.give('approve', {}, '待用户发货');
  await phone.track(number);
  await phone.ship();
  await desk.give('sign_for', {}, '待质检');
  await desk.give('inspect', { ...DEFECTIVE, 'conclusion.liability': 'product' }, '待处理');
  await people.advance('169h');
  await desk.standsIn('业务完成');
});
