/**
 * Every screen, for everybody: axe finds nothing wrong on a desk and on a phone, light and dark, in both languages; nothing is wider
 * than what it is shown on, nor cut off, and neither is it in type twice as large.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { Dresser } from '../dresser';
import { expect, test } from '../fixtures';
import { SCREENS, show } from '../screens';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DEVICES = ['desk', 'phone'] as const;
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = ['zh-CN', 'en-GB'] as const;

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds wrong with the page, each in a line. */
async function faults(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** By how much the page is wider than what it is shown on. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
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

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale });
    for (const screen of SCREENS) {
      test(`${screen.name} is for everybody`, async ({ people, visit, complaints }) => {
        complaints.expect(/status of (403|404|410)/);
        const { page } = await visit(screen.person, screen.device);
        // Not by a script element: the pages' policy takes no foreign script.
        await page.addInitScript({ content: AXE });
        // Colours on their way from one to another are nobody's.
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await show(screen, page, people);
        const dresser = await Dresser.of(page);
        for (const device of DEVICES) {
          await test.step(device, async () => {
            await dresser.hold(device);
            expect(await overflow(page), 'is wider than the window by').toBe(0);
            for (const colorScheme of SCHEMES) {
              await page.emulateMedia({ colorScheme });
              expect(await faults(page), colorScheme).toEqual([]);
            }
            await dresser.enlargeType();
            expect(await overflow(page), 'in large type is wider than the window by').toBe(0);
            expect(await cutOff(page), 'in large type').toEqual([]);
            await dresser.resetType();
          });
        }
      });
    }
  });
}
