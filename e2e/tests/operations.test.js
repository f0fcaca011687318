// The list of tags, reservations and charging profiles, in the browser and at a station made of the Python `ocpp` package.

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
  stationId = (await portal.makeStation('PY-3', 'Garage north')).station.id;
  for (const idTag of ['GUEST01', 'GUEST02']) await portal.call('POST', '/tags', { idTag, label: 'Guest' });
  station = new Station();
  await station.connect(portal, 'PY-3');
  await station.boot();
  const now = new Date().toISOString();
  await station.status(1, 'Available', now);
  await station.status(2, 'Available', now);
  await until('the keys are read', async () => (await portal.call('GET', `/stations/${stationId}/configuration`)).readAt);
  browser = await openBrowser();
  page = await openSignedIn(browser, portal);
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

const press = (name) => page.getByRole('button', { name, exact: true }).click();
const section = (name) => page.goto(`/configuration/${stationId}/control?section=${name}`);
const tags = ({ local_authorization_list: list }) => list.map(({ id_tag }) => id_tag);

test('a list of tags is sent whole, then by what has changed, and begun anew at another version', async () => {
  await section('tags');
  await press('Send what has changed');
  const whole = await station.called('SendLocalList');
  assert.deepEqual([whole.update_type, whole.list_version, tags(whole)], ['Full', 1, ['GUEST01', 'GUEST02']]);
  const list = page.getByRole('table', { name: 'Tags on the list' });
  await list.getByText('GUEST02').waitFor();

  await portal.call('POST', '/tags', { idTag: 'GUEST03', label: 'Guest' });
  await press('Send what has changed');
  const changed = await station.called('SendLocalList');
  assert.deepEqual([changed.update_type, changed.list_version, tags(changed)], ['Differential', 2, ['GUEST03']]);
  await list.getByText('GUEST03').waitFor();

  // The station has lost its list meanwhile, as after a repair.
  await station.step({ do: 'listVersion', version: 40 });
  await portal.call('POST', '/tags', { idTag: 'GUEST04', label: 'Guest' });
  await press('Send what has changed');
  assert.equal((await station.called('SendLocalList')).update_type, 'Differential');
  await station.called('GetLocalListVersion');
  const anew = await station.called('SendLocalList');
  assert.deepEqual([anew.update_type, anew.list_version, tags(anew).length], ['Full', 41, 4]);
  await page.getByText('at the station: version 41').waitFor();
  await picture(page, 'local-list');
});

test('an outlet is reserved, kept for its tag, and used', async () => {
  await section('reservations');
  await page.getByLabel('For which tag').and(page.locator('input')).fill('GUEST01');
  await press('Reserve');
  const asked = await station.called('ReserveNow');
  assert.deepEqual([asked.connector_id, asked.id_tag], [1, 'GUEST01']);
  const list = page.getByRole('table', { name: 'Reservations' });
  await list.getByText('reserved', { exact: true }).waitFor();
  await picture(page, 'reservation');

  const start = (id_tag) => station.step({ do: 'StartTransaction', connector_id: 1, id_tag, meter_start: 0, timestamp: new Date().toISOString() });
  assert.equal((await start('GUEST02')).id_tag_info.status, 'Invalid');
  const started = await start('GUEST01');
  assert.equal(started.id_tag_info.status, 'Accepted');
  await list.getByText('used', { exact: true }).waitFor();

  await page.getByLabel('For which tag').and(page.locator('input')).fill('GUEST02');
  await press('Reserve');
  const second = await station.called('ReserveNow');
  await press('Give up');
  assert.equal((await station.called('CancelReservation')).reservation_id, second.reservation_id);
  await list.getByText('given up').waitFor();
});

test('a charging profile is drawn, refused at its field, installed, asked for and removed', async () => {
  await section('charging');
  await page.getByRole('img', { name: 'The limits of the profile over time' }).waitFor();
  await page.getByLabel('Rank').fill('9');
  await press('Install');
  await page.getByText('The station takes at most 3.').waitFor();
  await page.getByLabel('Rank').fill('2');
  await press('Add a limit');
  await press('Install');
  const { connector_id, cs_charging_profiles: profile } = await station.called('SetChargingProfile');
  assert.deepEqual([connector_id, profile.stack_level, profile.charging_profile_purpose, profile.charging_profile_kind], [1, 2, 'TxDefaultProfile', 'Relative']);
  assert.deepEqual(profile.charging_schedule.charging_schedule_period, [{ start_period: 0, limit: 16 }, { start_period: 3600, limit: 16 }]);
  const installed = page.getByRole('table', { name: 'Installed profiles' });
  await installed.getByText('16 A → 16 A').waitFor();

  await press('Ask the station');
  await station.called('GetCompositeSchedule');
  await page.getByRole('img', { name: 'What it comes to' }).waitFor();
  await picture(page, 'charging-profile');

  await press('Remove');
  assert.equal((await station.called('ClearChargingProfile')).id, profile.charging_profile_id);
  await page.getByText('No profiles installed').waitFor();
});
