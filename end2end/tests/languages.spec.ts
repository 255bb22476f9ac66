/** Both languages, on the pages of both sides. */

import { expect, test } from '../fixtures';

const SEEN = [
  { locale: 'zh-CN', node: '待审核', mine: '我的订单与售后' },
  { locale: 'en-GB', node: 'Pending review', mine: /orders/i },
];

for (const { locale, node, mine } of SEEN) {
  test.describe(locale, () => {
    test.use({ locale });

    test('the list, an order and the consumer\'s pages speak it', async ({ visit }) => {
      const { page, api } = await visit('merchant');
      await page.goto('/service-orders');
      await expect(page.getByRole('link', { name: node }).first()).toBeVisible();
      const { items } = await api.get<{ items: { number: string }[] }>('/service-orders?node=pending_review&limit=1');
      await page.goto(`/service-orders/${items[0]?.number}`);
      await expect(page.locator('.order-standing-line strong')).toHaveText(node);
      const consumer = await visit('consumer', 'phone');
      await consumer.page.goto('/my/orders');
      await expect(consumer.page.getByRole('heading', { name: mine }).first()).toBeVisible();
    });
  });
}
