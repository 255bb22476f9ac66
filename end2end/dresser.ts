/** Changes what an open page is shown on, and how, without loading it anew. */

import type { CDPSession, Page } from '@playwright/test';
import { DEVICES, type Device } from './people';

/** The size of type that browsers come with. */
const TYPE = { standard: 16, fixed: 13 };

export class Dresser {
  private constructor(
    private readonly page: Page,
    private readonly browser: CDPSession,
  ) {}

  static async of(page: Page): Promise<Dresser> {
    return new Dresser(page, await page.context().newCDPSession(page));
  }

  /** Shows the page in another device's window. */
  async hold(device: Device): Promise<void> {
    await this.page.setViewportSize(DEVICES[device].viewport);
  }

  /** Sets type twice as large in the browser's settings, as opposed to zooming. */
  async enlargeType(): Promise<void> {
    await this.setType({ standard: 2 * TYPE.standard, fixed: 2 * TYPE.fixed });
  }

  /** Sets type as large as browsers come with. */
  async resetType(): Promise<void> {
    await this.setType(TYPE);
  }

  private async setType(fontSizes: { standard: number; fixed: number }): Promise<void> {
    await this.browser.send('Page.setFontSizes', { fontSizes });
    await this.page.waitForFunction(
      (standard) => parseFloat(getComputedStyle(document.documentElement).fontSize) === standard,
      fontSizes.standard,
    );
  }
}
