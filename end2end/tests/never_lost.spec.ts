/** What somebody has typed is never lost, and nothing that they did not mean is done: news, reloads, dead networks, ended sessions. */

import type { Locator, Page } from '@playwright/test';
import { openAlive } from '../alive';
import { crowd } from '../crowd';
import { Desk } from '../desk';
import { expect, test } from '../fixtures';
import type { People } from '../people';

const REASON = '凭证不足，请补充照片后再申请';

/** The number of an order that waits for its review. */
async function toReview(people: People): Promise<string> {
  const { numbers } = await crowd(people, { with_address: 1 });
  return numbers[0] ?? '';
}

/** The page with a refusal that somebody has begun to write. */
async function refusing(page: Page, number: string): Promise<Desk> {
  const desk = new Desk(page);
  await desk.open(number);
  await desk.prepare('reject', { reason_code: 'insufficient_evidence', reason: REASON });
  return desk;
}

const reasonIn = (desk: Desk) => desk.page.locator('#reject-reason');

/** Signs somebody in by the form that is before them. */
async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill('demo-aftercare');
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

// R-LST-4, R-LIV-1
test('news announces itself and leaves the form alone, and submitting leads to the conflict', async ({
  people,
  visit,
  complaints,
}) => {
  complaints.expect(/status of 409/);
  const number = await toReview(people);
  const desk = await refusing((await visit('agent')).page, number);
  const reason = reasonIn(desk);
  await reason.press('Home');
  await reason.press('ArrowRight');
  const merchant = await people.api('merchant');
  const { name } = await merchant.get<{ name: string }>('/me');
  await merchant.post(`/service-orders/${number}/commands`, { type: 'approve' });
  await expect(desk.page.getByRole('status').filter({ hasText: `${name} 刚刚审核通过` })).toBeVisible();
  await expect(reason).toBeFocused();
  expect(await reason.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(1);
  // What is known beside the form is up to date.
  await desk.standsIn('待用户发货');
  // Another part of the order leaves the form alone as well.
  await desk.part('节点日志');
  await expect(reason).toHaveValue(REASON);
  await expect(desk.page.locator('.overtaken')).toBeVisible();

  await desk.command('reject').locator('button[type=submit]').click();
  await expect(desk.page.getByRole('alert').filter({ hasText: '审核通过' })).toBeVisible();
  await expect(reason).toHaveValue(REASON);
  await expect(desk.page.locator('.overtaken')).toHaveCount(0);
});

// R-LST-4, R-LIV-1
test('a page that arrives late does not replace one that was asked for after it', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 409/);
  const number = await toReview(people);
  const { page } = await visit('agent');
  const desk = await refusing(page, number);
  let isHeld = false;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/[?&]beyond=1(&|$)/, async (route) => {
    isHeld = true;
    await held;
    await route.continue();
  });
  const merchant = await people.api('merchant');
  await merchant.post(`/service-orders/${number}/commands`, { type: 'approve' });
  await expect.poll(() => isHeld).toBe(true);
  await desk.command('reject').locator('button[type=submit]').click();
  const conflict = page.getByRole('alert').filter({ hasText: '审核通过' });
  await expect(conflict).toBeVisible();

  await page.evaluate(() => {
    const stays = () => [...document.querySelectorAll('[role=alert]')].some((alert) => alert.textContent?.includes('审核通过'));
    new MutationObserver(() => {
      if (!stays()) document.body.dataset['lost'] = '';
    }).observe(document.body, { childList: true, subtree: true });
  });
  const late = page.waitForResponse(/[?&]beyond=1(&|$)/);
  release();
  await (await late).finished();
  // What comes after it is shown, and the conflict has been there all the time.
  await merchant.post(`/service-orders/${number}/commands`, { type: 'claim' });
  await expect(page.locator('[data-version="3"]')).toHaveCount(1);
  await expect(conflict).toBeVisible();
  await expect(page.locator('body[data-lost]')).toHaveCount(0);
});

// R-LST-4, R-LIV-1
test('news is shown when it is asked for, and what was typed stays', async ({ people, visit }) => {
  const number = await toReview(people);
  const desk = await refusing((await visit('agent')).page, number);
  await (await people.api('merchant')).post(`/service-orders/${number}/commands`, { type: 'approve' });
  await desk.page.getByRole('button', { name: '查看', exact: true }).click();
  await desk.standsIn('待用户发货');
  await expect(desk.page.getByRole('alert').filter({ hasText: '审核通过' })).toBeVisible();
  await expect(desk.page.locator('.overtaken')).toHaveCount(0);
  await expect(reasonIn(desk)).toHaveValue(REASON);
});

// R-INS-5
test('a quick reload opens the form that one was in, and no other', async ({ people, visit }) => {
  const number = await toReview(people);
  const { page } = await visit('agent');
  // The draft does not come as far as the server.
  await page.route('**/drafts/**', (route) => route.abort());
  const desk = await refusing(page, number);
  await page.reload();
  await expect(reasonIn(desk)).toHaveValue(REASON);
  await expect(desk.command('reject')).toHaveAttribute('open', '');
  await expect(page.locator('details.command[open]')).toHaveCount(1);
});

// R-INS-5
test('a page that is loaded in the moment in which a draft is sent shows it', async ({ people, visit }) => {
  const number = await toReview(people);
  const { page } = await visit('agent');
  const [release, released] = held();
  await page.route('**/drafts/reject', async (route) => {
    await released;
    await route.continue();
  });
  const desk = await refusing(page, number);
  await page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/drafts/reject'));
  // While the next page is on its way, this one can't be asked what it shows: it says so itself.
  await page.evaluate(() => {
    const tell = () => {
      if (document.querySelector('.draft-notice')?.textContent?.includes('草稿已保存')) console.info('kept');
    };
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const kept = page.waitForEvent('console', (message) => message.text() === 'kept');
  // The page is made before the draft is kept, and comes after.
  const [comes, came] = held();
  let isMade = (): void => undefined;
  const made = new Promise<void>((resolve) => {
    isMade = resolve;
  });
  await page.route(`**/service-orders/${number}`, async (route) => {
    const answer = await route.fetch();
    isMade();
    await came;
    await route.fulfill({ response: answer });
  });
  const reloaded = page.reload();
  await made;
  release();
  await kept;
  comes();
  await reloaded;
  await expect(reasonIn(desk)).toHaveValue(REASON);
  await expect(desk.command('reject')).toHaveAttribute('open', '');
});

// R-INS-5
test('what is sent and not answered in time says so, and is done once when it is sent again', async ({ people, visit }) => {
  const number = await toReview(people);
  const { page, api } = await visit('agent');
  await page.clock.install();
  const desk = await refusing(page, number);
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/commands')) keys.push(request.headers()['idempotency-key']);
  });
  // It is done, but its answer never comes.
  await page.route('**/commands', (route) => void route.fetch());
  const submit = desk.command('reject').locator('button[type=submit]');
  await submit.click();
  await expect.poll(async () => (await api.get<{ node: string }>(`/service-orders/${number}`)).node).toBe('declined');
  await page.clock.fastForward(21_000);
  const problem = page.getByRole('alert').filter({ hasText: '服务器迟迟没有回应' });
  await expect(problem).toContainText('不会重复执行');
  await expect(reasonIn(desk)).toHaveValue(REASON);
  await page.unroute('**/commands');
  await submit.click();
  await desk.standsIn('不予处理完成');
  expect(keys.length).toBe(2);
  expect(keys[1]).toBe(keys[0]);
});

test('a session that has ended leads to sign in and back, with what was typed', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 401/);
  const number = await toReview(people);
  const { page } = await visit(null);
  await page.goto(`/service-orders/${number}`);
  await signIn(page, 'agent');
  const desk = await refusing(page, number);
  const session = await page.context().cookies();
  await page.context().clearCookies();
  const submit = desk.command('reject').locator('button[type=submit]');
  await submit.click();
  await expect(page.getByRole('alert').filter({ hasText: '登录已过期' })).toContainText('填写的内容会保留');
  await expect(page.locator('.connection')).toContainText('登录已过期，重新登录后继续，填写的内容会保留');
  // In another page one signs in again: whoever comes back finds it so.
  await page.context().addCookies(session);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.locator('.connection')).toBeEmpty();
  await page.context().clearCookies();
  await submit.click();
  await page.getByRole('button', { name: '重新登录' }).click();
  await signIn(page, 'agent');
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}`));
  await expect(reasonIn(desk)).toHaveValue(REASON);
  await expect(desk.command('reject')).toHaveAttribute('open', '');
  await submit.click();
  await desk.standsIn('不予处理完成');
});

// R-STF-1, R-LST-3
test('what was typed into settings is there again after signing in anew, but for secrets', async ({ visit, complaints }) => {
  complaints.expect(/status of 401/);
  const { page } = await visit(null);
  await page.goto('/settings/notifications');
  await signIn(page, 'merchant');
  await expect(page).toHaveURL(/settings\/notifications/);
  await page.locator('html[data-alive]').waitFor();
  const goOn = async (problem: Locator) => {
    await expect(problem.filter({ hasText: '登录已过期' })).toBeVisible();
    // In the form itself: what stands above the page can't be reached from within a dialog.
    await problem.getByRole('button', { name: '重新登录' }).click();
    await signIn(page, 'merchant');
  };
  const robot = page.getByRole('dialog', { name: '添加机器人' });
  await page.getByRole('button', { name: '添加机器人' }).click();
  await robot.getByLabel('名称').fill('夜班群');
  await robot.getByLabel('群所在的应用').selectOption('feishu');
  await robot.getByLabel('Webhook 地址').fill('https://example.com/hook');
  await robot.getByLabel('密钥').fill('secret');
  const [usual, unusual] = [robot.getByRole('checkbox').nth(0), robot.getByRole('checkbox').last()];
  const before = [await usual.isChecked(), await unusual.isChecked()];
  await usual.setChecked(before[0] === false);
  await unusual.setChecked(before[1] === false);
  await page.context().clearCookies();
  await robot.getByRole('button', { name: '保存' }).click();
  await goOn(robot.getByRole('alert'));
  await expect(robot).toBeVisible();
  await expect(robot.getByLabel('名称')).toHaveValue('夜班群');
  await expect(robot.getByLabel('群所在的应用')).toHaveValue('feishu');
  await expect(robot.getByLabel('Webhook 地址')).toHaveValue('https://example.com/hook');
  await expect(robot.getByLabel('密钥')).toHaveValue('');
  await expect(usual).toBeChecked({ checked: before[0] === false });
  await expect(unusual).toBeChecked({ checked: before[1] === false });
  // Once: it is theirs to send or to leave.
  await page.reload();
  await page.locator('html[data-alive]').waitFor();
  await expect(robot).toBeHidden();

  await openAlive(page, '/service-orders?node=pending_review');
  const views = page.locator('details.drop-down', { hasText: '保存当前筛选' });
  await views.locator('summary').first().click();
  await views.getByLabel('视图名称').fill('今晚要看的');
  await views.getByLabel('共享').check();
  await page.context().clearCookies();
  await views.getByRole('button', { name: '保存' }).click();
  await goOn(views.locator('.field-fault'));
  await expect(page).toHaveURL(/node=pending_review/);
  await expect(views.getByLabel('视图名称')).toHaveValue('今晚要看的');
  await expect(views.getByLabel('视图名称')).toBeVisible();
  await expect(views.getByLabel('共享')).toBeChecked();
});

// R-LIV-1
test('a page says that its session was ended in another one', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 401/);
  const number = await toReview(people);
  const { page } = await visit(null);
  await page.goto(`/service-orders/${number}`);
  await signIn(page, 'agent');
  const desk = await refusing(page, number);
  const other = await page.context().newPage();
  await openAlive(other, '/service-orders');
  await other.locator('.account').click();
  await other.getByRole('button', { name: '退出登录' }).click();
  await expect(other).toHaveURL(/\/sign-in/);
  await expect(page.locator('.connection')).toContainText('登录已过期');
  await expect(reasonIn(desk)).toHaveValue(REASON);
});

// R-APP-7
test('a consumer whose session has ended signs in and finds what they typed', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 401/);
  const number = await toReview(people);
  const { page } = await visit(null, 'phone');
  await page.goto(`/my/service-orders/${number}`);
  await signIn(page, 'consumer');
  await expect(page.locator('main form[data-alive]').first()).toBeAttached();
  await page.getByText('取消申请', { exact: true }).click();
  await page.locator('#cancel-reason').fill(REASON);
  await page.context().clearCookies();
  await page.getByRole('button', { name: '确认取消' }).click();
  const problem = page.getByRole('alert').filter({ hasText: '登录已过期' });
  await expect(problem).toContainText('填写的内容会保留');
  await problem.getByRole('link', { name: '登录' }).click();
  await signIn(page, 'consumer');
  await expect(page).toHaveURL(new RegExp(`/my/service-orders/${number}`));
  await expect(page.locator('#cancel-reason')).toHaveValue(REASON);
});

test('nothing is sent, or shown, as somebody else who has signed in', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 412/);
  const number = await toReview(people);
  const { page, api } = await visit('agent');
  const desk = await refusing(page, number);
  const other = await visit('merchant');
  await page.context().addCookies(await other.page.context().cookies());
  await desk.command('reject').locator('button[type=submit]').click();
  await expect(page.getByRole('alert').filter({ hasText: '当前登录的是另一个账号' })).toBeVisible();
  await expect(page.locator('.connection')).toContainText('已登录了另一个账号');
  expect((await api.get<{ node: string }>(`/service-orders/${number}`)).node).toBe('pending_review');
  // Another page is theirs as a whole, and so is this one when it is loaded anew: without what was typed.
  await page.getByRole('link', { name: '返回列表' }).click();
  await expect(page.locator('.account')).toContainText((await other.api.get<{ name: string }>('/me')).name);
  await openAlive(page, `/service-orders/${number}`);
  await expect(desk.command('reject')).toHaveCount(1);
  await expect(reasonIn(desk)).toHaveValue('');
  // Whose it is finds it again. One cookie takes the place of the other, so that the page is never nobody's.
  const own = await visit('agent');
  await page.context().addCookies(await own.page.context().cookies());
  await page.reload();
  await expect(reasonIn(desk)).toHaveValue(REASON);
});

test('without a network a way that can not be followed leaves the page as it is', async ({ people, visit, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const { order_number, numbers } = await crowd(people, { with_address: 1 });
  const { page } = await visit('agent');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const [number = ''] = numbers;
  await page.getByRole('link', { name: number, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(number);
  const desk = new Desk(page);
  await desk.prepare('reject', { reason: REASON });
  const address = page.url();
  await page.context().setOffline(true);
  const back = page.getByRole('link', { name: '返回列表' });
  const stays = async () => {
    await expect(page.locator('.toasts')).toContainText('页面没有打开');
    await expect(heading).toHaveText(number);
    await expect(page).toHaveURL(address);
    await expect(reasonIn(desk)).toHaveValue(REASON);
    await page.locator('.toasts').getByRole('button', { name: '关闭' }).click();
  };
  await back.click();
  await stays();
  await page.evaluate(() => history.back());
  await stays();
  // The palette leads nowhere either, and says why it finds nothing.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '搜索与操作' }).fill(order_number);
  await expect(page.locator('.palette-state')).toContainText('连不上服务器');
  await page.keyboard.press('Escape');
  await page.context().setOffline(false);
  await back.click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
});

test('a filter that is chosen without a network goes back to what the list shows', async ({ people, visit, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const { order_number } = await crowd(people, { with_address: 1 });
  const { page } = await visit('agent');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  const channel = page.locator('.filter-bar select[name=channel]');
  await page.context().setOffline(true);
  await channel.selectOption('youpin_jd');
  await expect(page.locator('.toasts')).toContainText('页面没有打开');
  await expect(channel).toHaveValue('');
  await page.context().setOffline(false);
});

test('where a proxy answers for the server the page stays as it is, and says so', async ({ people, visit, complaints }) => {
  complaints.expect(/status of (50[234]|429)/);
  const { order_number, numbers } = await crowd(people, { with_address: 1 });
  const [number = ''] = numbers;
  const { page } = await visit('agent');
  await openAlive(page, `/service-orders?order_number=${order_number}`);
  await page.getByRole('link', { name: number, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(number);
  const desk = new Desk(page);
  await desk.prepare('reject', { reason: REASON });
  const address = page.url();
  const back = page.getByRole('link', { name: '返回列表' });
  const isList = (url: URL) => url.pathname === '/service-orders';
  const isOrder = (url: URL) => url.pathname === `/service-orders/${number}`;
  for (const status of [502, 503, 504]) {
    const body = `<html><body><h1>${status} Bad Gateway</h1></body></html>`;
    await page.route(isList, (route) => route.fulfill({ status, contentType: 'text/html', body }));
    await back.click();
    await expect(page.locator('.toasts')).toContainText('连不上服务器，页面没有打开');
    await expect(heading).toHaveText(number);
    await expect(page).toHaveURL(address);
    await expect(reasonIn(desk)).toHaveValue(REASON);
    await page.locator('.toasts').getByRole('button', { name: '关闭' }).click();
    await page.unroute(isList);
  }
  // What can't be had when there is news comes with the next; and who asks too often is not taken for signed out.
  const merchant = await people.api('merchant');
  const missed = async (status: number, command: object) => {
    await page.route(isOrder, (route) => route.fulfill({ status, contentType: 'text/html; charset=utf-8', body: '<h1>操作过于频繁</h1>' }));
    const refused = page.waitForResponse((answer) => answer.status() === status);
    await merchant.post(`/service-orders/${number}/commands`, command);
    await refused;
    await page.unroute(isOrder);
  };
  await missed(502, { type: 'claim' });
  await missed(429, { type: 'assign', to: 'agent' });
  await merchant.post(`/service-orders/${number}/commands`, { type: 'approve' });
  await desk.standsIn('待用户发货');
  await expect(page.locator('.connection')).toBeEmpty();
  await expect(reasonIn(desk)).toHaveValue(REASON);
  // What our own server says of itself is a page of ours.
  await page.route(isList, async (route) => route.fulfill({ response: await route.fetch(), status: 503 }));
  await back.click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
});

test('who asks too often reads why and how long on the page where they are, and loses nothing', async ({ people, visit, complaints }) => {
  complaints.expect(/status of 429/);
  const number = await toReview(people);
  const { page } = await visit('agent');
  const slowed = '本次操作没有执行，请在 20 秒后继续。';
  await page.route(
    (url) => url.pathname.startsWith('/service-orders'),
    async (route) => {
      if (route.request().isNavigationRequest()) return route.continue();
      const body = `<main><h1>操作过于频繁</h1><p>${slowed}</p><p><a href="/">返回首页</a></p></main>`;
      return route.fulfill({ status: 429, contentType: 'text/html; charset=utf-8', body });
    },
  );
  const toast = page.locator('.toasts');
  const told = async () => {
    await expect(toast).toContainText(slowed);
    await toast.getByRole('button', { name: '关闭' }).click();
  };
  await openAlive(page, '/service-orders');
  const words = page.getByRole('searchbox').first();
  await words.fill('扫地机器人');
  await words.press('Enter');
  await told();
  await expect(words).toHaveValue('扫地机器人');
  await page.locator('[data-glance]').first().click();
  await told();

  const desk = await refusing(page, number);
  await page.getByRole('link', { name: '返回列表' }).click();
  await told();
  await expect(page).toHaveURL(new RegExp(`/service-orders/${number}`));
  await expect(reasonIn(desk)).toHaveValue(REASON);
});

test('what other pages passed on before this one was put away is not heard when it is back', async ({ people, visit }) => {
  const number = await toReview(people);
  const { page: leading } = await visit('agent');
  await openAlive(leading, '/service-orders');
  const page = await leading.context().newPage();
  const [release, released] = held();
  await page.route('**/api/v1/events**', async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  const asked = page.waitForRequest('**/api/v1/events**');
  await openAlive(page, `/service-orders/${number}`);
  await asked;
  // Another page passes on that somebody else has signed in, before this one has heard all that came before; then it is put away.
  await page.evaluate(async () => {
    const person = document.querySelector('[data-person]')?.getAttribute('data-person');
    const other = new BroadcastChannel(`aftercare ${person}`);
    const self = new BroadcastChannel(`aftercare ${person}`);
    await new Promise((resolve) => {
      self.onmessage = resolve;
      other.postMessage('others\n\n');
    });
    window.dispatchEvent(new Event('pagehide'));
  });
  release();
  await page.evaluate(() => window.dispatchEvent(new Event('pageshow')));
  await (await people.api('merchant')).post(`/service-orders/${number}/commands`, { type: 'approve' });
  await new Desk(page).standsIn('待用户发货');
  await expect(page.locator('.connection')).toBeEmpty();
});

test('without a network the consumer stays where they are, too', async ({ people, visit, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const number = await toReview(people);
  const { page } = await visit('consumer', 'phone');
  await openAlive(page, `/my/service-orders/${number}`);
  await page.context().setOffline(true);
  const away = page.locator('.consumer-product');
  await away.click();
  await expect(page.locator('#no-network')).toBeVisible();
  await expect(page.getByText(number)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.locator('#no-network')).toBeHidden();
  await away.click();
  await expect(page).toHaveURL(/\/my\/orders/);
});

/** Something that waits until it is released. */
function held(): [release: () => void, released: Promise<void>] {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return [release, released];
}
