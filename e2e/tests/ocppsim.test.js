// Another people's station, the terminal program ocppsim, which checks what the portal sends against the official schemas: it boots, authorises, charges and stops.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { Portal } from '../support/portal.js';
import { Terminal } from '../support/terminal.js';
import { until } from '../support/until.js';

const program = process.env.OCPPSIM ?? new URL('../../target/tools/bin/ocppsim', import.meta.url).pathname;
const missing = existsSync(program) ? false : `${program} is not there: cargo install ocppsim --version 0.3.0 --locked --root target/tools`;

let portal, terminal, stationId;

before(async () => {
  if (missing) return;
  portal = await Portal.start();
  await portal.makeFirstAdministrator();
  stationId = (await portal.makeStation('OCPPSIM-1')).station.id;
  await portal.call('POST', '/tags', { idTag: 'OCPPSIMTAG', label: '' });
  terminal = new Terminal(program, ['--ws-url', portal.stationUrl, '--cp-id', 'OCPPSIM-1', '--protocol', '1.6', '--connectors', '2', '--strict']);
  await terminal.shows(/Simulator ready/);
});

after(async () => {
  await terminal?.end();
  await portal?.stop();
});

test('ocppsim boots, authorises, charges, is unlocked, and stops', { skip: missing }, async () => {
  await terminal.type('connect', /BootNotification response status=Accepted/);
  await until('the station is online and its keys are read', async () => {
    const { station } = await portal.call('GET', `/nodes/${stationId}`);
    return station.online && station.vendor === 'ocppsim' && (await portal.call('GET', `/stations/${stationId}/configuration`)).readAt;
  });

  await terminal.type('authorize OCPPSIMTAG', /status=Accepted/);
  await terminal.type('start 1 OCPPSIMTAG', /StartTransaction accepted on connector 1/);
  const running = (await portal.call('GET', '/sessions?active=true')).items;
  assert.deepEqual(running.map(({ nodeIdentity, outlet, tag }) => [nodeIdentity, outlet, tag]), [['OCPPSIM-1', 1, 'OCPPSIMTAG']]);
  await terminal.type('meter 1 1500', /meter set to 1500 Wh/);
  await terminal.type('send-meter 1', /CALLRESULT m\d+/);
  const [{ id }] = running;
  await until('the reading is stored', async () => (await portal.call('GET', `/sessions/${id}/readings`)).items.length > 0);

  const unlocked = await portal.call('POST', `/stations/${stationId}/commands?wait=20`, { name: 'unlockConnector', outlet: 2 });
  assert.deepEqual([unlocked.state, unlocked.outcome], ['accepted', 'Unlocked']);

  await terminal.type('stop 1', /StopTransaction/);
  const ended = await until('the session has ended', async () => {
    const session = await portal.call('GET', `/sessions/${id}`);
    return !session.active && session;
  });
  assert.deepEqual([ended.energyWh, ended.meterStartWh, ended.meterEndWh, ended.stopReason], [1500, 0, 1500, 'Local']);
  assert.equal((await portal.call('GET', `/nodes/${stationId}`)).station.deviations, 0, 'two programs that keep to the letter agree');
  assert.doesNotMatch(terminal.shown, /Violation|[RT]X\] CALLERROR|\[(WARN|ERROR)\]/);
});
