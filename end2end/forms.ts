/** Filling in forms: every control has the id that its field's path gives it. */

import { expect, type Locator } from '@playwright/test';

/** Values by the path of their field, such as `conclusion.liability`. */
export type Values = Record<string, string>;

/** Fills in fields of a form as a person would: types, chooses from a menu, presses a card. */
export async function fill(form: Locator, prefix: string, values: Values): Promise<void> {
  for (const [path, value] of Object.entries(values)) {
    const control = form.locator(`[id="${prefix}${path.replace(/[.[\]]/g, '-')}"]`);
    await expect(control).toBeVisible();
    const kind = await control.evaluate((element) => element.tagName);
    if (kind === 'SELECT') {
      await control.selectOption(value);
    } else if (kind === 'FIELDSET') {
      await control.locator('label').filter({ has: form.page().locator(`input[value="${value}"]`) }).click();
    } else {
      await control.fill(value);
    }
  }
}
