/** Applying on a phone, in short steps: before any script, through a reload, and without a network. */

import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { HOME, Phone } from '../phone';

const DESCRIPTION = '开机十分钟后自动关机，重启无效';

// R-APP-1, R-APP-3
test('one step follows another, each answered before the next, and all of it is read once more', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.beginToApply(await buy(people, { quantity: 2 }));
  const { page } = phone;
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  await expect(phone.step('选择服务')).toContainText('第 1 步，共 4 步');
  await expect(page.locator('#service_type')).toContainText(/月\d+日\s\d\d:\d\d 前可申请/);

  // What is missing is said before one goes on.
  await phone.goOn();
  await expect(page.locator('#service_type-fault')).not.toBeEmpty();
  await expect(page.locator('#service_type input').first()).toBeFocused();
  await phone.answer({ service_type: 'return', quantity: '2' });
  await phone.goOn();
  await expect(phone.step('说明问题')).toBeFocused();
  await expect(page.locator('#service_type')).toBeHidden();
  await phone.answer({ reason_code: 'malfunction', description: '太短' });
  await phone.goOn();
  await expect(page.locator('#description')).toBeFocused();
  await expect(page.locator('#description-fault')).not.toBeEmpty();
  await phone.answer({ description: DESCRIPTION });

  // The browser's back button leads to the step before.
  await page.goBack();
  await expect(phone.step('选择服务')).toBeFocused();
  await page.goForward();
  await expect(phone.step('说明问题')).toBeFocused();
  await phone.goOn();
  await expect(phone.step('寄送与收货')).toBeFocused();
  await phone.answer(HOME);
  await phone.goOn();

  // What was chosen, in words, and a way to change it.
  await expect(phone.step('核对并提交')).toBeFocused();
  const summary = page.locator('.summary');
  for (const said of ['退货', '2 件', '功能故障', DESCRIPTION, '寄回', '文一西路 969 号']) {
    await expect(summary).toContainText(said);
  }
  await expect(page.locator('main')).toContainText('逾期未审核，申请自动通过');
  await summary.getByRole('link', { name: /修改.*选择服务/ }).click();
  await expect(phone.step('选择服务')).toBeFocused();
  await phone.answer({ quantity: '1' });
  await page.getByRole('link', { name: '返回核对' }).click();
  await expect(phone.step('核对并提交')).toBeFocused();
  await expect(summary).toContainText('1 件');

  await phone.submitApplication();
  const promise = page.locator('.notice');
  await expect(promise).toContainText(/\d{14}/);
  await expect(promise).toContainText(/商家将在 \d+月\d+日\s\d\d:\d\d 前审核，逾期自动通过/);
});

// R-APP-3
test('an answer that no longer fits leads back to its step', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.beginToApply(await buy(people));
  await expect(phone.page.locator('main form[data-alive]')).toBeVisible();
  await phone.answerAll('return', 'no_reason', { description: DESCRIPTION });
  await phone.page.getByRole('link', { name: /修改.*选择服务/ }).click();
  await phone.answer({ service_type: 'repair' });
  await phone.page.getByRole('link', { name: '返回核对' }).click();
  await expect(phone.step('说明问题')).toBeVisible();
  await expect(phone.page.locator('#reason_code-fault')).not.toBeEmpty();
  await expect(phone.page.locator('#reason_code')).not.toContainText('七天无理由', { useInnerText: true });
});

test('what was typed survives a reload, and is forgotten once it is sent', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const goods = await buy(people, { quantity: 2 });
  await phone.beginToApply(goods);
  const { page } = phone;
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  await phone.answer({ service_type: 'exchange' });
  await phone.goOn();
  await phone.answer({ reason_code: 'quality_defect', description: DESCRIPTION });
  await page.reload();
  await expect(phone.step('说明问题')).toBeVisible();
  await expect(page.locator('#description')).toHaveValue(DESCRIPTION);
  await expect(page.locator('#reason_code input[value=quality_defect]')).toBeChecked();
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  await phone.goOn();
  await phone.answer(HOME);
  await phone.goOn();
  await expect(page.locator('.summary')).toContainText('换货');
  expect(page.url()).toMatch(/\/my\/apply\/[^/?]+\/1#step-4$/);
  await phone.submitApplication();
  await phone.beginToApply(goods);
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  await expect(page.locator('#description')).toHaveValue('');
});

test('nothing that was typed stays in the tab of somebody who signs out', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.beginToApply(await buy(people));
  await expect(phone.page.locator('main form[data-alive]')).toBeVisible();
  await phone.answer({ service_type: 'repair' });
  const kept = () => phone.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed')).length);
  expect(await kept()).toBe(1);
  await phone.page.route('**/sign-out', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '' }));
  await phone.page.getByRole('button', { name: '退出登录' }).click();
  await expect(phone.page).toHaveURL(/sign-out/);
  expect(await kept()).toBe(0);
});

test('an application that meets a dead network says so, keeps everything, and is sent once', async ({ people, visit, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.beginToApply(await buy(people));
  const { page } = phone;
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  await page.context().setOffline(true);
  // The steps need no network.
  await phone.answerAll('return', 'malfunction', { description: DESCRIPTION });
  const submit = page.getByRole('button', { name: '提交申请' });
  await submit.click();
  const problem = page.getByRole('alert').filter({ hasText: '连不上服务器' });
  await expect(problem).toBeVisible();
  await expect(problem).toBeInViewport();
  await expect(page.locator('.summary')).toContainText(DESCRIPTION);
  await page.context().setOffline(false);
  await phone.submitApplication();
  await phone.standsIn('商家正在审核');
});

test('while it is being sent the button says so, and does nothing more', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const goods = await buy(people);
  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await phone.page.route('**/api/v1/service-orders', async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await phone.beginToApply(goods);
  await expect(phone.page.locator('main form[data-alive]')).toBeVisible();
  await phone.answerAll('return', 'malfunction', { description: DESCRIPTION });
  const submit = phone.page.locator('main form > button[type=submit]');
  await submit.click();
  await expect(submit).toHaveAttribute('aria-busy', 'true');
  await submit.click();
  answer();
  await expect(phone.page).toHaveURL(/\/my\/service-orders\/\d{14}/);
  expect(sent).toBe(1);
});

test.describe('without a script', () => {
  /** A phone on which no script runs. */
  async function plain(phone: Phone): Promise<void> {
    const browser = await phone.page.context().newCDPSession(phone.page);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
  }

  // R-APP-1
  test('the steps work, the last one shows everything, and it is applied for', async ({ people, visit }) => {
    const phone = new Phone((await visit('consumer', 'phone')).page);
    await plain(phone);
    await phone.beginToApply(await buy(people));
    await phone.answer({ service_type: 'return' });
    await phone.goOn();
    await expect(phone.step('说明问题')).toBeVisible();
    await expect(phone.page.locator('#service_type')).toBeHidden();
    await phone.answer({ reason_code: 'malfunction', description: DESCRIPTION });
    await phone.page.goBack();
    await expect(phone.step('选择服务')).toBeVisible();
    await phone.page.goForward();
    await phone.goOn();
    await phone.answer(HOME);
    await phone.goOn();
    await expect(phone.step('核对并提交')).toBeVisible();
    await expect(phone.page.locator('#description')).toBeVisible();
    await expect(phone.page.locator('#service_type input[value=return]')).toBeChecked();
    await phone.submitApplication();
    await phone.standsIn('商家正在审核');
  });

  // R-APP-1
  test('what is wrong is said at its place, and what was typed is still there', async ({ people, visit }) => {
    const phone = new Phone((await visit('consumer', 'phone')).page);
    await plain(phone);
    await phone.beginToApply(await buy(people));
    await phone.goOn();
    await phone.answer({ reason_code: 'malfunction', description: '太短' });
    await phone.goOn();
    await phone.answer(HOME);
    await phone.goOn();
    await phone.page.getByRole('button', { name: '提交申请' }).click();
    const wrong = phone.page.getByRole('alert').filter({ hasText: '有内容需要修改' });
    await expect(wrong).toBeInViewport();
    await expect(wrong.getByRole('link')).toHaveCount(2);
    await expect(phone.page.locator('#service_type-fault')).not.toBeEmpty();
    await expect(phone.page.locator('#description-fault')).not.toBeEmpty();
    await expect(phone.page.locator('#description')).toHaveValue('太短');
    await wrong.getByRole('link', { name: '问题描述' }).click();
    await expect(phone.page.locator('#description')).toBeInViewport();
    await phone.answer({ service_type: 'return', description: DESCRIPTION });
    await phone.submitApplication();
    await phone.standsIn('商家正在审核');
  });
});
