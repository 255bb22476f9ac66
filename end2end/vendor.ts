/** A vendor of chat robots on this machine: it takes messages, and says of each what it was told to say. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a vendor answers; a code of zero says that the group has the message. */
export type Answer = { errcode: number; errmsg: string };

const TAKEN: Answer = { errcode: 0, errmsg: 'ok' };

export class Vendor {
  /** What it was sent, the oldest first. */
  readonly heard: string[] = [];
  private answer = TAKEN;

  private constructor(private readonly server: Server) {}

  /** Opens one on a free port. */
  static async open(): Promise<Vendor> {
    const server = createServer();
    const vendor = new Vendor(server);
    server.on('request', async (request, response) => {
      vendor.heard.push(await text(request));
      response.setHeader('content-type', 'application/json').end(JSON.stringify(vendor.answer));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return vendor;
  }

  /** The address of a robot with this key. */
  robot(key: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/send?key=${key}`;
  }

  /** From now on it answers so; without an answer, that all is well. */
  says(answer: Answer = TAKEN): void {
    this.answer = answer;
  }

  /** Takes no more messages. */
  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
