/** The consumer's way in from their order: a link that says as whom, is pressed, and works once. */

import { expect, test } from '../fixtures';
import { buy } from '../goods';
import { DEVICES } from '../people';
import { linkTo } from '../screens';

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without one';
  test(`a link says as whom one comes in, and works once, ${how}`, async ({ browser, server, people, complaints }) => {
    complaints.expect(/status of 410/);
    const { order_number, title } = await buy(people);
    const link = await linkTo(people, order_number);
    const options = { ...DEVICES.phone, baseURL: server.baseUrl, locale: 'zh-CN', javaScriptEnabled };
    const context = await browser.newContext(options);
    complaints.watch(context);
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.getByText(order_number)).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: /^以.\*的身份继续$/ }).click();
    await expect(page).toHaveURL(new RegExp(`/my/apply/${order_number}/1`));
    await expect(page.getByText(title).first()).toBeVisible();
    // What else they bought is nothing to this session.
    await page.goto('/my/orders');
    await expect(page.locator('main a[href^="/my/apply/"]')).toHaveCount(1);
    // Whoever is in is led on by it; nobody else comes in.
    await page.goto(link);
    await expect(page).toHaveURL(new RegExp(`/my/apply/${order_number}/1`));
    const other = await browser.newContext(options);
    complaints.watch(other);
    const late = await other.newPage();
    await late.goto(link);
    await expect(late.getByRole('heading', { name: '链接已失效' })).toBeVisible();
    await expect(late.getByRole('button', { name: /继续/ })).toHaveCount(0);
    await context.close();
    await other.close();
  });
}

test('whoever is signed in is told that they will be signed out', async ({ people, visit }) => {
  const { order_number } = await buy(people);
  const link = await linkTo(people, order_number);
  const { page, api } = await visit('agent');
  await page.goto(link);
  const { name } = await api.get<{ name: string }>('/me');
  await expect(page.getByText(`当前浏览器已登录${name}的账号`)).toBeVisible();
});
