/** A batch of five thousand in the browser: how long it takes, what it holds in memory, and whether the page goes on answering. */

import type { CDPSession, Page } from '@playwright/test';
import { figure } from './figures';
import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { test } from '../fixtures';

const APPROVABLE = 4_900;
const WITHOUT_ADDRESS = 100;
const PATIENCE_MS = 600_000;
const MB = 1_000_000;

type Frames = { at: number[]; running: boolean };

/** Keeps when each frame was painted. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: Frames = { at: [], running: true };
    (globalThis as unknown as { frames: Frames }).frames = frames;
    const next = (now: number) => {
      frames.at.push(now);
      if (frames.running) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

/** How long frames took since then, the shortest first. */
async function frames(page: Page): Promise<number[]> {
  const at = await page.evaluate(() => {
    const { frames } = globalThis as unknown as { frames: Frames };
    frames.running = false;
    return frames.at;
  });
  return at.slice(1).map((now, index) => now - (at[index] ?? now)).sort((one, other) => one - other);
}

/** What the page holds: objects of the script, and the memory of the WASM. */
async function held(browser: CDPSession): Promise<number> {
  await browser.send('HeapProfiler.collectGarbage');
  const usage = (await browser.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

test('a batch of five thousand', async ({ people, visit }) => {
  test.setTimeout(PATIENCE_MS);
  const { order_number } = await crowd(people, { with_address: APPROVABLE, without_address: WITHOUT_ADDRESS });
  const { page } = await visit('merchant');
  const browser = await page.context().newCDPSession(page);
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const before = await held(browser);
  const bar = page.getByRole('region', { name: '批量操作' });
  const panel = page.getByRole('dialog');
  const counts = panel.locator('.batch-counts');

  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    await watchFrames(page);
    const started = Date.now();
    await work();
    const lasted = Date.now() - started;
    const taken = await frames(page);
    const at = (share: number) => Math.round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0);
    figure('batch', `${name}: time`, Math.round(lasted / 100) / 10, 's');
    figure('batch', `${name}: frame, p50`, at(0.5), 'ms');
    figure('batch', `${name}: frame, p95`, at(0.95), 'ms');
    figure('batch', `${name}: frame, longest`, at(1), 'ms');
    figure('batch', `${name}: memory over that of the list`, Math.round((await held(browser) - before) / MB), 'MB');
  };

  await step('5 000 are selected', async () => {
    await page.getByLabel('全选本页').check();
    await bar.getByRole('button', { name: '选择全部符合条件的' }).click();
    await bar.getByText(`${APPROVABLE + WITHOUT_ADDRESS} 单已选`).waitFor({ timeout: PATIENCE_MS });
  });
  await step('each is looked at and decided', async () => {
    await bar.getByRole('button', { name: '审核通过' }).click();
    await counts.getByText(`${APPROVABLE} 单将执行`).waitFor({ timeout: PATIENCE_MS });
  });
  await step('all are sent', async () => {
    await panel.getByRole('button', { name: '审核通过' }).click();
    await panel.getByText('已完成').waitFor({ timeout: PATIENCE_MS });
  });
  await step('fifty pages of the result are read', async () => {
    await counts.getByRole('button', { name: '成功' }).click();
    const next = panel.getByRole('button', { name: '下一页' });
    for (let turned = 0; turned < 50; turned += 1) await next.click();
  });
  figure('batch', 'elements of the panel', await panel.locator('*').count(), '');
});
