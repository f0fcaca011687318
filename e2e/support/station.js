// A station made of the Python `ocpp` package, see python/station.py.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { until } from './until.js';

const here = new URL('..', import.meta.url).pathname;

export class Station {
  constructor() {
    this.process = spawn(`${here}.venv/bin/python`, ['python/station.py'], { cwd: here, stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = [];
    this.calls = [];
    createInterface({ input: this.process.stdout }).on('line', (text) => {
      const line = JSON.parse(text);
      (line.done ? this.lines : this.calls).push(line);
    });
  }

  /** One step; gives the central system's answer with the package's own member names, or throws. */
  async step(request) {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await until(`the station has done ${request.do}`, () => this.lines.shift());
    if (line.error) throw new Error(`${request.do}: ${line.error}`);
    return line.answer;
  }

  /** Waits for a call of the central system, one with these members if told, and takes it. */
  async called(action, members = {}) {
    return until(`the central system calls ${action}`, () => {
      const index = this.calls.findIndex(({ called, payload }) => called === action && Object.entries(members).every(([name, value]) => payload[name] === value));
      return index < 0 ? undefined : this.calls.splice(index, 1)[0].payload;
    });
  }

  connect(portal, identity, password) {
    return this.step({ do: 'connect', url: portal.stationUrl, identity, ...(password ? { password } : {}) });
  }

  boot() {
    return this.step({
      do: 'BootNotification',
      charge_point_model: 'EVA',
      charge_point_vendor: 'Chargestorm',
      firmware_version: 'ccu_R3.6.13',
      charge_point_serial_number: '000003586',
    });
  }

  status(outlet, status, at, errorCode = 'NoError') {
    return this.step({ do: 'StatusNotification', connector_id: outlet, error_code: errorCode, status, timestamp: at });
  }

  meter(outlet, transaction, at, energyWh, powerW) {
    const sampled_value = [
      { value: String(energyWh), measurand: 'Energy.Active.Import.Register', unit: 'Wh', context: 'Sample.Periodic' },
      { value: String(powerW / 1000), measurand: 'Power.Active.Import', unit: 'kW' },
    ];
    return this.step({ do: 'MeterValues', connector_id: outlet, transaction_id: transaction, meter_value: [{ timestamp: at, sampled_value }] });
  }

  end() {
    this.process.stdin.end();
    this.process.kill();
  }
}
