/** People set their browsers as they need them: large type, no motion, dark, close rows, another language. */

import type { Page } from '@playwright/test';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';
import { SCREENS, show } from '../screens';

/** Twice the size that browsers come with. */
const LARGE = { standard: 32, fixed: 26 };

/** Sets the size of type in the browser's settings, as opposed to zooming. */
async function enlarge(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.enable');
  await browser.send('Page.setFontSizes', { fontSizes: LARGE });
}

/** Texts that are cut off: what is left out stands behind dots, or nowhere. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const has_text = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const cuts = (element: Element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      if (textOverflow === 'ellipsis') return false;
      const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      return (clips(overflowX) && scrollWidth > clientWidth + 1) || (clips(overflowY) && scrollHeight > clientHeight + 1);
    };
    const hides_on_purpose = (element: Element) => element.closest('.visually-hidden, [hidden], svg') !== null;
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && has_text(element) && !hides_on_purpose(element) && cuts(element))
      .map((element) => element.outerHTML.slice(0, 200));
  });
}

for (const device of ['desk', 'phone'] as const) {
  for (const screen of SCREENS) {
    test(`${screen.name} holds type twice as large (${device})`, async ({ people, visit, complaints }) => {
      complaints.expect(/status of 404/);
      const { page } = await visit(screen.person, device);
      await enlarge(page);
      await show(screen, page, people);
      expect(await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))).toBe(LARGE.standard);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      expect(await cutOff(page)).toEqual([]);
    });
  }
}

test('nothing moves for those who want no motion', async ({ people, visit }) => {
  const { order_number } = await crowd(people, { with_address: 2 });
  const { page } = await visit('merchant');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/service-orders?order_number=${order_number}`);
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
  await page.goto(`/service-orders?order_number=${order_number}`);
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
