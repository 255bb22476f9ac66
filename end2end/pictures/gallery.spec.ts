/** A picture of every screen, in each size, look and language, for people to look at: `cargo xtask gallery`. */

import { join } from 'node:path';
import { test } from '../fixtures';
import { SCREENS, show } from '../screens';

const FOLDER = join(import.meta.dirname, '..', 'gallery');
const SIZES = { desk: { width: 1440, height: 900 }, tablet: { width: 768, height: 1024 }, phone: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = ['zh-CN', 'en-GB'] as const;

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale });
    for (const screen of SCREENS) {
      test(screen.name, async ({ people, visit, complaints }) => {
        complaints.expect(/status of (403|404|410)/);
        const { page } = await visit(screen.person, screen.device);
        await show(screen, page, people);
        for (const [size, viewport] of Object.entries(SIZES)) {
          await page.setViewportSize(viewport);
          for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            const file = `${screen.name}-${size}-${colorScheme}-${locale.slice(0, 2)}.png`;
            await page.screenshot({ path: join(FOLDER, file), fullPage: true, scale: 'css' });
          }
        }
      });
    }
  });
}
