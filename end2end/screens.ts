/** Every screen of the product, each with who sees it and where: what is checked, and pictured, of all of them. */

import type { Page } from '@playwright/test';
import { openAlive } from './alive';
import { Bell } from './bell';
import { applyFor, buy } from './goods';
import type { Api, Device, People, Person } from './people';

export type Screen = {
  /** What its picture is called. */
  name: string;
  /** Who sees it; nobody where one is not signed in yet. */
  person: Person | null;
  /** What it is made for; the other one must do as well. */
  device: Device;
  /** Its address. */
  path: (api: Api, people: People) => Promise<string>;
  /** What must have happened before. */
  arrange?: (people: People) => Promise<void>;
  /** What is opened on it. */
  open?: (page: Page) => Promise<void>;
};

/** Shows a screen. */
export async function show(screen: Screen, page: Page, people: People): Promise<void> {
  await screen.arrange?.(people);
  await openAlive(page, await screen.path(await people.api(screen.person ?? 'merchant'), people));
  await screen.open?.(page);
}

const at = (path: string) => () => Promise.resolve(path);

type Numbered = { items: { number: string }[] };

/** The page of an order that stands in a node. */
function orderIn(node: string): (api: Api) => Promise<string> {
  return async (api) => {
    const { items } = await api.get<Numbered>(`/service-orders?node=${node}&limit=1`);
    if (items[0] === undefined) throw new Error(`no order stands in ${node}`);
    return `/service-orders/${items[0].number}`;
  };
}

/** The consumer's page of an order that stands in a node. */
function mineIn(node: string): (api: Api) => Promise<string> {
  return async (api) => `/my${await orderIn(node)(api)}`;
}

/** The page to which a consumer's link leads: to an order that is there. */
async function linked(people: People): Promise<string> {
  const consumer = await people.api('consumer');
  const { items } = await consumer.get<{ items: { order_number: string }[] }>('/orders?limit=1');
  return linkTo(people, items[0]?.order_number ?? '');
}

/** The path of a link to an order, as the platform's order system gets it. */
export async function linkTo(people: People, order_number: string): Promise<string> {
  const operator = await people.api('operator');
  const { pathname, search } = new URL((await operator.post<{ url: string }>('/consumer-links', { order_number })).url);
  return `${pathname}${search}`;
}

/** The page on which the consumer applies for something that they bought. */
export async function application(api: Api): Promise<string> {
  type Line = { line_number: number; services: { allowed: boolean }[] };
  type Orders = { items: { order_number: string; delivered_at?: string; lines: Line[] }[] };
  const { items } = await api.get<Orders>('/orders?limit=50');
  for (const { order_number, delivered_at, lines } of items) {
    const line = lines.find(({ services }) => services.some(({ allowed }) => allowed));
    if (delivered_at && line !== undefined) return `/my/apply/${encodeURIComponent(order_number)}/${line.line_number}`;
  }
  throw new Error('nothing that was delivered can be applied for');
}

/** The consumer urges, which rings the bell of agents. */
async function urge(people: People): Promise<void> {
  const number = await applyFor(people, await buy(people));
  await (await people.api('consumer')).post(`/service-orders/${number}/commands`, { type: 'urge' });
}

/** The merchant has a robot, which reaches nobody. */
async function setRobot(people: People): Promise<void> {
  const merchant = await people.api('merchant');
  const { items } = await merchant.get<{ items: object[] }>('/robots');
  if (items.length > 0) return;
  await merchant.post('/robots', {
    kind: 'feishu',
    name: '售后一组',
    url: 'http://127.0.0.1:9/open-apis/bot/v2/hook/0123-4567',
    secret: 'a-secret-of-the-demo',
    events: ['due_soon', 'overdue', 'urged'],
  });
}

type Listed = { items: object[] };

/** The personal data of the order in review was asked for. */
async function reveal(people: People): Promise<void> {
  const merchant = await people.api('merchant');
  const { items } = await merchant.get<Numbered>('/service-orders?node=pending_review&limit=1');
  const reveals = `/service-orders/${items[0]?.number ?? ''}/reveals`;
  if ((await merchant.get<Listed>(reveals)).items.length > 0) return;
  await merchant.post(reveals, { reason_code: 'other', remark: '用户来电，核对身份' });
}

/** The merchant has given a system a token. */
async function makeToken(people: People): Promise<void> {
  const merchant = await people.api('merchant');
  if ((await merchant.get<Listed>('/security-events?kind=token_made')).items.length > 0) return;
  await merchant.post('/tokens', { name: 'ERP', scopes: ['service_orders:read'] });
}

/** Opens the form of a new robot, once the page listens. */
async function addRobot(page: Page): Promise<void> {
  await new Bell(page).knows();
  await page.locator('[data-opens="robot-new"]').click();
  await page.locator('#robot-new').waitFor();
}

/** Opens the details of the first refund that waits for a transfer, once the page listens. */
async function confirmRefund(page: Page): Promise<void> {
  await new Bell(page).knows();
  await page.locator('[data-opens^="refund-"]').first().click();
  await page.locator('dialog[open]').waitFor();
}

async function openBell(page: Page): Promise<void> {
  await page.locator('.bell').click();
  await page.locator('.bell-items > li').first().waitFor();
}

export const SCREENS: Screen[] = [
  { name: 'sign-in', person: null, device: 'desk', path: at('/sign-in') },
  { name: 'kit', person: null, device: 'desk', path: at('/_kit') },
  { name: 'list', person: 'merchant', device: 'desk', path: at('/service-orders') },
  { name: 'list-of-a-node', person: 'merchant', device: 'desk', path: at('/service-orders?node=pending_review') },
  { name: 'list-filtered', person: 'merchant', device: 'desk', path: at('/service-orders?service_type=return&urged=true&phone=12') },
  { name: 'list-empty', person: 'merchant', device: 'desk', path: at('/service-orders?q=nothing-is-called-so') },
  { name: 'order-in-review', person: 'merchant', device: 'desk', path: orderIn('pending_review') },
  { name: 'order-in-inspection', person: 'merchant', device: 'desk', path: orderIn('pending_inspection') },
  { name: 'order-in-handling', person: 'merchant', device: 'desk', path: orderIn('pending_handling') },
  { name: 'order-at-a-glance', person: 'merchant', device: 'desk', path: async (api) => `${await orderIn('pending_review')(api)}/glance` },
  { name: 'order-completed', person: 'merchant', device: 'desk', path: orderIn('completed') },
  { name: 'order-log', person: 'merchant', device: 'desk', path: async (api) => `${await orderIn('pending_review')(api)}?tab=log`, arrange: reveal },
  { name: 'order-not-found', person: 'merchant', device: 'desk', path: at('/service-orders/00000000000000') },
  { name: 'bell', person: 'agent', device: 'desk', path: at('/service-orders'), arrange: urge, open: openBell },
  { name: 'bell-empty', person: 'finance', device: 'desk', path: at('/service-orders'), open: (page) => page.locator('.bell').click() },
  { name: 'notification-settings', person: 'merchant', device: 'desk', path: at('/settings/notifications'), arrange: setRobot },
  { name: 'notification-settings-empty', person: 'merchant_b', device: 'desk', path: at('/settings/notifications') },
  { name: 'robot-form', person: 'merchant_b', device: 'desk', path: at('/settings/notifications'), open: addRobot },
  { name: 'refunds', person: 'finance', device: 'desk', path: at('/refunds') },
  { name: 'refunds-empty', person: 'finance', device: 'desk', path: at('/refunds?state=failed') },
  { name: 'refund-to-confirm', person: 'finance', device: 'desk', path: at('/refunds?state=processing'), open: confirmRefund },
  { name: 'security-log', person: 'merchant', device: 'desk', path: at('/settings/security?kind=token_made'), arrange: makeToken },
  { name: 'security-log-empty', person: 'merchant_b', device: 'desk', path: at('/settings/security?kind=token_made') },
  { name: 'security-log-refused', person: 'agent', device: 'desk', path: at('/settings/security') },
  { name: 'entrance', person: null, device: 'phone', path: (_, people) => linked(people) },
  { name: 'entrance-closed', person: null, device: 'phone', path: at('/consumer/enter?link=used') },
  { name: 'my-orders', person: 'consumer', device: 'phone', path: at('/my/orders') },
  { name: 'my-application', person: 'consumer', device: 'phone', path: application },
  { name: 'my-application-reason', person: 'consumer', device: 'phone', path: async (api) => `${await application(api)}#step-2` },
  { name: 'my-application-address', person: 'consumer', device: 'phone', path: async (api) => `${await application(api)}#step-3` },
  { name: 'my-application-check', person: 'consumer', device: 'phone', path: async (api) => `${await application(api)}#step-4` },
  { name: 'my-order-in-review', person: 'consumer', device: 'phone', path: mineIn('pending_review') },
  { name: 'my-order-to-be-sent', person: 'consumer', device: 'phone', path: mineIn('pending_shipment') },
  { name: 'my-order-in-repair', person: 'consumer', device: 'phone', path: mineIn('in_repair') },
  { name: 'my-order-completed', person: 'consumer', device: 'phone', path: mineIn('completed') },
];
