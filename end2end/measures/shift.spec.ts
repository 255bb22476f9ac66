/** How soon the next paint follows what somebody does: a shift of 200 interactions, with a processor four times slower. */

import type { Page } from '@playwright/test';
import { figure } from './figures';
import { test } from '../fixtures';

const INTERACTIONS = 200;
const SLOWER = 4;

type Timed = { interactionId?: number; duration: number; name: string };

/** Keeps how long each interaction took until the next paint; over all pages that turn in place. */
function observe(): void {
  const kept: Timed[] = [];
  (globalThis as unknown as { kept: Timed[] }).kept = kept;
  const observer = new PerformanceObserver((list) => kept.push(...(list.getEntries() as unknown as Timed[])));
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** The longest paint of each interaction that took long enough to be kept, the shortest first. */
async function latencies(page: Page): Promise<Timed[]> {
  const kept = await page.evaluate(() =>
    (globalThis as unknown as { kept: Timed[] }).kept.map(({ interactionId = 0, duration, name }) => ({ interactionId, duration, name })),
  );
  const longest = new Map<number, Timed>();
  for (const timed of kept) {
    const { interactionId } = timed;
    if (interactionId && timed.duration > (longest.get(interactionId)?.duration ?? 0)) longest.set(interactionId, timed);
  }
  return [...longest.values()].sort((one, other) => one.duration - other.duration);
}

/** One round of what a merchant does all day: ten interactions. */
async function round(page: Page, node: number): Promise<void> {
  const tabs = page.locator('.tabs .tab');
  await tabs.nth(1 + (node % 8)).click();
  await page.locator('main [data-row]').first().waitFor();
  for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await page.locator('.order-standing-line').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.locator('main [data-row]').first().waitFor();
}

test('a shift', async ({ visit }) => {
  test.setTimeout(600_000);
  const { page } = await visit('merchant');
  await page.addInitScript(observe);
  await page.goto('/service-orders');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  for (let node = 0; node < INTERACTIONS / 10; node += 1) await round(page, node);
  const taken = await latencies(page);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]?.duration ?? 0;
  figure('shift', `interactions of ${INTERACTIONS} that took 16 ms or more`, taken.length, '');
  figure('shift', 'interaction to next paint, p75', at(0.75), 'ms');
  figure('shift', 'interaction to next paint, p98', at(0.98), 'ms');
  for (const { name, duration } of taken.slice(-3)) figure('shift', `among the slowest: ${name}`, duration, 'ms');
});
