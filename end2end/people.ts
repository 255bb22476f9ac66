/** The people of the demo marketplace, in front of their browsers or by the API. */

import { randomUUID } from 'node:crypto';
import { type APIRequestContext, type Browser, type BrowserContext, type Page, request } from '@playwright/test';
import type { Server } from './server';

/** Who can sign in to the demo marketplace; its documentation says what each may do. */
export type Person =
  | 'operator'
  | 'merchant'
  | 'agent'
  | 'receiver'
  | 'inspector'
  | 'technician'
  | 'finance'
  | 'store'
  | 'return_centre'
  | 'merchant_b'
  | 'consumer'
  | 'consumer_b';

/** What somebody holds in front of them. */
export type Device = 'desk' | 'phone';

const PASSWORD = 'demo-aftercare';

/** What a browser takes itself for on each. */
export const DEVICES = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

/** The API as one person sees it: to arrange what a test needs, and to check what is true. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  /** The document at a path under `/api/v1`. */
  async get<T>(path: string): Promise<T> {
    return this.send<T>('get', path);
  }

  /** Sends a change once, and gives the answer. */
  async post<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('post', path, body);
  }

  /** Puts a document at a path under `/api/v1`. */
  async put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('put', path, body);
  }

  private async send<T>(method: 'get' | 'post' | 'put', path: string, body?: unknown): Promise<T> {
    const answer = await this.request.fetch(`/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { data: body, headers: { 'idempotency-key': randomUUID() } }),
    });
    const text = await answer.text();
    if (!answer.ok()) {
      throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

/** Signs people in to one server, each once. */
export class People {
  private readonly sessions = new Map<Person, Promise<APIRequestContext>>();

  constructor(private readonly server: Server) {}

  /** The API as this person sees it. */
  async api(person: Person): Promise<Api> {
    return new Api(await this.session(person));
  }

  /** A browser of this person's own, signed in, or of nobody yet, in the language of `locale`. */
  async browser(browser: Browser, person: Person | null, device: Device, locale: string): Promise<BrowserContext> {
    const session = person === null ? null : await this.session(person);
    return browser.newContext({
      ...DEVICES[device],
      baseURL: this.server.baseUrl,
      locale,
      timezoneId: 'Asia/Shanghai',
      ...(session === null ? {} : { storageState: await session.storageState() }),
    });
  }

  /** Moves the time that orders, deadlines and reports see, by a duration such as `25h`. */
  async advance(duration: string): Promise<void> {
    const operator = await this.api('operator');
    await operator.post('/sandbox/clock', { advance: duration });
  }

  /** Forgets all sessions. */
  async leave(): Promise<void> {
    for (const session of this.sessions.values()) {
      await (await session).dispose();
    }
  }

  private session(person: Person): Promise<APIRequestContext> {
    const known = this.sessions.get(person);
    if (known !== undefined) return known;
    const opened = this.signIn(person);
    this.sessions.set(person, opened);
    return opened;
  }

  private async signIn(person: Person): Promise<APIRequestContext> {
    const { baseUrl } = this.server;
    const context = await request.newContext({
      baseURL: baseUrl,
      extraHTTPHeaders: { origin: baseUrl, 'accept-language': 'en' },
    });
    const answer = await context.post('/api/v1/session', {
      data: { username: person, password: PASSWORD },
      headers: { 'idempotency-key': randomUUID() },
    });
    if (!answer.ok()) {
      throw new Error(`${person} cannot sign in: ${answer.status()} ${await answer.text()}`);
    }
    return context;
  }
}

/** A person with the page before them. */
export type Visitor = { page: Page; api: Api };
