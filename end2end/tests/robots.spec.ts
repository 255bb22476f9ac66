/** Robots: what tells a merchant's group chat what its staff are told. */

import type { Page } from '@playwright/test';
import { openAlive } from '../alive';
import { Bell } from '../bell';
import { expect, test } from '../fixtures';
import { applyFor, buy } from '../goods';
import { Vendor } from '../vendor';

type Robots = { items: { name: string; fault: string | null; has_secret: boolean }[] };

const BROKEN = { errcode: 93_000, errmsg: 'invalid webhook url' };

/** Opens the form of a new robot. */
async function openForm(page: Page) {
  await openAlive(page, '/settings/notifications');
  await new Bell(page).knows();
  await page.getByRole('button', { name: '添加机器人' }).click();
  return page.getByRole('dialog', { name: '添加机器人' });
}

// R-STF-1, R-MSG-2
test('an owner adds a robot, tries it out, mends it and removes it', async ({ people, visit }) => {
  const vendor = await Vendor.open();
  const number = await applyFor(people, await buy(people));
  const { page, api } = await visit('merchant');
  const form = await openForm(page);
  await form.getByLabel('名称').fill('退换货组');
  await form.getByLabel('Webhook 地址').fill(vendor.robot('first-key-1234'));
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  const robot = page.locator('.robot').filter({ hasText: '退换货组' });
  await expect(robot).toContainText('地址末尾 1234');
  expect(await page.content()).not.toContain('first-key');

  const tryOut = robot.getByRole('button', { name: '试发一条' });
  await tryOut.click();
  await expect(robot.getByRole('status')).toHaveText('已送达，请到群里查看');
  expect(vendor.heard).toEqual([expect.stringContaining('机器人已接通')]);
  vendor.says(BROKEN);
  await tryOut.click();
  await expect(robot.getByRole('status')).toHaveText('未送达：地址已失效，请填入新的地址（对方的原话：93000 invalid webhook url）');

  await (await people.api('consumer')).post(`/service-orders/${number}/commands`, { type: 'urge' });
  const fault = async () => (await api.get<Robots>('/robots')).items.find(({ name }) => name === '退换货组')?.fault;
  await expect.poll(fault).toBe('wrong_key');
  await page.reload();
  await expect(robot).toContainText('已停发');
  await expect(robot).toContainText('地址已失效');
  await expect(robot).toContainText('对方的原话：93000 invalid webhook url');

  vendor.says();
  await robot.getByRole('button', { name: '修改 退换货组' }).click();
  const change = page.getByRole('dialog', { name: '修改 · 退换货组' });
  await expect(change.getByLabel('Webhook 地址')).toHaveValue('');
  await change.getByLabel('Webhook 地址').fill(vendor.robot('second-key-5678'));
  await change.getByRole('button', { name: '保存' }).click();
  await expect(robot).toContainText('地址末尾 5678');
  await expect(robot).not.toContainText('已停发');
  await expect(robot.getByRole('button', { name: '修改 退换货组' })).toBeFocused();
  // What waited is told.
  await expect.poll(() => vendor.heard.at(-1)).toContain(number);

  await robot.getByRole('button', { name: '删除 退换货组' }).click();
  const question = page.getByRole('dialog', { name: '删除机器人“退换货组”？' });
  await question.getByRole('button', { name: '取消' }).click();
  await expect(question).toBeHidden();
  await expect(robot).toBeVisible();
  await robot.getByRole('button', { name: '删除 退换货组' }).click();
  await question.getByRole('button', { name: '删除' }).click();
  await expect(robot).toHaveCount(0);
  vendor.close();
});

// R-STF-1
test('an operator sets the robots of the platform, which are not those of a merchant', async ({ visit }) => {
  const { page } = await visit('operator');
  await openAlive(page, '/settings/notifications');
  await expect(page.getByRole('heading', { name: '群机器人' })).toBeVisible();
  await expect(page.getByText('还没有群机器人')).toBeVisible();
});

test('what is wrong with a robot is said at its field, and nothing typed is lost', async ({ visit, complaints }) => {
  complaints.expect(/status of 422/);
  const vendor = await Vendor.open();
  const { page, api } = await visit('merchant_b');
  const form = await openForm(page);
  await expect(page.getByText('还没有群机器人')).toBeVisible();
  // All that is missing is said at once.
  for (const usual of [/50%/, /已超时/, /催单/]) await form.getByLabel(usual).uncheck();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByLabel('名称')).toBeFocused();
  for (const label of ['名称', 'Webhook 地址']) await expect(form.getByLabel(label)).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByRole('group', { name: '提醒哪些事情' })).toContainText('请填写此项');
  for (const usual of [/50%/, /已超时/, /催单/]) await form.getByLabel(usual).check();
  await form.getByLabel('群所在的应用').selectOption('wecom');
  await expect(form.getByLabel('签名密钥')).toBeHidden();
  await form.getByLabel('群所在的应用').selectOption('dingtalk');
  await form.getByLabel('签名密钥').fill('SEC0123456789');
  await form.getByLabel('Webhook 地址').fill('https://example.com/robot/send?access_token=x');
  await form.getByLabel('名称').fill('夜班群');
  await form.getByRole('button', { name: '保存' }).click();
  const url = form.getByLabel('Webhook 地址');
  await expect(url).toHaveAttribute('aria-invalid', 'true');
  await expect(url).toBeFocused();
  await expect(url).toHaveAccessibleDescription(/oapi\.dingtalk\.com/);
  await expect(form.getByLabel('名称')).toHaveValue('夜班群');
  for (const usual of [/50%/, /已超时/, /催单/]) await form.getByLabel(usual).uncheck();
  await url.fill(vendor.robot('night-1234'));
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByRole('group', { name: '提醒哪些事情' })).toContainText('请填写此项');
  await expect(url).not.toHaveAttribute('aria-invalid');
  await form.getByLabel('用户催单').check();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  const robot = page.locator('.robot').filter({ hasText: '夜班群' });
  await expect(robot).toContainText('已签名');
  expect(await page.content()).not.toContain('SEC0123456789');
  expect((await api.get<Robots>('/robots')).items).toMatchObject([{ name: '夜班群', has_secret: true }]);

  // What can't be reached is told in the page's language.
  vendor.close();
  await robot.getByRole('button', { name: '试发一条' }).click();
  await expect(robot.getByRole('status')).toHaveText('未送达：连不上对方的服务器，请稍后再试');

  // Its secret can be taken away.
  await robot.getByRole('button', { name: '修改 夜班群' }).click();
  const change = page.getByRole('dialog', { name: '修改 · 夜班群' });
  await change.getByLabel('移除密钥').check();
  await change.getByRole('button', { name: '保存' }).click();
  await expect(change).toBeHidden();
  await expect(robot).not.toContainText('已签名');
  expect((await api.get<Robots>('/robots')).items).toMatchObject([{ name: '夜班群', has_secret: false }]);
  await robot.getByRole('button', { name: '删除 夜班群' }).click();
  await page.getByRole('dialog', { name: '删除机器人“夜班群”？' }).getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('还没有群机器人')).toBeVisible();
  await expect(page.locator('#robots')).toBeFocused();
});
