/** People set their browsers as they need them: no motion, dark, close rows, another language. Large type: `accessibility.spec.ts`. */

import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';

test('nothing moves for those who want no motion', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 2 });
  const { page } = await visit('merchant');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.locator('main [data-row]').first().waitFor();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(() => {
    const lasts = (durations: string) => durations.split(', ').some((duration) => parseFloat(duration) > 0);
    const moves = (element: Element) => {
      const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration)) || scrollBehavior === 'smooth';
    };
    return [...document.querySelectorAll('*')].filter(moves).map((element) => element.outerHTML.slice(0, 120));
  });
  expect(moving).toEqual([]);
});

// R-LST-1, R-LST-3
test('an order is reviewed in English, in the dark, with close rows', async ({ people, visit }) => {
  const { order_number, numbers } = await crowd(people, { with_address: 2 });
  const { page, api } = await visit('merchant');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const html = page.locator('html');
  const roomy = await page.locator('main [data-row]').first().boundingBox();
  const account = page.locator('.account');
  await account.click();
  await page.getByLabel('外观').selectOption('dark');
  await page.getByLabel('密度').selectOption('compact');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(html).toHaveAttribute('lang', 'en');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('data-density', 'compact');
  await expect(page).toHaveURL(new RegExp(order_number));
  const close = await page.locator('main [data-row]').first().boundingBox();
  expect(close?.height).toBeLessThan(roomy?.height ?? 0);
  const [red, green, blue] = await page.locator('body').evaluate((body) => (getComputedStyle(body).backgroundColor.match(/\d+/g) ?? []).map(Number));
  expect(Math.max(red ?? 255, green ?? 255, blue ?? 255)).toBeLessThan(64);
  await page.locator('main [data-row]').first().getByRole('link', { name: /^\d{14}$/ }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^\d{14}$/);
  const number = await heading.innerText();
  await page.getByRole('button', { name: 'Approve' }).click();
  // The next of the list opens, as dark, as close and in the same language.
  await expect(heading).not.toHaveText(number);
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('.order-standing-line strong')).toHaveText('Pending review');
  expect(numbers).toContain(number);
  const { node } = await api.get<{ node: string }>(`/service-orders/${number}`);
  expect(node).toBe('pending_shipment');
});
