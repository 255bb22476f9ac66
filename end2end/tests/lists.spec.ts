/** The list on which staff work: what it shows, how it is found again, and what is kept of it. */

import { readFile } from 'node:fs/promises';
import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';

const rows = 'tbody tr[data-row]';

// R-LST-1
test('filters stand in the address, as chips, and go one by one', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 2 });
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders');
  await page.getByLabel('服务类型').selectOption('return');
  await expect(page).toHaveURL(/service_type=return/);
  await page.getByText('更多筛选').click();
  await page.getByRole('textbox', { name: '订单号' }).fill(order_number);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(new RegExp(`service_type=return.*order_number=${order_number}`));
  await expect(page.locator(rows)).toHaveCount(2);
  await expect(page.getByRole('textbox', { name: '订单号' })).toBeVisible();

  await page.reload();
  await expect(page.locator(rows)).toHaveCount(2);
  await page.getByRole('link', { name: '取消筛选：服务类型: 退货' }).click();
  await expect(page).not.toHaveURL(/service_type/);
  await expect(page.locator(rows)).toHaveCount(2);
  await page.getByRole('link', { name: '清除筛选' }).click();
  await expect(page).toHaveURL(/\/service-orders$/);

  await page.getByText('更多筛选').click();
  await page.getByLabel('批量单号').fill(numbers.join('\n'));
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.locator(rows)).toHaveCount(2);
  await expect(page.getByText('批量单号: 2 个单号')).toBeVisible();
});

// R-LST-1
test('what is searched for finds an order, and no address says what it was', async ({ people, visit }) => {
  const { title, sku } = await crowd(people, { with_address: 1 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?sku=${sku}`);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  const search = page.getByRole('searchbox', { name: /搜商品/ });
  await search.fill('漏水');
  await search.press('Enter');
  await expect(page).toHaveURL(/sku=.*&sealed=/);
  await expect(page.locator(rows)).toHaveCount(1);
  await expect(page.locator(rows)).toContainText(title);
  await page.getByRole('textbox', { name: '手机号' }).fill('5678');
  await page.getByRole('textbox', { name: '手机号' }).press('Enter');
  await expect(page).toHaveURL(/phone=5678/);
  await expect(page.locator(rows)).toHaveCount(1);
  await page.getByRole('textbox', { name: '手机号' }).fill('138 1234 5678');
  await page.getByRole('textbox', { name: '手机号' }).press('Enter');
  await expect(page).not.toHaveURL(/phone=/);
  await expect(page.locator(rows)).toHaveCount(1);
  // The search goes on with the address alone: loaded anew, without one filter, back.
  await page.reload();
  await expect(page.locator(rows)).toHaveCount(1);
  await expect(search).toHaveValue('漏水');
  await page.getByRole('link', { name: '取消筛选：手机号: 13812345678' }).click();
  await expect(page.getByRole('link', { name: '取消筛选：搜索: 漏水' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: '手机号' })).toHaveValue('');
  await expect(page.locator(rows)).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole('link', { name: '取消筛选：手机号: 13812345678' })).toBeVisible();
  await openAlive(page, `/service-orders?sku=${sku}`);
  await search.fill('13812345678');
  await search.press('Enter');
  await expect(page).toHaveURL(/sealed=/);
  await expect(page.locator(rows)).toHaveCount(1);
  expect(asked.filter((url) => /漏水|12345678/.test(url))).toEqual([]);
  await page.getByRole('textbox', { name: '手机号' }).fill('123');
  await page.getByRole('textbox', { name: '手机号' }).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '手机号' })).toBeVisible();
});

// R-LST-1
test('without a script one searches as well, and a link that was cut short says so', async ({ people, visit }) => {
  const { sku } = await crowd(people, { with_address: 1 });
  const { page } = await visit('merchant');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(`/service-orders?sku=${sku}`);
  const search = page.getByRole('searchbox', { name: /搜商品/ });
  await search.fill('漏水');
  await search.press('Enter');
  await expect(page).toHaveURL(/sku=.*&sealed=/);
  await expect(page.locator(rows)).toHaveCount(1);
  await page.goto(page.url().slice(0, -2));
  await expect(page.getByRole('alert').filter({ hasText: '请重新搜索' })).toBeVisible();
  await expect(page.locator(rows)).toHaveCount(1);
});

// R-LST-1
test('a card shows just the orders that it counts, and leads back', async ({ visit }) => {
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders');
  const card = page.getByRole('navigation', { name: '待办' }).getByRole('link', { name: /无人领取/ });
  const count = Number(await card.locator('strong').innerText());
  await card.click();
  await expect(page).toHaveURL(/assignee=nobody/);
  await expect(card).toHaveAttribute('aria-current', 'true');
  await expect(page.locator(rows)).toHaveCount(Math.min(count, 50));
  await card.click();
  await expect(page).toHaveURL(/\/service-orders$/);
  await expect(page.locator('.to-do [aria-current]')).toHaveCount(0);
});

// R-LST-1
test('columns are chosen once, and remembered', async ({ visit }) => {
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders');
  const heading = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await expect(heading('SKU')).toHaveCount(0);
  await page.locator('summary', { hasText: '列' }).click();
  await page.getByLabel('SKU').first().check();
  await page.locator('.drop-down[open]').getByLabel('原因').uncheck();
  await expect(heading('SKU')).toBeVisible();
  await expect(heading('原因')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.locator('.drop-down[open]')).toHaveCount(0);
  await page.reload();
  await expect(heading('SKU')).toBeVisible();
  await expect(heading('原因')).toHaveCount(0);
});

// R-LST-1
test('views are kept, shared with the team alone, changed and removed', async ({ visit, complaints }) => {
  // A name that is taken.
  complaints.expect(/422/);
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders?node=pending_review&service_type=repair');
  const views = page.locator('.drop-down').filter({ hasText: '保存当前筛选' });
  const open = async (on: typeof page) => {
    const menu = on.locator('.drop-down').filter({ hasText: '保存当前筛选' });
    if ((await menu.getAttribute('open')) === null) await menu.locator(':scope > summary').click();
    return menu;
  };
  const save = async (name: string, shared: boolean) => {
    const form = (await open(page)).locator('form[data-call=post]');
    await form.getByLabel('视图名称').fill(name);
    await form.getByLabel('共享给团队').setChecked(shared);
    await form.getByRole('button', { name: '保存' }).click();
    await expect(views.getByRole('link', { name })).toBeVisible();
  };
  await save('待审维修', true);
  await expect(views.getByRole('link', { name: '待审维修' })).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await openAlive(page, '/service-orders?node=pending_handling');
  await save('只有我', false);
  const form = (await open(page)).locator('form[data-call=post]');
  await form.getByLabel('视图名称').fill('只有我');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByRole('alert')).not.toBeEmpty();

  const agent = (await visit('agent')).page;
  await openAlive(agent, '/service-orders');
  const theirs = await open(agent);
  await expect(theirs.getByRole('link', { name: '只有我' })).toHaveCount(0);
  await theirs.getByRole('link', { name: '待审维修' }).click();
  await expect(agent).toHaveURL(/node=pending_review&service_type=repair/);
  const stranger = (await visit('merchant_b')).page;
  await openAlive(stranger, '/service-orders');
  await expect((await open(stranger)).getByRole('link', { name: '待审维修' })).toHaveCount(0);

  const own = views.locator('li').filter({ hasText: '待审维修' });
  await own.locator('summary').click();
  await own.getByLabel('视图名称').fill('维修待审');
  await own.getByRole('button', { name: '保存' }).click();
  await expect(views.getByRole('link', { name: '维修待审' })).toBeVisible();
  for (const name of ['维修待审', '只有我']) {
    const view = views.locator('li').filter({ hasText: name });
    await view.locator('summary').click();
    await view.getByRole('button', { name: '删除' }).click();
    await expect(view).toHaveCount(0);
  }
});

// R-LST-1
test('a quick look opens beside the list, and leads on to the order', async ({ visit }) => {
  const { page } = await visit('merchant');
  await openAlive(page, '/service-orders?node=pending_review');
  const row = page.locator(rows).first();
  const number = (await row.getAttribute('data-row')) ?? '';
  await row.getByRole('button', { name: '速览' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('heading', { name: number })).toBeVisible();
  await expect(drawer.locator('.timeline-item').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await row.getByRole('button', { name: '速览' }).click();
  await drawer.getByRole('link', { name: '打开服务单' }).click();
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}$`));
});

// R-LST-1
test('a list is exported as it is filtered, and as it is selected', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 3 });
  const { page } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const began = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return (await readFile(await download.path())).subarray(0, 2).toString();
  };
  expect(await began(() => page.getByRole('link', { name: '导出' }).click())).toBe('PK');
  await page.locator('[data-select]').first().check();
  expect(await began(() => page.getByRole('button', { name: '导出所选' }).click())).toBe('PK');
});

// R-LST-1
test('on a phone rows are cards, and nothing scrolls sideways', async ({ visit }) => {
  const { page } = await visit('merchant', 'phone');
  for (const path of ['/service-orders', '/service-orders?node=pending_return&service_type=return&urged=true']) {
    await openAlive(page, path);
    await expect(page.locator('.tabs [aria-current=page]')).toBeInViewport();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBe(0);
  }
});
