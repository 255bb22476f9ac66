/** What Lighthouse says of the pages that people wait for most: on a phone, on slow 4G, with a processor four times slower. */

import type { Page } from '@playwright/test';
import lighthouse from 'lighthouse';
import { figure } from './figures';
import { test } from '../fixtures';
import type { Person } from '../people';
import { SCREENS } from '../screens';

/** Where Lighthouse finds the browser. */
const PORT = 9322;
const MEASURED = ['sign-in', 'list', 'order-in-review', 'my-order-to-be-sent'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), `--remote-debugging-port=${PORT}`] }) });

/** The cookies of whoever is before a page, as a header has them. */
async function cookies(page: Page): Promise<string> {
  const kept = await page.context().cookies();
  return kept.map(({ name, value }) => `${name}=${value}`).join('; ');
}

for (const screen of SCREENS.filter(({ name }) => MEASURED.includes(name))) {
  test(screen.name, async ({ visit, server, people }) => {
    test.setTimeout(180_000);
    const person: Person | null = screen.person;
    const { page } = await visit(person, 'phone');
    const path = await screen.path(await people.api(person ?? 'merchant'));
    const told = await lighthouse(
      `${server.baseUrl}${path}`,
      { port: PORT, onlyCategories: CATEGORIES, extraHeaders: { Cookie: await cookies(page) } },
    );
    if (told === undefined) throw new Error('Lighthouse says nothing');
    const { categories, audits } = told.lhr;
    for (const category of CATEGORIES) {
      figure('lighthouse', `${screen.name}, ${category}`, Math.round((categories[category]?.score ?? 0) * 100), 'of 100');
    }
    for (const audit of ['largest-contentful-paint', 'total-blocking-time']) {
      figure('lighthouse', `${screen.name}, ${audit}`, Math.round(audits[audit]?.numericValue ?? 0), 'ms');
    }
  });
}
