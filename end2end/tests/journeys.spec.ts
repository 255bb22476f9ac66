/** Every kind of service, from the consumer's phone through the merchant's workbench to the end. */

import { Desk, DEFECTIVE, INTACT } from '../desk';
import { expect, test } from '../fixtures';
import { buy } from '../goods';
import type { People, Visitor } from '../people';
import { Phone } from '../phone';

type Visit = (person: 'merchant' | 'consumer' | 'operator', device?: 'desk' | 'phone') => Promise<Visitor>;

/** A consumer who applied, and the merchant with the order before them. */
async function applied(
  people: People,
  visit: Visit,
  service_type: string,
  reason_code: string,
  bought: { delivered_days_ago?: number } = {},
): Promise<{ phone: Phone; desk: Desk; number: string }> {
  const goods = await buy(people, bought);
  const phone = new Phone((await visit('consumer', 'phone')).page);
  const number = await phone.apply(goods, service_type, reason_code);
  await phone.standsIn('商家正在审核');
  const desk = new Desk((await visit('merchant')).page);
  await desk.open(number);
  await desk.standsIn('待审核');
  return { phone, desk, number };
}

const PARCEL = { carrier: 'sf', tracking_number: 'SF9876543210123' };

// R-APP-1, R-REV-1, R-SHP-1, R-RCV-1, R-INS-3, R-HND-1
test('a return: reviewed, shipped, received, inspected, refunded in full', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.standsIn('待签收');
  await desk.give('sign_for', {}, '待质检');
  await desk.give('inspect', { ...DEFECTIVE, 'conclusion.liability': 'product' }, '待处理');
  await desk.give('handle', { method: 'full_refund' }, '业务完成');
  await phone.standsIn('售后已完成');
  await expect(phone.page.getByText('¥699.00').first()).toBeVisible();
});

// R-HND-1, R-RET-1
test('an exchange: other goods are sent to the consumer', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'exchange', 'quality_defect');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('sign_for', {}, '待质检');
  await desk.give('inspect', { ...DEFECTIVE, 'conclusion.liability': 'product' }, '待处理');
  await desk.give('handle', { method: 'warranty_exchange' }, '待返用户');
  await phone.standsIn('即将给您寄出');
  await desk.give('send_goods_back', PARCEL, '业务完成');
  await phone.standsIn('售后已完成');
});

// R-HND-3, R-HND-4, R-RAT-1
test('a paid repair: the consumer accepts the quote, and rates the service', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'repair', 'malfunction', { delivered_days_ago: 500 });
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('sign_for', {}, '待质检');
  await desk.give('inspect', { ...DEFECTIVE, 'conclusion.liability': 'consumer' }, '待处理');
  await desk.give('handle', { method: 'repair_parts_paid', quote: '128.50' }, '维修中');
  await expect(phone.task()).toContainText('¥128.50');
  await phone.doTask({}, /接受.*128\.50/);
  await phone.standsIn('商品维修中');
  await desk.give('complete_repair', { details: '更换主板一块，通电测试 30 分钟正常' }, '待返用户');
  await desk.give('send_goods_back', PARCEL, '业务完成');
  await phone.standsIn('售后已完成');
  await phone.doTask({ stars: '5', recommend: '10' }, '提交评价');
  await expect(phone.page.getByText('您的评价', { exact: true })).toBeVisible();
});

// R-RCV-2, R-EXC-1
test('an exception in which the consumer concedes: the original goods go back for good', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('report_abnormal', { reason_code: 'wrong_goods', remark: '寄回的不是本店商品' }, '待异常处理');
  await phone.standsIn('收货有异常');
  await desk.give('resolve_exception', { resolution: 'consumer_concedes' }, '待返用户');
  await expect(desk.command('return_to_handling')).toHaveCount(0);
  await desk.give('send_goods_back', PARCEL, '业务完成');
});

// R-EXC-2, R-EXC-3
test('an exception that is held, and in which the merchant then concedes', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('report_abnormal', { reason_code: 'incomplete', remark: '缺少电源线' }, '待异常处理');
  const { now } = await (await people.api('operator')).get<{ now: string }>('/sandbox/clock');
  const review_on = new Date(Date.parse(now) + 3 * 86_400_000).toISOString().slice(0, 10);
  await desk.give('resolve_exception', { resolution: 'hold', remark: '等用户确认是否漏寄', review_on }, '待异常处理');
  await expect(desk.page.locator('.badge').filter({ hasText: '暂存' })).toBeVisible();
  await desk.give('resolve_exception', { resolution: 'merchant_concedes' }, '待质检');
});

// R-REV-4
test('direct compensation: money, and no goods come back', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'damaged_in_transit');
  await desk.give('approve_direct_compensation', { amount: '100', reason: '外壳轻微破损，补偿后用户保留商品' }, '业务完成');
  await phone.standsIn('售后已完成');
  await expect(phone.page.getByText('¥100.00').first()).toBeVisible();
});

// R-REV-5
test('a supplement: parts are sent, and no goods come back', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'supplement', 'missing_parts');
  await desk.give('approve', {}, '待处理');
  const card = await desk.prepare('handle', { method: 'supplement_merchant' });
  await card.getByRole('button', { name: '添加' }).click();
  await desk.give('handle', { 'parts[0].name': '电源适配器', 'parts[0].quantity': '1' }, '待返用户');
  await desk.give('send_goods_back', PARCEL, '业务完成');
  await phone.standsIn('售后已完成');
});

// R-REV-6
test('a rejection says why', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'other');
  const reason = '商品有明显摔痕，不在退货范围内';
  await desk.give('reject', { reason_code: 'misuse_damage', reason }, '不予处理完成');
  await phone.standsIn('未能受理');
  await expect(phone.page.getByText(reason).first()).toBeVisible();
});

// R-REV-8
test('a question stops the clock until the consumer answers', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('ask_consumer', { question: '请补充故障时指示灯的颜色' }, '待审核');
  await expect(phone.task()).toContainText('请补充故障时指示灯的颜色');
  await phone.doTask({ text: '红灯常亮，按键无反应' }, '提交回答');
  await expect(desk.page.getByText('红灯常亮，按键无反应').first()).toBeVisible();
  await desk.give('approve', {}, '待用户发货');
});

// R-APP-7
test('the consumer cancels before the goods are signed for', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'no_reason');
  await phone.page.getByText('取消申请', { exact: true }).click();
  await phone.page.getByRole('button', { name: '确认取消' }).click();
  await phone.standsIn('售后已取消');
  await desk.standsIn('取消完成');
});

// R-CAN-1
test('a super cancel after receipt sends the original goods back, then cancels', async ({ people, visit }) => {
  const { phone, desk, number } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('sign_for', {}, '待质检');
  const operator = new Desk((await visit('operator')).page);
  await operator.open(number);
  await operator.give('super_cancel', { reason: '用户重复申请，平台介入' }, '待返用户');
  await desk.standsIn('待返用户');
  await expect(desk.command('return_to_handling')).toHaveCount(0);
  await desk.give('send_goods_back', PARCEL, '取消完成');
});

// R-HND-1, R-HND-5
test('goods without a fault go back to the consumer as they came', async ({ people, visit }) => {
  const { phone, desk } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  await desk.give('sign_for', {}, '待质检');
  await desk.give('inspect', { ...INTACT, 'conclusion.liability': 'none_found' }, '待处理');
  await desk.give('handle', { method: 'return_refused', reason: '检测未发现故障' }, '待返用户');
  await desk.give('send_goods_back', PARCEL, '业务完成');
  await phone.standsIn('售后已完成');
});

// R-SHP-4
test('a tracking number is corrected by the consumer who gave it, and then by the merchant', async ({ people, visit }) => {
  const { phone, desk, number } = await applied(people, visit, 'return', 'malfunction');
  await desk.give('approve', {}, '待用户发货');
  await phone.ship();
  const correction = phone.page.locator('details', { hasText: '快递单号填错了？' });
  await correction.locator('summary').click();
  const typed = correction.getByLabel('快递单号');
  await expect(typed).toHaveValue('SF1234567890123');
  await typed.fill('SF1234567890132');
  await correction.getByRole('button', { name: '更正快递单号' }).click();
  await expect(phone.page.locator('.notice')).toContainText('快递单号已更正');
  await expect(phone.page.locator('.timeline-item').first()).toContainText('原为 顺丰速运 SF1234567890123');

  await desk.open(number);
  const card = await desk.prepare('correct_shipment');
  await expect(card.locator('#correct_shipment-tracking_number')).toHaveValue('SF1234567890132');
  await expect(card.locator('#correct_shipment-consequence')).toContainText('与现在的快递单号相同');
  await desk.give('correct_shipment', PARCEL, '待签收');
  await phone.track(number);
  await expect(phone.page.locator('.timeline-item').first()).toContainText('商家更正了快递单号');
  // What the merchant gave, the merchant corrects.
  await expect(phone.page.getByText('快递单号填错了？')).toHaveCount(0);
  await expect(phone.page.getByText('快递单号由商家填写')).toBeVisible();
});
