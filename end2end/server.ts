/** The product under test: a server with the demo marketplace in a folder of its own. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const PROGRAM = process.env.AFTERCARE_TEST_SERVER ?? resolve(import.meta.dirname, '../target/debug/aftercare');
const SITE = process.env.AFTERCARE_SITE_DIR ?? resolve(import.meta.dirname, '../target/site');
/** How many service orders there are besides, where something is measured. */
const ORDERS = process.env.MEASURED_ORDERS;

/** When the demo marketplace begins, so that what is in it does not depend on the day of the test: half an hour before the next
 * deadline passes. */
const BEGINS = '2026-06-17T06:00:00Z';

/** A test does in seconds what a person does in an hour: more often than any limit allows. */
const PATIENCE = {
  AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_PERSON: '1000000',
  AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_SIDE: '1000000',
  AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_NETWORK: '1000000',
  AFTERCARE_LIMITS__STREAMS_A_PERSON: '1000',
};

const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 15_000;

/** A running server. */
export class Server {
  private constructor(
    /** Where it listens, without a slash at the end. */
    readonly baseUrl: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts a server on a free port, with an empty folder for its data; what it prints goes to the file `log`. */
  static async start(log: string): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'aftercare-end2end-'));
    const surroundings = {
      cwd: folder,
      env: { ...process.env, ...PATIENCE, AFTERCARE_LISTEN: '127.0.0.1:0', AFTERCARE_SITE_DIR: SITE },
    };
    if (ORDERS !== undefined) await promisify(execFile)(PROGRAM, ['demo', 'fill', ORDERS], surroundings);
    const child = spawn(PROGRAM, ['serve', '--demo', '--demo-at', BEGINS], { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
    await mkdir(dirname(log), { recursive: true });
    const logFile = createWriteStream(log);
    child.stdout.pipe(logFile, { end: false });
    child.stderr.pipe(logFile, { end: false });
    const patience = AbortSignal.timeout(READY_WITHIN_MS);
    try {
      const baseUrl = await Promise.race([
        announcedUrl(child),
        failed(child),
        once(patience, 'abort').then(() => Promise.reject(new Error('it is too slow'))),
      ]);
      await Promise.race([answersReady(baseUrl, patience), failed(child)]);
      return new Server(baseUrl, child, folder);
    } catch (error) {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw new Error(`the server does not start (see ${log})`, { cause: error });
    }
  }

  /** Asks the server to stop, and fails when it does not do so by itself and in good order. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const stopped = once(this.process, 'exit', { signal: AbortSignal.timeout(STOPS_WITHIN_MS) });
      this.process.kill('SIGTERM');
      await stopped.catch((error: unknown) => {
        this.process.kill('SIGKILL');
        throw new Error('the server does not stop when it is asked to', { cause: error });
      });
    }
    await rm(this.folder, { recursive: true, force: true });
    if (this.process.exitCode !== 0) {
      throw new Error(`the server ended with ${this.process.exitCode ?? this.process.signalCode}`);
    }
  }
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('its output is not piped');
    // Read to the end, also after the address: a full pipe would stop the server.
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url.replace(/\/$/, ''));
    });
    lines.on('close', () => reject(new Error('it announces no address')));
  });
}

async function failed(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`it ended with ${code ?? signal}`);
}

async function answersReady(baseUrl: string, patience: AbortSignal): Promise<void> {
  for (;;) {
    const answer = await fetch(`${baseUrl}/readyz`, { signal: patience });
    if (answer.ok) return;
    await new Promise((next) => setTimeout(next, 50));
  }
}
