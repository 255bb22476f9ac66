/** Every screen, for everybody: axe finds nothing wrong, on a desk and on a phone, light and dark, in both languages. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
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
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Whether the page is wider than what it is shown on. */
async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

for (const locale of LOCALES) {
  for (const device of DEVICES) {
    test.describe(`${locale}, ${device}`, () => {
      test.use({ locale });
      for (const screen of SCREENS) {
        test(`${screen.name} has no fault that axe knows, and fits`, async ({ people, visit, complaints }) => {
          complaints.expect(/status of 404/);
          const { page } = await visit(screen.person, device);
          // Not by a script element: the pages' policy takes no foreign script.
          await page.addInitScript({ content: AXE });
          await show(screen, page, people);
          for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            expect(await faults(page), colorScheme).toEqual([]);
          }
          expect(await overflows(page)).toBe(false);
        });
      }
    });
  }
}
