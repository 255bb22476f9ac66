/** Ten pages in one browser, over HTTP/1.1: they share one live stream. */

import type { Page } from '@playwright/test';
import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { expect, test } from '../fixtures';
import { openAnother, renewed, Streams } from '../tabs';

const TABS = 10;

/** What differs between staff and consumers. */
type Kind = {
  person: 'merchant' | 'consumer';
  path: (number: string) => string;
  /** What is done in the first page, and seen in all. */
  act: (page: Page) => Promise<void>;
  sees: (page: Page) => Promise<void>;
  /** What a colleague does by the API when the first page is gone, and what is seen in the others. */
  command: object;
  seesNext: (page: Page) => Promise<void>;
};

const standing = (page: Page, node: string) => expect(page.locator('.order-standing-line strong')).toHaveText(node);

const STAFF: Kind = {
  person: 'merchant',
  path: (number) => `/service-orders/${number}`,
  act: (page) => page.locator('details.command[open] button[type=submit]').click(),
  sees: (page) => standing(page, '待用户发货'),
  command: { type: 'assign', to: 'agent' },
  seesNext: (page) => expect(page.locator('.order-standing')).toContainText('林晓雯'),
};

const CONSUMER: Kind = {
  person: 'consumer',
  path: (number) => `/my/service-orders/${number}`,
  act: (page) => page.getByRole('button', { name: '催一催' }).click(),
  sees: (page) => expect(page.getByText('您已催过 1 次')).toBeVisible(),
  command: { type: 'approve' },
  seesNext: (page) => expect(page.locator('.status-standing')).toContainText('请寄出商品'),
};

for (const kind of [STAFF, CONSUMER]) {
  // R-LIV-1, case 9
  test(`ten pages of a ${kind.person} share one stream, and hear within a second`, async ({ people, visit }) => {
    const { numbers } = await crowd(people, { with_address: 1 });
    const number = numbers[0] ?? '';
    const { page: first } = await visit(kind.person, 'desk');
    const streams = new Streams(first.context());
    await openAlive(first, kind.path(number));
    const others: Page[] = [];
    while (others.length < TABS - 1) others.push(await openAnother(first, kind.path(number)));
    await streams.count(1);

    const answered = first.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok());
    const renewals = Promise.all(others.map(renewed));
    await kind.act(first);
    const { startTime, responseEnd } = (await answered).request().timing();
    for (const heardAt of await renewals) expect(heardAt - (startTime + Math.max(responseEnd, 0))).toBeLessThan(1_000);
    for (const page of [first, ...others]) await kind.sees(page);
    await streams.count(1);

    // The page that had the stream goes at the very moment at which something happens.
    const agent = await people.api('agent');
    await Promise.all([first.close(), agent.post(`/service-orders/${number}/commands`, kind.command)]);
    for (const page of others) await kind.seesNext(page);
    await streams.count(1);
  });
}

// R-LIV-1, case 9
test('a page that joins late is told what happened since it was made', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 2 });
  const [number, other] = numbers as [string, string];
  const { page: first } = await visit('merchant');
  await openAlive(first, STAFF.path(other));
  const late = await first.context().newPage();
  let letGo = (): void => undefined;
  const let_go = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await late.route('**/*.wasm', async (route) => {
    await let_go;
    await route.continue();
  });
  await late.goto(STAFF.path(number));
  await standing(late, '待审核');
  const agent = await people.api('agent');
  await agent.post(`/service-orders/${number}/commands`, { type: 'approve' });
  // The page that has the stream has heard of what came after it.
  await agent.post(`/service-orders/${other}/commands`, { type: 'approve' });
  await standing(first, '待用户发货');
  letGo();
  await standing(late, '待用户发货');
});

// R-LIV-1, case 9
test('a page that the browser had put away goes on from its place, and the others meanwhile', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 1 });
  const number = numbers[0] ?? '';
  const { page: first } = await visit('merchant');
  const streams = new Streams(first.context());
  await openAlive(first, STAFF.path(number));
  const second = await openAnother(first, STAFF.path(number));
  await streams.count(1);
  // As the browser tells a page that it stops, and that it goes on.
  const tell = (page: Page, name: string) => page.evaluate((name) => document.dispatchEvent(new Event(name)), name);
  await tell(first, 'freeze');
  const agent = await people.api('agent');
  await agent.post(`/service-orders/${number}/commands`, { type: 'approve' });
  await standing(second, '待用户发货');
  await standing(first, '待审核');
  await tell(first, 'resume');
  await standing(first, '待用户发货');
  await streams.count(1);
});

// R-LIV-1, case 9
test('two people in one browser hear each what is theirs', async ({ people, visit, complaints }) => {
  // The page of the first one may not say that it is there any more.
  complaints.expect(/status of 412/);
  const { numbers } = await crowd(people, { with_address: 1 });
  const number = numbers[0] ?? '';
  const { page } = await visit('merchant');
  const streams = new Streams(page.context());
  await openAlive(page, STAFF.path(number));
  await streams.count(1);
  // Somebody else signs in, and has a page of their own.
  const other = await visit('agent');
  await page.context().addCookies(await other.page.context().cookies());
  const theirs = await openAnother(page, STAFF.path(number));
  await streams.count(2);
  await (await people.api('agent')).post(`/service-orders/${number}/commands`, { type: 'approve' });
  await standing(theirs, '待用户发货');
});

// R-LIV-1, case 9
test('where pages can not share, each has its own stream while it is seen', async ({ people, visit }) => {
  const { numbers } = await crowd(people, { with_address: 1 });
  const number = numbers[0] ?? '';
  const { page } = await visit('merchant');
  await page.context().addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    // Whether a page is seen is for the test to say.
    let hidden = false;
    Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
    document.addEventListener('hide', () => {
      hidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    document.addEventListener('show', () => {
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
  const tell = (name: string) => page.evaluate((name) => document.dispatchEvent(new Event(name)), name);
  const streams = new Streams(page.context());
  await openAlive(page, STAFF.path(number));
  const second = await openAnother(page, STAFF.path(number));
  await streams.count(2);
  await tell('hide');
  await streams.count(1);
  await (await people.api('agent')).post(`/service-orders/${number}/commands`, { type: 'approve' });
  await standing(second, '待用户发货');
  await standing(page, '待审核');
  await tell('show');
  await standing(page, '待用户发货');
  await streams.count(2);
});
