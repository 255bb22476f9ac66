/** The consumer's pages on a small phone: what is to be done stays in reach, and everything fits. */

import { expect, test } from '../fixtures';
import { applyFor, buy } from '../goods';
import type { People } from '../people';
import { Phone } from '../phone';
import { application, SCREENS } from '../screens';

const SMALL = { width: 360, height: 740 };

/** A service order that has been completed. */
async function completed(people: People): Promise<string> {
  const number = await applyFor(people, await buy(people));
  const merchant = await people.api('merchant');
  await merchant.post(`/service-orders/${number}/commands`, {
    type: 'approve_direct_compensation',
    amount: 10_000,
    reason: '外壳轻微破损，补偿后用户保留商品',
  });
  return number;
}

// R-MSG-2
test('urging is counted, and is possible again after half an hour', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await applyFor(people, await buy(people));
  await phone.track(number);
  const urge = phone.page.getByRole('button', { name: '催一催' });
  await urge.click();
  await expect(phone.page.locator('.notice')).toContainText('已提醒商家');
  await expect(phone.page.getByText('您已催过 1 次')).toBeVisible();
  await expect(phone.page.getByText(/已为您催过，\d+月\d+日\s\d\d:\d\d 后可以再催一次/)).toBeVisible();
  await expect(urge).toHaveCount(0);
  await people.advance('31m');
  await phone.track(number);
  await urge.click();
  await expect(phone.page.getByText('您已催过 2 次')).toBeVisible();
});

// R-APP-7
test('cancelling says what it means before it is done', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await applyFor(people, await buy(people));
  await phone.track(number);
  const confirm = phone.page.getByRole('button', { name: '确认取消' });
  await expect(confirm).toBeHidden();
  await phone.page.getByText('取消申请', { exact: true }).click();
  await expect(phone.page.getByText(/不能恢复。.*前可以重新申请退货/)).toBeVisible();
  await confirm.click();
  await phone.standsIn('售后已取消');
  await expect(phone.page.locator('.notice')).toContainText('申请已取消');
});

// R-RAT-1
test('a service is rated with the keyboard alone, and one is thanked for it', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.track(await completed(people));
  const { page } = phone;
  await expect(page.locator('main form[data-alive]')).toBeVisible();
  const star = (words: string) => page.getByRole('radio', { name: words });
  await star('1 星').focus();
  await page.keyboard.press('Space');
  for (const words of ['2 星', '3 星', '4 星']) {
    await page.keyboard.press('ArrowRight');
    await expect(star(words)).toBeFocused();
  }
  await expect(star('4 星')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: '0 完全不愿意' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: '10 非常愿意' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: '处理快' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('textbox').focus();
  await page.keyboard.type('很快就处理好了');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice')).toContainText('谢谢您的评价');
  for (const said of ['4 星 满意', '处理快', '很快就处理好了']) {
    await expect(page.locator('main')).toContainText(said);
  }
});

// R-RAT-1
test('a rating without stars is not sent, and says what is missing', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.track(await completed(people));
  await expect(phone.page.locator('main form[data-alive]')).toBeVisible();
  await phone.doTask({ recommend: '7' }, '提交评价');
  await expect(phone.page.locator('#stars-fault')).not.toBeEmpty();
  await expect(phone.page.locator('#stars input').first()).toBeFocused();
});

// R-REV-7, R-TIM-3
test('the consumer is told until when who is to act, and what the system did by itself', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await applyFor(people, await buy(people));
  await phone.track(number);
  const status = phone.page.locator('.status');
  await expect(status).toContainText('现在轮到 商家');
  await expect(status).toContainText(/商家将在 \d+月\d+日\s\d\d:\d\d 前审核，逾期自动通过/);
  await people.advance('25h');
  await phone.standsIn('请寄出商品');
  await expect(status).toContainText('现在轮到 您');
  await expect(phone.page.locator('.timeline-item').first()).toContainText('系统自动完成');
});

test('the next thing to do stays in reach at the bottom of the screen', async ({ people, visit }) => {
  const phone = new Phone((await visit('consumer', 'phone')).page);
  await phone.page.setViewportSize(SMALL);
  const number = await applyFor(people, await buy(people));
  const merchant = await people.api('merchant');
  await merchant.post(`/service-orders/${number}/commands`, { type: 'approve' });
  await phone.track(number);
  const way = phone.page.locator('.way-to-task a');
  await expect(phone.task()).toBeInViewport();
  await expect(way).toBeHidden();
  await phone.page.getByRole('heading', { name: '申请内容' }).evaluate((heading) => heading.scrollIntoView());
  await expect(way).toBeVisible();
  await expect(way).toBeInViewport({ ratio: 1 });
  await expect(way).toHaveText('寄出商品，填写快递单号');
  await way.click();
  await expect(phone.task().getByRole('heading', { name: '寄出商品' })).toBeInViewport();
  await expect(way).toBeHidden();
});

test('nothing stands where the screen of a phone has been cut out', async ({ people, visit }) => {
  const { page } = await visit('consumer', 'phone');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setSafeAreaInsetsOverride', { insets: { top: 47, bottom: 34, left: 20, right: 20 } });
  await page.goto(await application(await people.api('consumer')));
  const product = await page.locator('.consumer-product').boundingBox();
  expect(product?.y).toBeGreaterThanOrEqual(47);
  expect(product?.x).toBeGreaterThanOrEqual(20);
  const on = await page.getByRole('link', { name: '下一步' }).boundingBox();
  const { height } = page.viewportSize() ?? SMALL;
  expect((on?.y ?? height) + (on?.height ?? 0)).toBeLessThanOrEqual(height - 34);
});

for (const locale of ['zh-CN', 'en-GB']) {
  test.describe(locale, () => {
    test.use({ locale });
    for (const screen of SCREENS.filter(({ person }) => person === 'consumer')) {
      test(`${screen.name} fits a small phone, also with letters of twice the size`, async ({ people, visit }) => {
        const { page } = await visit('consumer', 'phone');
        await page.setViewportSize(SMALL);
        await page.goto(await screen.path(await people.api('consumer'), people));
        const tooWide = () =>
          page.evaluate(() => {
            const wide = [...document.querySelectorAll('main *')].filter(
              (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.node-steps, .visually-hidden'),
            );
            return wide.map((element) => element.outerHTML.slice(0, 80));
          });
        expect(await tooWide()).toEqual([]);
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        expect(await tooWide()).toEqual([]);
      });
    }
  });
}
