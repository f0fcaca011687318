// A program in a terminal, see python/terminal.py.

import { spawn } from 'node:child_process';

import { until } from './until.js';

const here = new URL('..', import.meta.url).pathname;
// The sequences by which a program moves the cursor and chooses colours.
const steering = /\u001b\[[0-9;? ]*[A-Za-z]/g;

export class Terminal {
  constructor(program, parameters) {
    this.shown = '';
    this.process = spawn(`${here}.venv/bin/python`, ['python/terminal.py', program, ...parameters], { cwd: here, stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdout.setEncoding('utf8').on('data', (text) => {
      this.shown += text.replaceAll(steering, '');
    });
  }

  /** Types a line and waits until the program shows what is expected of it. */
  async type(line, expected) {
    const from = this.shown.length;
    this.process.stdin.write(`${line}\n`);
    await this.shows(expected, from);
  }

  shows(expected, from = 0) {
    return until(`the terminal shows ${expected}`, () => {
      if (this.process.exitCode !== null) throw new Error(`the program ended:\n${this.shown}`);
      return expected.test(this.shown.slice(from));
    });
  }

  async end() {
    this.process.kill();
    await this.ended;
  }
}
