// Everything that can be asked of a station, pressed in the browser: the station gets it, and the page tells what was sent, when, and the answer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openSignedIn, picture } from '../support/browser.js';
import { Portal } from '../support/portal.js';
import { Station } from '../support/station.js';
import { until } from '../support/until.js';

let portal, station, browser, page, stationId;

before(async () => {
  portal = await Portal.start();
  await portal.makeFirstAdministrator();
  stationId = (await portal.makeStation('PY-2', 'Garage west')).station.id;
  await portal.call('POST', '/tags', { idTag: 'GUEST01', label: 'Guest' });
  station = new Station();
  await station.connect(portal, 'PY-2');
  await station.boot();
  const now = new Date().toISOString();
  await station.status(1, 'Available', now);
  await station.status(2, 'Available', now);
  // The portal itself asks for the keys after a boot.
  await until('the keys are read', async () => (await portal.call('GET', `/stations/${stationId}/configuration`)).readAt);
  browser = await openBrowser();
  page = await openSignedIn(browser, portal);
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

const card = (name) => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
const press = (name, within = page) => within.getByRole('button', { name, exact: true }).click();
const confirm = (name) => press(name, page.getByRole('dialog'));
async function choose(menu, item) {
  await press(menu, card('Station'));
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Presses; then the station has got it, the API has it as accepted, and the page shows it. */
async function asked({ press, action, payload, outcome = 'Accepted' }) {
  const [before] = (await portal.call('GET', `/stations/${stationId}/commands`)).items;
  // What the portal has asked on its own after the boot is not meant.
  station.calls.length = 0;
  await press();
  assert.deepEqual(await station.called(action, payload), payload);
  const command = await until(`${action} is answered`, async () => {
    const [newest] = (await portal.call('GET', `/stations/${stationId}/commands`)).items;
    return newest !== undefined && newest.id !== before?.id && newest.answeredAt !== null && newest;
  });
  assert.equal(command.state, 'accepted');
  assert.equal(command.action, action);
  assert.ok(command.createdAt <= command.sentAt && command.sentAt <= command.answeredAt);
  if (outcome !== null) assert.equal(command.outcome, outcome);
  return command;
}

/** What the list of commands says of the newest, and what opens below it. */
async function shown(command, words) {
  const row = page.getByRole('row').filter({ hasText: words }).first();
  await row.filter({ hasText: `${command.outcome} ${command.latencyMs.toLocaleString('en-GB')} ms` }).waitFor();
  assert.match(await row.innerText(), /\d\d:\d\d:\d\d/);
  await row.click();
  const exchange = page.getByRole('region', { name: words });
  await exchange.getByText(`Sent: ${command.action}`).waitFor();
  const text = (await exchange.innerText()).replaceAll(/\s+/g, ' ');
  assert.match(text, /asked .*\d\d:\d\d.* sent .*\d\d:\d\d.* answered .*\d\d:\d\d/);
  assert.ok(text.includes('Answer'), text);
  await press('Close', exchange);
}

test('every command of the Control tab reaches the station and is shown with its answer', async () => {
  await page.goto(`/configuration/${stationId}/control`);
  await card('Outlet 1').waitFor();
  const outlet = (number, name) => () => press(name, card(`Outlet ${number}`));

  await shown(await asked({ action: 'UnlockConnector', payload: { connector_id: 1 }, outcome: 'Unlocked', press: outlet(1, 'Unlock') }), 'Unlock · 1');
  await shown(
    await asked({ action: 'ChangeAvailability', payload: { connector_id: 2, type: 'Inoperative' }, press: outlet(2, 'Take out of service') }),
    'Take out of service · 2',
  );
  await station.status(2, 'Unavailable', new Date().toISOString());
  await shown(
    await asked({ action: 'ChangeAvailability', payload: { connector_id: 2, type: 'Operative' }, press: outlet(2, 'Put into service') }),
    'Put into service · 2',
  );
  await station.status(2, 'Available', new Date().toISOString());

  const start = async () => {
    await press('Start charging…', card('Outlet 1'));
    await page.getByRole('dialog').getByLabel('On which tag').fill('GUEST01');
    await confirm('Start');
  };
  await shown(await asked({ action: 'RemoteStartTransaction', payload: { id_tag: 'GUEST01', connector_id: 1 }, press: start }), 'Start charging · 1 · GUEST01');
  const { transaction_id } = await station.step({ do: 'StartTransaction', connector_id: 1, id_tag: 'GUEST01', meter_start: 0, timestamp: new Date().toISOString() });
  await station.status(1, 'Charging', new Date().toISOString());
  const stop = async () => {
    await press('Stop charging', card('Outlet 1'));
    await confirm('Stop charging');
  };
  await shown(await asked({ action: 'RemoteStopTransaction', payload: { transaction_id }, press: stop }), `Stop charging · ${transaction_id}`);
  await station.step({ do: 'StopTransaction', transaction_id, meter_stop: 100, timestamp: new Date().toISOString(), reason: 'Remote' });
  await card('Outlet 1').getByRole('button', { name: 'Start charging…' }).waitFor();

  await shown(await asked({ action: 'ClearCache', payload: {}, press: () => press('Clear cache', card('Station')) }), 'Clear cache');
  await shown(await asked({ action: 'TriggerMessage', payload: { requested_message: 'StatusNotification' }, press: () => press('Ask for status', card('Station')) }), 'Status');
  for (const [item, requested_message] of [
    ['Boot notification', 'BootNotification'],
    ['Heartbeat', 'Heartbeat'],
    ['Meter values', 'MeterValues'],
    ['Diagnostics status', 'DiagnosticsStatusNotification'],
    ['Firmware status', 'FirmwareStatusNotification'],
  ]) {
    await shown(await asked({ action: 'TriggerMessage', payload: { requested_message }, press: () => choose('More', item) }), item);
  }

  const transfer = async () => {
    await choose('More', 'Data transfer…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vendor id').fill('org.example');
    await dialog.getByLabel('Message id').fill('hello');
    await dialog.getByLabel('Data').fill('{"n":1}');
    await confirm('Send');
  };
  const transferred = await asked({ action: 'DataTransfer', payload: { vendor_id: 'org.example', message_id: 'hello', data: '{"n":1}' }, press: transfer });
  assert.deepEqual(transferred.answer, { status: 'Accepted', data: 'thanks' });
  await shown(transferred, 'Data transfer · org.example');

  const wholeOut = async () => {
    await choose('More', 'Take the whole station out of service…');
    await confirm('Take out of service');
  };
  await shown(await asked({ action: 'ChangeAvailability', payload: { connector_id: 0, type: 'Inoperative' }, press: wholeOut }), 'Take out of service · the whole station');
  await shown(
    await asked({ action: 'ChangeAvailability', payload: { connector_id: 0, type: 'Operative' }, press: () => choose('More', 'Put the whole station into service') }),
    'Put into service · the whole station',
  );

  for (const [item, type, words] of [
    ['Soft: end sessions in good order first', 'Soft', 'Reboot soft'],
    ['Hard: at once', 'Hard', 'Reboot hard'],
  ]) {
    const reboot = async () => {
      await choose('Reboot', item);
      await confirm('Reboot');
    };
    await shown(await asked({ action: 'Reset', payload: { type }, press: reboot }), words);
  }
  await picture(page, 'control-commands');
  assert.deepEqual(page.complaints, []);
});

test('the OCPP tab reads the keys and changes one', async () => {
  await page.goto(`/configuration/${stationId}/ocpp`);
  const key = page.getByRole('row').filter({ hasText: 'ConnectionTimeOut' });
  await key.waitFor();
  const read = await asked({ action: 'GetConfiguration', payload: {}, outcome: null, press: () => press('Read again') });
  assert.ok(read.answer.configurationKey.some((entry) => entry.key === 'ConnectionTimeOut' && entry.value === '60'));
  const change = async () => {
    await key.getByRole('textbox').fill('90');
    await press('Save', key);
  };
  const changed = await asked({ action: 'ChangeConfiguration', payload: { key: 'ConnectionTimeOut', value: '90' }, press: change });
  await key.getByText(`Accepted ${changed.latencyMs} ms`).waitFor();
  assert.equal(await key.getByRole('textbox').inputValue(), '90 s');
  await page.goto(`/configuration/${stationId}/control`);
  await shown(changed, 'ConnectionTimeOut = 90');
  await shown(read, 'Read configuration');
  assert.deepEqual(page.complaints, []);
});

test('a station that is offline cannot be asked, and the page says why', async () => {
  await page.goto(`/configuration/${stationId}/control`);
  await card('Outlet 1').getByRole('button', { name: 'Unlock', exact: true, disabled: false }).waitFor();
  await station.step({ do: 'cut' });
  await page.getByText('The station is offline and cannot be asked for anything now').waitFor();
  await page.getByText(/Last heard .*\d\d:\d\d\. It can be controlled again as soon as it connects/).waitFor();
  for (const name of ['Outlet 1', 'Outlet 2', 'Station']) {
    for (const button of await card(name).getByRole('button').all()) assert.ok(await button.isDisabled(), `${name}: ${await button.innerText()}`);
  }
  await page.goto(`/configuration/${stationId}/ocpp`);
  await page.getByText('The station is offline and cannot be asked for anything now').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Read again' }).isDisabled());
});
