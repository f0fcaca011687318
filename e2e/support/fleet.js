// The simulator's demonstration fleet, over real sockets.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { programs } from './portal.js';

const scenario = new URL('../../crates/simulator/scenarios/demo.toml', import.meta.url).pathname;

export class Fleet {
  constructor(portal) {
    this.process = spawn(join(programs, 'charge-station'), ['fleet', scenario, '--url', portal.stationUrl], { stdio: 'ignore' });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
  }

  async end() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}
