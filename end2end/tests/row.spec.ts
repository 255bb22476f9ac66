/** Work in a row: from order to order of one list. */

import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import { applyFor, buy } from '../goods';

const REJECTION = { reason_code: 'other', reason: '不在本店售后范围内，请联系平台客服' };

/** A desk with a list before it, and what is done there again and again. */
class Row extends Desk {
  /** The numbers of the list. */
  async numbers(): Promise<string[]> {
    return this.page.locator('tbody th a').allInnerTexts();
  }

  /** Opens an order of the list. */
  async choose(number: string): Promise<void> {
    await this.page.getByRole('link', { name: number, exact: true }).click();
    await this.shows(number);
  }

  /** The order that is open. */
  async shows(number: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(number);
  }

  /** Handles the order that is open. */
  async reject(): Promise<void> {
    const card = await this.prepare('reject', REJECTION);
    await card.locator('button[type=submit]').click();
  }
}

// R-LST-3
test('once an order is handled the next one of its list opens, unless one wants to stay', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 3 });
  const desk = new Row((await visit('merchant')).page);
  await openAlive(desk.page, `/service-orders?node=pending_review&order_number=${order_number}`);
  const [first = '', second = '', third = ''] = await desk.numbers();
  await desk.choose(second);
  await expect(desk.page.locator('.row-nav')).toContainText('2 / 3');
  await desk.page.getByRole('link', { name: '上一单' }).click();
  await desk.shows(first);

  await desk.reject();
  await desk.shows(second);
  await expect(desk.page.locator('.toasts')).toContainText(first);
  await desk.page.getByLabel('处理后打开下一单').uncheck();
  await desk.reject();
  await desk.standsIn('不予处理完成');
  await desk.shows(second);

  // It has left the list, and still knows which was the next.
  await desk.page.getByRole('link', { name: '下一单' }).click();
  await desk.shows(third);
  await expect(desk.page.getByLabel('处理后打开下一单')).not.toBeChecked();
});

// R-LST-3
test('a list that was searched for has neighbours as well, no address says what was searched for, and it ends in the list', async ({
  people,
  visit,
}) => {
  const goods = await buy(people, { quantity: 2 });
  const numbers = [await applyFor(people, goods), await applyFor(people, goods)];
  const desk = new Row((await visit('merchant')).page);
  await openAlive(desk.page, `/service-orders?q=${goods.order_number}`);
  const [first = '', second = ''] = await desk.numbers();
  expect([first, second].toSorted()).toEqual(numbers.toSorted());
  await desk.choose(first);
  await expect(desk.page.locator('.row-nav')).toContainText('1 / 2');
  expect(desk.page.url()).not.toContain(goods.order_number);
  await desk.reject();
  await desk.shows(second);
  await expect(desk.page.locator('.row-nav')).toContainText('2 / 2');

  await desk.reject();
  await expect(desk.page).toHaveURL(/\/service-orders\?sealed=/);
  await desk.page.locator('.toasts').getByRole('link', { name: '看这一单' }).click();
  await desk.shows(second);
});

// R-REV-2, R-LST-3
test('an order that can not be approved says so before one presses, and can be skipped', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 1, without_address: 1 });
  const desk = new Row((await visit('merchant')).page);
  let sent = 0;
  desk.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/commands')) sent += 1;
  });
  // The newest first: the one without an address, which was applied for last, stands before the other one.
  await openAlive(desk.page, `/service-orders?order_number=${order_number}&sort=applied_at`);
  const [approvable = '', without = ''] = numbers;
  await desk.choose(without);
  const card = desk.command('approve');
  const submit = card.locator('button[type=submit]');
  await expect(submit).toBeDisabled();
  await expect(submit).toHaveAccessibleDescription(/获取邮寄地址信息出错.*请联系店主维护地址/);
  await expect(card.getByRole('alert')).toHaveCount(0);
  await desk.page.keyboard.press('Control+Enter');
  await expect(card.getByRole('alert')).toContainText('请联系店主维护地址');
  await desk.shows(without);
  expect(sent).toBe(0);

  await card.getByRole('button', { name: '跳过' }).click();
  await desk.shows(approvable);
  await expect(desk.command('approve').getByRole('button', { name: '跳过' })).toHaveCount(0);
  await expect(submit).toBeEnabled();
});
