import { expect, test } from '../fixtures';

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
