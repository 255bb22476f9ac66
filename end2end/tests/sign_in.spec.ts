import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { DEVICES, type Device } from '../people';

const LANGUAGES = [
  { locale: 'zh-CN', username: '用户名', password: '密码', submit: '登录' },
  { locale: 'en-GB', username: 'User name', password: 'Password', submit: 'Sign in' },
];

for (const { locale, username, password, submit } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a stranger signs in and comes to the page that they wanted', async ({ page }) => {
      await page.goto('/service-orders?node=pending_receipt');
      await expect(page).toHaveURL(/\/sign-in/);
      await page.getByLabel(username).fill('merchant');
      await page.getByLabel(password).fill('demo-aftercare');
      await page.getByRole('button', { name: submit, exact: true }).click();
      await expect(page).toHaveURL(/\/service-orders\?node=pending_receipt/);
    });

    test('a wrong password is told, and what was typed stays', async ({ page, complaints }) => {
      complaints.expect(/status of 401/);
      await page.goto('/sign-in');
      await page.getByLabel(username).fill('merchant');
      await page.getByLabel(password).fill('not the password');
      await page.getByRole('button', { name: submit, exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
      await expect(page.getByLabel(username)).toHaveValue('merchant');
    });
  });
}

test('each person comes to the pages made for them', async ({ visit }) => {
  const merchant = await visit('merchant');
  await merchant.page.goto('/');
  await expect(merchant.page).toHaveURL(/\/service-orders/);
  const consumer = await visit('consumer', 'phone');
  await consumer.page.goto('/');
  await expect(consumer.page).toHaveURL(/\/my\/orders/);
});

/** The button of somebody of the demo marketplace. */
const demoPerson = (page: Page, username: string) => page.locator(`.demo-person[value="${username}"]`);

const LOOKS: { name: string; device: Device; javaScriptEnabled: boolean }[] = [
  { name: 'at a desk', device: 'desk', javaScriptEnabled: true },
  { name: 'on a phone', device: 'phone', javaScriptEnabled: true },
  { name: 'on a phone without a script', device: 'phone', javaScriptEnabled: false },
];

for (const { name, device, javaScriptEnabled } of LOOKS) {
  test(`one click signs in to the demo ${name}, as staff and as a consumer`, async ({ browser, server, complaints }) => {
    const context = await browser.newContext({ ...DEVICES[device], baseURL: server.baseUrl, locale: 'zh-CN', javaScriptEnabled });
    complaints.watch(context);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { name: '演示商城', level: 1 })).toBeVisible();
    await expect(demoPerson(page, 'agent')).toHaveText(/林晓雯.*客服.*审核申请/);
    // Nothing stands beside the screen.
    const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (javaScriptEnabled) expect(await page.evaluate(beyond)).toBe(0);
    await demoPerson(page, 'agent').click();
    await expect(page).toHaveURL(/\/service-orders/);
    await page.goto('/sign-in');
    await demoPerson(page, 'consumer').click();
    await expect(page).toHaveURL(/\/my\/orders/);
    await context.close();
  });
}

test('one click leads on to the page that was wanted, if it is for that person', async ({ visit }) => {
  const wanted = '/service-orders?node=pending_receipt';
  const { page: phone } = await visit(null, 'phone');
  await phone.goto(wanted);
  await demoPerson(phone, 'consumer').click();
  await expect(phone).toHaveURL(/\/my\/orders/);
  const { page: desk } = await visit(null);
  await desk.goto(wanted);
  await demoPerson(desk, 'receiver').click();
  await expect(desk).toHaveURL(/\/service-orders\?node=pending_receipt/);
});

test('what was left empty is asked for at its field', async ({ page, complaints }) => {
  complaints.expect(/status of 422/);
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill('merchant');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByLabel('密码', { exact: true })).toHaveAccessibleDescription('请填写密码');
  await expect(page.getByLabel('用户名')).toHaveValue('merchant');
  await expect(page.getByText('用户名或密码不正确')).toHaveCount(0);
});

test('what is typed as a password can be shown, and is hidden again when it is sent', async ({ page, complaints }) => {
  complaints.expect(/status of 401/);
  await page.goto('/sign-in');
  const password = page.getByLabel('密码', { exact: true });
  const show = page.getByRole('button', { name: '显示密码' });
  await password.fill('not the password');
  await expect(password).toHaveAttribute('type', 'password');
  await show.click();
  await expect(show).toHaveAttribute('aria-pressed', 'true');
  await expect(password).toHaveAttribute('type', 'text');
  await expect(password).toHaveValue('not the password');
  await page.getByLabel('用户名').fill('merchant');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(password).toHaveAttribute('type', 'password');
});
