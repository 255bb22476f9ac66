/** Work in a row: from order to order of one list. */

import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { Phone } from '../phone';

const REJECTION = { reason_code: 'other', reason: '不在本店售后范围内，请联系平台客服' };

// R-LST-3
test('once an order is handled the next one of its list opens, and at the end the list', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  for (const _ of [1, 2, 3, 4]) await phone.apply(await buy(people), 'return', 'malfunction');
  const desk = new Desk((await visit('merchant')).page);
  await desk.page.goto('/service-orders?node=pending_review');
  const numbers = await desk.page.locator('tbody th a').allInnerTexts();
  const last = numbers.length - 1;
  const [first, second, third] = numbers.slice(last - 3);
  const shows = (number: string | undefined) =>
    expect(desk.page.getByRole('heading', { level: 1 })).toHaveText(number ?? '');
  const reject = async () => {
    const card = await desk.prepare('reject', REJECTION);
    await card.locator('button[type=submit]').click();
  };

  await desk.page.getByRole('link', { name: second, exact: true }).click();
  await shows(second);
  await expect(desk.page.locator('.row-nav')).toContainText(`${last - 1} / ${numbers.length}`);
  expect(desk.page.url()).not.toContain('phone');
  await desk.page.getByRole('link', { name: '上一单' }).click();
  await shows(first);

  await reject();
  await shows(second);
  await expect(desk.page.locator('.toasts')).toContainText(first ?? '');
  await desk.page.getByLabel('处理后打开下一单').uncheck();
  await reject();
  await desk.standsIn('不予处理完成');
  await shows(second);

  // It has left the list; the one that took its place is the next.
  await desk.page.getByRole('link', { name: '下一单' }).click();
  await shows(third);
  await expect(desk.page.getByLabel('处理后打开下一单')).not.toBeChecked();
  await desk.page.getByLabel('处理后打开下一单').check();
  await reject();
  await shows(numbers[last]);
  await reject();
  await expect(desk.page).toHaveURL(/\/service-orders\?node=pending_review$/);
  await desk.page.locator('.toasts').getByRole('link', { name: '看这一单' }).click();
  await shows(numbers[last]);
});

// R-LST-3
test('a list that was searched for has neighbours as well, and no address says what was searched for', async ({
  people,
  visit,
}) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const goods = await buy(people, { quantity: 2 });
  const numbers = [
    await phone.apply(goods, 'return', 'malfunction'),
    await phone.apply(goods, 'return', 'malfunction'),
  ];
  const desk = new Desk((await visit('merchant')).page);
  await desk.page.goto(`/service-orders?q=${goods.order_number}`);
  const listed = await desk.page.locator('tbody th a').allInnerTexts();
  expect(listed.toSorted()).toEqual(numbers.toSorted());
  await desk.page.getByRole('link', { name: listed[0], exact: true }).click();
  await expect(desk.page.locator('.row-nav')).toContainText('1 / 2');
  expect(desk.page.url()).not.toContain(goods.order_number);
  await desk.page.getByRole('link', { name: '下一单' }).click();
  await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText(listed[1] ?? '');
  await expect(desk.page.locator('.row-nav')).toContainText('2 / 2');
  await desk.page.getByRole('link', { name: '返回列表' }).click();
  await expect(desk.page).toHaveURL(new RegExp(`q=${goods.order_number}`));
});
