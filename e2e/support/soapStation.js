// A SOAP station made of zeep and the official service descriptions, see python/soap_station.py.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { until } from './until.js';

const here = new URL('..', import.meta.url).pathname;
const data = process.env.OCPP_DATA ?? new URL('../../../shared/data/ocpp', import.meta.url).pathname;

/** The folder of the official service descriptions. */
export const descriptions = `${data}/wsdl`;

export class SoapStation {
  constructor() {
    this.process = spawn(`${here}.venv/bin/python`, ['python/soap_station.py'], {
      cwd: here,
      env: { ...process.env, OCPP_DATA: data },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.lines = [];
    this.calls = [];
    this.heard = [];
    createInterface({ input: this.process.stdout }).on('line', (text) => {
      const line = JSON.parse(text);
      (line.done ? this.lines : this.calls).push(line);
      if (line.called) this.heard.push(line);
    });
  }

  /** One step; gives the members of its answer, or throws. */
  async step(request) {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const { error, ...line } = await until(`the station has done ${request.do}`, () => this.lines.shift());
    if (error) throw new Error(`${request.do}: ${error}`);
    return line;
  }

  /** Asks the central system; gives its answer. */
  async call(action, payload) {
    return (await this.step({ do: 'call', action, payload })).answer;
  }

  /** Waits for a call of the central system and takes it. */
  async called(action) {
    return until(`the central system calls ${action}`, () => {
      const index = this.calls.findIndex(({ called }) => called === action);
      return index < 0 ? undefined : this.calls.splice(index, 1)[0];
    });
  }

  /** The calls so far that did not keep the official schema. */
  invalid() {
    return this.heard.filter(({ error }) => error);
  }

  end() {
    this.process.stdin.end();
    this.process.kill();
  }
}
