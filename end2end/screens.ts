/** Every screen of the product, each with who sees it and where: what is checked, and pictured, of all of them. */

import type { Api, Device, Person } from './people';

export type Screen = {
  /** What its picture is called. */
  name: string;
  /** Who sees it; nobody where one is not signed in yet. */
  person: Person | null;
  /** What it is made for; the other one must do as well. */
  device: Device;
  /** Its address. */
  path: (api: Api) => Promise<string>;
};

const at = (path: string) => () => Promise.resolve(path);

type Numbered = { items: { number: string }[] };

/** The page of an order that stands in a node. */
function orderIn(node: string): Screen['path'] {
  return async (api) => {
    const { items } = await api.get<Numbered>(`/service-orders?node=${node}&limit=1`);
    if (items[0] === undefined) throw new Error(`no order stands in ${node}`);
    return `/service-orders/${items[0].number}`;
  };
}

/** The consumer's page of an order that stands in a node. */
function mineIn(node: string): Screen['path'] {
  return async (api) => `/my${await orderIn(node)(api)}`;
}

/** The page on which the consumer applies for something that they bought. */
async function application(api: Api): Promise<string> {
  type Orders = { items: { order_number: string; delivered_at?: string; lines: { line_number: number }[] }[] };
  const { items } = await api.get<Orders>('/orders?limit=50');
  const order = items.find(({ delivered_at }) => delivered_at !== undefined);
  if (order === undefined) throw new Error('nothing was delivered');
  return `/my/apply/${encodeURIComponent(order.order_number)}/${order.lines[0]?.line_number ?? 1}`;
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
  { name: 'order-not-found', person: 'merchant', device: 'desk', path: at('/service-orders/00000000000000') },
  { name: 'notification-settings', person: 'merchant', device: 'desk', path: at('/settings/notifications') },
  { name: 'my-orders', person: 'consumer', device: 'phone', path: at('/my/orders') },
  { name: 'my-application', person: 'consumer', device: 'phone', path: application },
  { name: 'my-order-to-be-sent', person: 'consumer', device: 'phone', path: mineIn('pending_shipment') },
  { name: 'my-order-completed', person: 'consumer', device: 'phone', path: mineIn('completed') },
];
