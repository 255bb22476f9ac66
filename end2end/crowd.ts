/** Many service orders at once, arranged by the API: of one order of the marketplace, so that its number lists just them. */

import { randomUUID } from 'node:crypto';
import { ADDRESS } from './goods';
import type { Api, People } from './people';

/** How many with an address to approve with, and how many without. */
export type Size = { with_address: number; without_address?: number };

/** The order of the marketplace, what was bought in its first line, and the numbers of its service orders. */
export type Crowd = { order_number: string; title: string; sku: string; numbers: string[] };

const AT_ONCE = 25;

/** Lets the consumer buy something of the first merchant and apply for a return of each piece, one by one. */
export async function crowd(people: People, size: Size): Promise<Crowd> {
  const [operator, merchant, consumer] = await Promise.all([
    people.api('operator'),
    people.api('merchant'),
    people.api('consumer'),
  ]);
  const { merchant_id } = await merchant.get<{ merchant_id: string }>('/me');
  const { consumer_id } = await consumer.get<{ consumer_id: string }>('/me');
  const { now } = await operator.get<{ now: string }>('/sandbox/clock');
  const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const key = randomUUID().slice(0, 8).toUpperCase();
  await merchant.put(`/addresses/SPU-${key}-1/return`, ADDRESS);
  const title = `桌面加湿器 ${key}`;
  const pieces = [size.with_address, size.without_address ?? 0];
  const lines = pieces.map((quantity, index) => ({
    line_number: index + 1,
    spu: `SPU-${key}-${index + 1}`,
    sku: `SKU-${key}-${index + 1}`,
    title,
    category: 'air_purifier',
    quantity,
    paid: quantity * 9_900,
    freight: 0,
  }));
  const order_number = `E2E-${key}`;
  await operator.put(`/orders/${order_number}`, {
    channel: 'youpin_online',
    merchant_id,
    consumer_id,
    shipped_by: 'merchant',
    paid_at: daysAgo(5),
    shipped_at: daysAgo(4),
    delivered_at: daysAgo(2),
    lines: lines.filter(({ quantity }) => quantity > 0),
  });
  const numbers: string[] = [];
  for (const [index, quantity] of pieces.entries()) {
    // Line after line: those without an address are applied for last.
    numbers.push(...(await apply(consumer, order_number, Array<number>(quantity).fill(index + 1))));
  }
  return { order_number, title, sku: `SKU-${key}-1`, numbers };
}

async function apply(consumer: Api, order_number: string, lines: number[]): Promise<string[]> {
  const numbers: string[] = [];
  for (let begin = 0; begin < lines.length; begin += AT_ONCE) {
    const some = lines.slice(begin, begin + AT_ONCE).map(async (line_number) => {
      const { number } = await consumer.post<{ number: string }>('/service-orders', {
        order_number,
        line_number,
        quantity: 1,
        service_type: 'return',
        service_method: 'mail_in',
        reason_code: 'malfunction',
        description: '加湿器漏水，桌面都湿了',
        contact: { name: '王芳', phone: '13812345678' },
        return_to: { ...ADDRESS, name: '王芳', phone: '13812345678' },
      });
      return number;
    });
    numbers.push(...(await Promise.all(some)));
  }
  return numbers;
}
