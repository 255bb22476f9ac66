/** Something that the demo's consumer bought, arranged by the API, so that each test has goods of its own. */

import { randomUUID } from 'node:crypto';
import type { People } from './people';

type Me = { merchant_id?: string; consumer_id?: string };

/** What was bought, and when; a delivery so many days ago. */
export type Bought = { delivered_days_ago?: number; quantity?: number };

/** An order of the marketplace, on its first line one kind of goods. */
export type Goods = { order_number: string; title: string };

export const ADDRESS = {
  name: '售后收货组',
  phone: '02188886666',
  province: '上海市',
  city: '上海市',
  district: '青浦区',
  street: '华新镇华志路 1888 号 6 号库',
};

/** The consumer applies for a return of goods by the API, where a test is not about how they do. */
export async function applyFor(people: People, goods: Goods): Promise<string> {
  const consumer = await people.api('consumer');
  const applied = await consumer.post<{ number: string }>('/service-orders', {
    order_number: goods.order_number,
    line_number: 1,
    quantity: 1,
    service_type: 'return',
    service_method: 'mail_in',
    reason_code: 'malfunction',
    description: '开机十分钟后自动关机，重启无效',
    contact: { name: '王芳', phone: '13812345678' },
    return_to: {
      name: '王芳',
      phone: '13812345678',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      street: '文一西路 969 号 3 幢 502',
    },
  });
  return applied.number;
}

/** Lets the consumer buy something of the first merchant, with addresses for each service. */
export async function buy(people: People, bought: Bought = {}): Promise<Goods> {
  const [operator, merchant, consumer] = await Promise.all([
    people.api('operator'),
    people.api('merchant'),
    people.api('consumer'),
  ]);
  const { merchant_id } = await merchant.get<Me>('/me');
  const { consumer_id } = await consumer.get<Me>('/me');
  const { now } = await operator.get<{ now: string }>('/sandbox/clock');
  const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const delivered = bought.delivered_days_ago ?? 2;
  const key = randomUUID().slice(0, 8).toUpperCase();
  const spu = `SPU-${key}`;
  for (const purpose of ['return', 'exchange', 'repair']) {
    await merchant.put(`/addresses/${spu}/${purpose}`, ADDRESS);
  }
  const title = `桌面空气净化器 ${key}`;
  await operator.put(`/orders/E2E-${key}`, {
    channel: 'youpin_online',
    merchant_id,
    consumer_id,
    shipped_by: 'merchant',
    paid_at: daysAgo(delivered + 3),
    shipped_at: daysAgo(delivered + 2),
    delivered_at: daysAgo(delivered),
    lines: [
      {
        line_number: 1,
        spu,
        sku: `SKU-${key}`,
        title,
        category: 'air_purifier',
        quantity: bought.quantity ?? 1,
        paid: 69_900,
        freight: 1_000,
      },
    ],
  });
  return { order_number: `E2E-${key}`, title };
}
