/**
 * What every browser test stands on: `import { expect, test } from '../fixtures'`.
 *
 * Each worker has a server of its own with the demo marketplace, on a free port. A test opens the browsers of its
 * people with `visit`, moves time with `people.advance`, and fails when any page logs an error.
 */

import { join } from 'node:path';
import { test as base, expect, type BrowserContext } from '@playwright/test';
import { Complaints } from './complaints';
import { type Device, People, type Person, type Visitor } from './people';
import { Server } from './server';

type ForEachTest = {
  /** Opens the browser of a person, signed in, or of nobody yet, before a phone or at a desk. */
  visit: (person: Person | null, device?: Device) => Promise<Visitor>;
  /** What the pages logged as errors; a test declares those that it provokes. */
  complaints: Complaints;
};

type ForEachWorker = {
  /** A name: tests that set one share a server with each other alone. */
  ownServer: string;
  /** The product. */
  server: Server;
  /** The people of the demo marketplace. */
  people: People;
};

export { expect };

export const test = base.extend<ForEachTest, ForEachWorker>({
  // Workers are not shared between tests for which it differs.
  ownServer: ['', { option: true, scope: 'worker' }],

  server: [
    async ({}, use, worker) => {
      const log = join(worker.project.outputDir, `server-${worker.workerIndex}.log`);
      const server = await Server.start(log);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  people: [
    async ({ server }, use) => {
      const people = new People(server);
      await use(people);
      await people.leave();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ server }, use) => use(server.baseUrl),

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      expect(complaints.unexpected(), 'errors that pages logged').toEqual([]);
    },
    { auto: true },
  ],

  visit: async ({ browser, people, complaints, locale }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (person, device = 'desk') => {
      const context = await people.browser(browser, person, device, locale ?? 'zh-CN');
      opened.push(context);
      complaints.watch(context);
      return { page: await context.newPage(), api: await people.api(person ?? 'merchant') };
    });
    for (const context of opened) {
      await context.close();
    }
  },
});
