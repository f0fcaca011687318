// A portal of its own for a test: the real program on a free port with an empty database in a temporary folder.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from './until.js';

export const programs = process.env.CHARGE_PORTAL_PROGRAMS ?? new URL('../../target/debug', import.meta.url).pathname;

export const EMAIL = 'ada@example.org';
export const PASSWORD = 'correct-horse-9';

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The program, its address and its API; it can be killed and started again on the same data. */
export class Portal {
  static async start() {
    const portal = await Portal.prepare();
    await portal.launch();
    return portal;
  }

  /** A portal with the demonstration's company in it, where all its people have the same password; signed in as its administrator. */
  static async startDemo() {
    const portal = await Portal.prepare();
    execFileSync(join(programs, 'charge-portal'), ['demo', '--email', EMAIL, '--password', PASSWORD, '--people-password', PASSWORD], {
      env: portal.environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await portal.launch();
    await portal.call('POST', '/sign-in', { email: EMAIL, password: PASSWORD });
    return portal;
  }

  static async prepare() {
    const portal = new Portal();
    portal.folder = await mkdtemp(join(tmpdir(), 'charge-portal-'));
    portal.port = await freePort();
    portal.environment = {
      ...process.env,
      CHARGE_PORTAL_DATABASE: `sqlite:${join(portal.folder, 'portal.db')}`,
      CHARGE_PORTAL_LISTEN: `127.0.0.1:${portal.port}`,
    };
    return portal;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get stationUrl() {
    return `ws://127.0.0.1:${this.port}/Ocpp/websocket`;
  }

  async launch() {
    this.log = '';
    this.process = spawn(join(programs, 'charge-portal'), ['serve'], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (text) => {
      this.log += text;
    };
    this.process.stdout.on('data', keep);
    this.process.stderr.on('data', keep);
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    await until('the portal is ready', async () => {
      if (this.process.exitCode !== null) throw new Error(`the portal ended:\n${this.log}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      return answer?.ok;
    });
  }

  /** Ends the program as a power failure would. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    this.process.kill('SIGTERM');
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The token in the one-time link that the program printed. */
  firstAdministratorToken() {
    return until('the one-time link', () => this.log.match(/first-administrator\?token=([\w-]+)/)?.[1]);
  }

  /** Makes the first administrator by the one-time link, and keeps their cookie. */
  async makeFirstAdministrator() {
    const token = await this.firstAdministratorToken();
    await this.call('POST', '/first-administrator', {
      token,
      email: EMAIL,
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Berg',
    });
  }

  /** One request; the answer's JSON, or an error with the problem in it. */
  async call(method, path, body, headers = {}) {
    const answer = await this.request(method, path, body, headers);
    const text = await answer.text();
    const value = text === '' ? null : JSON.parse(text);
    if (!answer.ok) {
      throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), { problem: value, status: answer.status });
    }
    return value;
  }

  /** The same portal, with requests signed in as somebody else. */
  async signedInAs(email, password = PASSWORD) {
    const other = Object.create(this, { cookie: { value: undefined, writable: true } });
    await other.call('POST', '/sign-in', { email, password });
    return other;
  }

  /** Deletes something that has a version, whatever it is at now. */
  async remove(path) {
    const { headers } = await this.request('GET', path);
    return this.call('DELETE', path, undefined, { 'if-match': headers.get('etag') });
  }

  /** Changes something that has a version, whatever it is at now. */
  async change(path, members) {
    const { headers } = await this.request('GET', path);
    return this.call('PATCH', path, members, { 'if-match': headers.get('etag') });
  }

  async request(method, path, body, headers = {}) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const cookie = answer.headers.getSetCookie()[0];
    if (cookie) this.cookie = cookie.split(';')[0];
    return answer;
  }

  /** A site with a floor and one station with two outlets. */
  async makeStation(chargeBoxId, name = chargeBoxId) {
    const site = await this.call('POST', '/nodes', { kind: 'site', parentId: 1, name: 'Solna', site: { address: 'Solna torg 1', timeZone: 'Europe/Stockholm' } });
    const floor = await this.call('POST', '/nodes', { kind: 'floor', parentId: site.id, name: 'Central 1' });
    const station = await this.call('POST', '/nodes', { kind: 'station', parentId: floor.id, name, station: { chargeBoxId, outlets: 2 } });
    return { site, floor, station };
  }
}
