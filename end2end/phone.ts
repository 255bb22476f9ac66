/** The consumer's pages as they see them on their phone. */

import { expect, type Locator, type Page } from '@playwright/test';
import { fill, type Values } from './forms';
import type { Goods } from './goods';

/** Where the demo's consumer lives. */
export const HOME: Values = {
  'return_to.name': '王芳',
  'return_to.phone': '13812345678',
  'return_to.province': '浙江省',
  'return_to.city': '杭州市',
  'return_to.district': '余杭区',
  'return_to.street': '文一西路 969 号 3 幢 502',
};

/** Which questions stand in which step of applying. */
const QUESTIONS = [/^(service_type|quantity)$/, /^(reason_code|description|serial_number)$/, /^(service_method|return_to|contact)/];

export class Phone {
  constructor(readonly page: Page) {}

  /** Applies for a service for goods, step by step, and gives the number. */
  async apply(goods: Goods, service_type: string, reason_code: string, values: Values = {}): Promise<string> {
    await this.beginToApply(goods);
    await this.answerAll(service_type, reason_code, values);
    return this.submitApplication();
  }

  /** Answers everything from the first step on, and comes to the last one. */
  async answerAll(service_type: string, reason_code: string, values: Values = {}): Promise<void> {
    const all = { service_type, reason_code, description: '开机十分钟后自动关机，重启无效', ...HOME, ...values };
    for (const questions of QUESTIONS) {
      await this.answer(Object.fromEntries(Object.entries(all).filter(([path]) => questions.test(path))));
      await this.goOn();
    }
  }

  /** Opens the page on which one applies for goods. */
  async beginToApply(goods: Goods): Promise<void> {
    await this.page.goto(`/my/apply/${goods.order_number}/1`);
    await expect(this.page.getByText(goods.title)).toBeVisible();
  }

  /** Answers questions of the step that is on the screen. */
  async answer(values: Values): Promise<void> {
    await fill(this.page.locator('main form'), '', values);
  }

  /** The heading of a step of applying. */
  step(heading: string): Locator {
    return this.page.getByRole('heading', { name: heading });
  }

  /** Presses the button that leads to the next step. */
  async goOn(): Promise<void> {
    await this.page.getByRole('link', { name: '下一步' }).click();
  }

  /** Sends the application from the last step, and gives the number. */
  async submitApplication(): Promise<string> {
    await this.page.getByRole('button', { name: '提交申请' }).click();
    await expect(this.page).toHaveURL(/\/my\/service-orders\/\d{14}/);
    return this.page.url().match(/\d{14}/)?.[0] ?? '';
  }

  /** Opens the progress of an order. */
  async track(number: string): Promise<void> {
    await this.page.goto(`/my/service-orders/${number}`);
    await expect(this.page.getByText(number)).toBeVisible();
  }

  /** Where the order stands, in the consumer's words. */
  async standsIn(standing: string): Promise<void> {
    await expect(this.page.locator('.status-standing')).toContainText(standing);
  }

  /** The one thing to do next. */
  task(): Locator {
    return this.page.locator('section.task');
  }

  /** Does what is to be done next. */
  async doTask(values: Values, button: string | RegExp): Promise<void> {
    await fill(this.task(), '', values);
    await this.task().getByRole('button', { name: button }).click();
  }

  /** Fills in the parcel that brings the goods. */
  async ship(): Promise<void> {
    await this.doTask({ carrier: 'sf', tracking_number: 'SF1234567890123' }, '提交快递单号');
    await this.standsIn('商品寄回途中');
  }
}
