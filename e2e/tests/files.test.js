// Firmware and diagnostics with a station that really fetches and delivers by FTP, seen in the browser.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser, openSignedIn } from '../support/browser.js';
import { freePort, Portal } from '../support/portal.js';
import { Station } from '../support/station.js';

const FIRMWARE = 'firmware of version ccu_R4.0\n'.repeat(2000);

let portal, station, browser, page, stationId;

before(async () => {
  portal = await Portal.prepare();
  portal.environment.CHARGE_PORTAL_FILES_FTP_LISTEN = `127.0.0.1:${await freePort()}`;
  await portal.launch();
  await portal.makeFirstAdministrator();
  stationId = (await portal.makeStation('PY-3', 'Garage east')).station.id;
  station = new Station();
  await station.connect(portal, 'PY-3');
  await station.boot();
  browser = await openBrowser();
  page = await openSignedIn(browser, portal);
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

const press = (name, within = page) => within.getByRole('button', { name, exact: true }).click();
const panel = (name) => page.getByRole('region', { name, exact: true });

test('an image is uploaded, fetched by the station, and installed', async () => {
  const path = join(portal.folder, 'ccu.bin');
  await writeFile(path, FIRMWARE);
  await page.goto('/configuration/1/software');
  await press('Upload an image');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Version').fill('ccu_R4.0');
  await dialog.getByLabel('Vendor').fill('Chargestorm');
  await dialog.locator('input[type=file]').setInputFiles(path);
  await press('Upload', dialog);
  await panel('Firmware images').getByText('ccu.bin').waitFor();

  await page.goto(`/configuration/${stationId}/control?section=software`);
  await page.getByRole('combobox', { name: 'Image' }).click();
  await page.getByRole('option', { name: /ccu_R4.0/ }).click();
  await press('Update', panel('Firmware'));
  await press('Update', page.getByRole('dialog'));
  const { location } = await station.called('UpdateFirmware');
  assert.match(location, /^ftp:\/\/t\d+:[0-9a-f]{32}@127\.0\.0\.1:\d+\/ccu\.bin$/);
  assert.equal(await station.step({ do: 'fetch', location }), FIRMWARE);
  const updates = panel('Updates');
  for (const [status, words] of [['Downloading', 'downloading'], ['Downloaded', 'downloaded'], ['Installing', 'installing'], ['Installed', 'installed']]) {
    await station.step({ do: 'FirmwareStatusNotification', status });
    await updates.getByText(words, { exact: true }).waitFor();
  }
  // What opens the file is shown nowhere.
  const { items } = await portal.call('GET', `/stations/${stationId}/commands`);
  const sent = JSON.stringify(items.find(({ name }) => name === 'updateFirmware').sent);
  assert.ok(sent.includes(':***@') && !sent.includes(location.match(/:([0-9a-f]{32})@/)[1]), sent);
  await assert.rejects(station.step({ do: 'fetch', location }), /530/, 'the location is closed');
});

test('diagnostics are asked for, delivered, and downloaded', async () => {
  await page.goto(`/configuration/${stationId}/control?section=logs`);
  await press('Request');
  const { location } = await station.called('GetDiagnostics');
  await station.step({ do: 'DiagnosticsStatusNotification', status: 'Uploading' });
  await station.step({ do: 'deliver', location, name: 'diagnostics.txt', content: 'all is well' });
  await station.step({ do: 'DiagnosticsStatusNotification', status: 'Uploaded' });
  const files = panel('Files');
  const link = files.getByRole('link', { name: 'diagnostics.txt' });
  await link.waitFor();
  await panel('Requests').getByText('uploaded', { exact: true }).waitFor();
  const downloading = page.waitForEvent('download');
  await link.click();
  const stream = await (await downloading).createReadStream();
  let content = '';
  for await (const piece of stream) content += piece;
  assert.equal(content, 'all is well');
});

test('a campaign brings the image to a station, and its result is shown', async () => {
  const { items } = await portal.call('GET', '/images');
  await page.goto('/configuration/1/software');
  await press('New campaign');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Spring');
  await dialog.getByRole('combobox', { name: 'Image' }).click();
  await page.getByRole('option', { name: new RegExp(items[0].version) }).click();
  await dialog.getByRole('combobox', { name: 'Stations', exact: true }).click();
  await page.getByRole('option', { name: /Garage east/ }).first().click();
  await page.keyboard.press('Escape');
  await press('Create', dialog);
  const { location } = await station.called('UpdateFirmware');
  assert.equal(await station.step({ do: 'fetch', location }), FIRMWARE);
  await station.step({ do: 'FirmwareStatusNotification', status: 'Installed' });
  await page.getByRole('dialog', { name: 'Spring' }).getByText('Done', { exact: true }).waitFor();
});
