/** Many orders at once: each is checked before anything is sent, and has a result of its own. */

import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';

// R-LST-2, R-REV-2
test('five hundred are approved, ten that can not be are said beforehand, and three that changed meanwhile afterwards', async ({
  people,
  visit,
}) => {
  const { order_number, numbers } = await crowd(people, { with_address: 490, without_address: 10 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.getByLabel('全选本页').check();
  const bar = page.getByRole('region', { name: '批量操作' });
  await expect(bar).toContainText('50 单已选');
  await bar.getByRole('button', { name: '选择全部符合条件的' }).click();
  await expect(bar).toContainText('500 单已选');

  await bar.getByRole('button', { name: '审核通过' }).click();
  const panel = page.getByRole('dialog');
  const counts = panel.locator('.batch-counts');
  await expect(counts).toContainText('490 单将执行');
  await expect(counts).toContainText('10 单不能执行');
  // What can not be done is shown first, and said once of all of which it is true.
  const rows = panel.locator('.batch-rows > li');
  await expect(rows.first()).toContainText('获取邮寄地址信息出错');
  await expect(rows).toHaveCount(11);
  await counts.getByRole('button', { name: '将执行' }).click();
  await expect(rows.first()).toContainText('490 单');
  await expect(rows.first()).toContainText('→ ');
  await expect(rows).toHaveCount(51);
  await expect(panel.locator('.batch-pages')).toContainText('第 1–50 单，共 490 单');
  await panel.getByRole('button', { name: '下一页' }).click();
  await expect(panel.locator('.batch-pages')).toContainText('第 51–100 单，共 490 单');

  // Somebody else is faster with three of them, while the panel is open.
  const agent = await people.api('agent');
  for (const number of numbers.slice(0, 3)) {
    await agent.post(`/service-orders/${number}/commands`, { type: 'reject', reason_code: 'other', reason: '不在保修范围内' });
  }
  await panel.getByRole('button', { name: '审核通过' }).click();
  await expect(panel.getByText('已完成')).toBeVisible({ timeout: 30_000 });
  await expect(counts).toContainText('487 成功');
  await expect(counts).toContainText('3 有变化');
  await expect(counts).toContainText('10 单不能执行');
  await panel.getByRole('button', { name: '关闭' }).last().click();

  // Those that failed stay selected, also through the renewal of the list and on its other pages.
  await expect(bar).toContainText('13 单已选');
  const approved = await people.api('merchant');
  const { items } = await approved.get<{ items: unknown[] }>(`/service-orders?order_number=${order_number}&node=pending_shipment&limit=200`);
  expect(items).toHaveLength(200);
  await page.reload();
  await expect(bar).toContainText('13 单已选');
  await bar.getByRole('button', { name: '取消选择' }).click();
  await expect(bar).toHaveCount(0);
});

// R-LST-2
test('a batch that loses its connection says where it stands, and goes on without doing anything twice', async ({
  people,
  visit,
  complaints,
}) => {
  complaints.expect(/ERR_FAILED/);
  const { order_number, numbers } = await crowd(people, { with_address: 130 });
  const { page, api } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.getByLabel('全选本页').check();
  const bar = page.getByRole('region', { name: '批量操作' });
  await bar.getByRole('button', { name: '选择全部符合条件的' }).click();
  await expect(bar).toContainText('130 单已选');
  await bar.getByRole('button', { name: '审核通过' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.batch-counts')).toContainText('130 单将执行');

  // The first piece is answered. The second one is done as well, but its answer is lost.
  const keys: (string | undefined)[] = [];
  await page.route('**/service-orders/commands', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length !== 2) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await panel.getByRole('button', { name: '审核通过' }).click();
  await expect(panel.getByText('已停止')).toBeVisible();
  await expect(panel.getByRole('alert')).toContainText('连不上服务器');
  await expect(panel).toContainText('成功 100 单，失败 0 单，未提交 30 单');
  await panel.getByRole('button', { name: '继续提交 (30)' }).click();
  await expect(panel.getByText('已完成')).toBeVisible();
  await expect(panel.locator('.batch-counts')).toContainText('130 成功');
  expect(keys[2]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(2);
  await panel.getByRole('button', { name: '关闭' }).last().click();
  await expect(bar).toHaveCount(0);
  for (const number of [numbers.at(0), numbers.at(-1)]) {
    const log = await api.get<{ type: string }[]>(`/service-orders/${number}/log`);
    expect(log.filter(({ type }) => type === 'approved')).toHaveLength(1);
  }
});

// R-LST-2
test('a batch is stopped, and not left unawares: what is done stays done, the rest stays selected', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 130 });
  const { page, api } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.getByLabel('全选本页').check();
  const bar = page.getByRole('region', { name: '批量操作' });
  await bar.getByRole('button', { name: '选择全部符合条件的' }).click();
  await expect(bar).toContainText('130 单已选');
  await bar.getByRole('button', { name: '审核通过' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.batch-counts')).toContainText('130 单将执行');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/service-orders/commands', async (route) => {
    await released;
    await route.continue();
  });
  await panel.getByRole('button', { name: '审核通过' }).click();
  await expect(panel.getByRole('status')).toContainText('已处理 0 / 130 单');

  // The window asks before it is closed, and so does the way back.
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate', { state: 0 })));
  expect(asked).toEqual(['beforeunload', 'confirm']);
  await expect(page).toHaveURL(new RegExp(order_number));

  // Whoever wants to close the panel stops the batch first.
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('button', { name: '正在停止' })).toBeVisible();
  release();
  await expect(panel.getByText('已停止')).toBeVisible();
  await expect(panel).toContainText('成功 100 单，失败 0 单，未提交 30 单');
  await expect(panel.locator('.batch-counts')).toContainText('30 未提交');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(bar).toContainText('30 单已选');
  const { items } = await api.get<{ items: unknown[] }>(`/service-orders?order_number=${order_number}&node=pending_review&limit=200`);
  expect(items).toHaveLength(30);
});

// R-LST-2
test('a range is selected with shift, survives what others do, and is given to a colleague', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 6 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}&sort=applied_at`);
  const boxes = page.locator('[data-select]');
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: '批量操作' });
  await expect(bar).toContainText('4 单已选');
  const others = await Promise.all([0, 5].map((place) => page.locator('tbody tr').nth(place).getAttribute('data-row')));
  expect(numbers).toEqual(expect.arrayContaining(others));
  await (await people.api('agent')).post(`/service-orders/${others[0]}/commands`, { type: 'claim' });
  await expect(page.locator(`[data-row="${others[0]}"] .assignee`)).not.toHaveText('—');
  await expect(bar).toContainText('4 单已选');
  await expect(page.locator('[data-select]:checked')).toHaveCount(4);

  await bar.getByRole('button', { name: '指派' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.batch-counts')).toContainText('填写后显示');
  await panel.locator('select').first().selectOption('agent');
  await expect(panel.locator('.batch-counts')).toContainText('4 单将执行');
  await panel.getByRole('button', { name: '指派' }).click();
  await expect(panel.getByText('已完成')).toBeVisible();
  await expect(bar).toHaveCount(0);
  await panel.getByRole('button', { name: '关闭' }).last().click();
  await expect(page.locator('tbody .assignee').filter({ hasText: '—' })).toHaveCount(1);
});
