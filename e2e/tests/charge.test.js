// The proof on real input: a station that we did not write charges a car, is stopped from the portal, loses its line, resends, reboots in
// mid-session; the program is killed in between; and the sessions then stand correctly in Statistics and in the Excel file.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';

import { openBrowser, openPage, picture, signIn } from '../support/browser.js';
import { EMAIL, PASSWORD, Portal } from '../support/portal.js';
import { Station } from '../support/station.js';
import { until } from '../support/until.js';

const here = new URL('..', import.meta.url).pathname;
const minutesAgo = (minutes) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000).toISOString();

let portal, station, browser, nodes;

before(async () => {
  portal = await Portal.start();
  await portal.makeFirstAdministrator();
  nodes = await portal.makeStation('PY 0001', 'Garage east');
  const driver = await portal.call('POST', '/users', { email: 'driver12@example.org', firstName: 'Dag', lastName: 'Ek', role: 'driver', password: 'driver-word-12', siteIds: [nodes.site.id] });
  await portal.call('POST', '/tags', { idTag: '20:69:C0:21', label: 'Key fob', userId: driver.id });
  station = new Station();
  browser = await openBrowser();
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

test('a station of other people charges, is remotely stopped, resends and reboots; Statistics and Excel tell it right', async () => {
  const startedAt = minutesAgo(60);
  await station.connect(portal, 'PY%200001');
  const boot = await station.boot();
  assert.equal(boot.status, 'Accepted');
  assert.ok(boot.interval > 0);
  await station.status(1, 'Available', minutesAgo(70));
  await station.status(2, 'Available', minutesAgo(70));
  await station.status(1, 'Preparing', minutesAgo(61));

  const authorised = await station.step({ do: 'Authorize', id_tag: '2069C021' });
  assert.equal(authorised.id_tag_info.status, 'Accepted');
  const start = { connector_id: 1, id_tag: '2069C021', meter_start: 1_000_000, timestamp: startedAt };
  const started = await station.step({ do: 'StartTransaction', ...start });
  assert.equal(started.id_tag_info.status, 'Accepted');
  const transaction = started.transaction_id;
  assert.ok(transaction > 0 && transaction < 2 ** 31);
  const again = await station.step({ do: 'StartTransaction', ...start });
  assert.equal(again.transaction_id, transaction, 'a resent start gets the same transaction id');

  await station.status(1, 'Charging', startedAt);
  for (let minute = 50; minute >= 10; minute -= 10) {
    await station.meter(1, transaction, minutesAgo(minute), 1_000_000 + (60 - minute) * 120, 7200);
  }

  // Power failure of the portal: what was confirmed must be there afterwards.
  await portal.kill();
  await portal.launch();
  await station.step({ do: 'cut' });
  await station.connect(portal, 'PY%200001');
  const resent = await station.step({ do: 'StartTransaction', ...start });
  assert.equal(resent.transaction_id, transaction, 'the start was kept through the kill');
  const readings = await portal.call('GET', `/sessions/${transaction}/readings`);
  assert.equal(readings.items.length, 5, 'every confirmed reading was kept through the kill');

  // Remote stop, as a person does it in the portal.
  const command = portal.call('POST', `/stations/${nodes.station.id}/commands?wait=20`, { name: 'remoteStop', sessionId: transaction });
  assert.deepEqual(await station.called('RemoteStopTransaction'), { transaction_id: transaction });
  assert.equal((await command).state, 'accepted');
  const stop = { transaction_id: transaction, meter_stop: 1_007_200, timestamp: minutesAgo(2), reason: 'Remote', id_tag: '2069C021' };
  await station.step({ do: 'StopTransaction', ...stop });
  await station.step({ do: 'StopTransaction', ...stop });
  await station.status(1, 'Finishing', minutesAgo(2));
  await station.status(1, 'Available', minutesAgo(1));

  // Reboot in mid-session on outlet 2: the stop comes after the reboot, by the id; then a late start for an unknown tag.
  const second = await station.step({ do: 'StartTransaction', connector_id: 2, id_tag: '2069C021', meter_start: 500, timestamp: minutesAgo(40) });
  await station.step({ do: 'cut' });
  await station.connect(portal, 'PY%200001');
  await station.boot();
  await station.step({ do: 'StopTransaction', transaction_id: second.transaction_id, meter_stop: 2_500, timestamp: minutesAgo(20), reason: 'PowerLoss' });
  const refused = await station.step({ do: 'StartTransaction', connector_id: 2, id_tag: 'FFFFFFFF', meter_start: 2_500, timestamp: minutesAgo(15) });
  assert.equal(refused.id_tag_info.status, 'Invalid');
  assert.ok(refused.transaction_id > 0, 'a refused tag gets a transaction id all the same');
  await station.step({ do: 'StopTransaction', transaction_id: refused.transaction_id, meter_stop: 2_500, timestamp: minutesAgo(14), reason: 'DeAuthorized' });

  const list = await portal.call('GET', '/sessions?sort=startedAt');
  assert.deepEqual(list.items.map((s) => [s.id, s.energyWh, s.stopReason, s.outlet]), [
    [transaction, 7200, 'Remote', 1],
    [second.transaction_id, 2000, 'PowerLoss', 2],
    [refused.transaction_id, 0, 'DeAuthorized', 2],
  ]);
  assert.equal(list.items[0].email, 'driver12@example.org');

  const page = await openPage(browser, portal);
  await signIn(page, EMAIL, PASSWORD);
  await page.getByRole('link', { name: 'Statistics' }).click();
  const row = page.getByRole('row').filter({ hasText: '58 min' });
  await row.waitFor();
  const text = (await row.innerText()).replaceAll(/\s+/g, ' ');
  assert.match(text, /7\.2/);
  assert.match(text, /Garage east/);
  await picture(page, 'charge-statistics');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Excel export' }).click()]);
  const file = `${portal.folder}/sessions.xlsx`;
  await download.saveAs(file);
  const sheet = JSON.parse(execFileSync(`${here}.venv/bin/python`, [`${here}python/sheet.py`, file], { encoding: 'utf8' }));
  assert.equal(sheet.rows.length, 4, 'a header and three sessions');
  assert.equal(sheet.frozen, 'A2');
  const column = (name) => sheet.rows[0].findIndex((title) => title.startsWith(name));
  const first = sheet.rows.findIndex((cells) => cells[column('Energy')] === 7.2);
  assert.ok(first > 0, `7.2 kWh stands in the sheet as a number: ${JSON.stringify(sheet.rows)}`);
  assert.equal(sheet.kinds[first][column('Start time')], 'd', 'the start time is a date');
  assert.equal(sheet.rows[first][column('Station')], 'Garage east');
  assert.deepEqual(page.complaints, []);
});

test('what one person does at a station another sees at once', async () => {
  const page = await openPage(browser, portal);
  await signIn(page, EMAIL, PASSWORD);
  await page.goto(`/dashboard/${nodes.site.id}`);
  await page.getByText('Garage east').first().waitFor();
  await station.status(1, 'Faulted', new Date().toISOString(), 'PowerSwitchFailure');
  await page.getByText('Failure to control power switch').first().waitFor();
  await picture(page, 'charge-dashboard');
  await station.status(1, 'Available', new Date().toISOString());
  await until('the alarm is gone', async () => (await portal.call('GET', '/alarms?active=true')).items.length === 0);
  await page.getByText('Failure to control power switch').first().waitFor({ state: 'detached' });
});
