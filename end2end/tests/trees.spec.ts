/**
 * Every screen as a screen reader has it: its accessibility tree, kept in `trees/` and read whenever it changes. A server of its own:
 * what other tests do would stand in the lists.
 */

import type { Page } from '@playwright/test';
import { Bell } from '../bell';
import { expect, test } from '../fixtures';
import { SCREENS, show } from '../screens';

const LANGUAGES = ['zh-CN', 'en'] as const;

/** What changes from run to run: what tests call what they make, places in a list, what is sealed, lengths of time, whose units change with the
 * minute, and every other figure but the level of a heading. */
const PASSING: [RegExp, string][] = [
  [/\b[0-9A-F]{8}\b/g, 'KEY'],
  [/(?<![\w-])[\w-]{22}(?![\w-])/g, 'REQUEST'],
  // A text that begins with a hyphen is quoted.
  [/code: "REQUEST"/g, 'code: REQUEST'],
  [/cursor=\w+/g, 'cursor=PLACE'],
  [/sealed=[\w-]+/g, 'sealed=SEARCH'],
  [/刚刚|just now/g, 'TIME'],
  [/\d+ (天|小时|分钟|d\b|h\b|min\b)( \d+ (小时|分钟|h\b|min\b))*/g, 'TIME'],
  [/(?<!level=)\d+/g, '0'],
];
/** How many rows are kept of a table: those below look the same. */
const ROWS = 3;

function lasting(tree: string): string {
  return PASSING.reduce((text, [pattern, name]) => text.replace(pattern, name), tree);
}

async function tree(page: Page): Promise<string> {
  await new Bell(page).knows();
  await page.evaluate((rows) => {
    for (const row of document.querySelectorAll(`tbody > tr:nth-child(n + ${rows + 1})`)) row.remove();
  }, ROWS);
  return lasting(await page.locator('body').ariaSnapshot());
}

test.use({ ownServer: 'trees' });
// One after the other, and those last for which something is arranged: it stands in the lists of the others.
test.describe.configure({ mode: 'default' });

for (const screen of SCREENS.toSorted((one, other) => Number('arrange' in one) - Number('arrange' in other))) {
  test(`${screen.name} has the tree that was read`, async ({ people, server, visit, complaints }) => {
    complaints.expect(/status of (403|404|410)/);
    const { page } = await visit(screen.person, screen.device);
    for (const language of LANGUAGES) {
      await page.context().addCookies([{ name: 'aftercare_language', value: language, url: server.baseUrl }]);
      await show(screen, page, people);
      expect(await tree(page)).toMatchSnapshot(`${screen.name}-${language.slice(0, 2)}.yaml`);
    }
  });
}
