/** What browsers complain about: a page that logs an error is broken, even where it looks right. */

import type { BrowserContext } from '@playwright/test';

/** Collects the errors of every page of the browsers that it watches. */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Listens to all pages of this browser, those that open later included. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') {
        this.heard.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.heard.push(String(error.error())));
  }

  /** Declares a complaint that belongs to the test, such as the answer to a conflict. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** What nobody expected. */
  unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}
