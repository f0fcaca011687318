// A station's configuration and its protocol log in the browser, with a station made of another package.

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
  stationId = (await portal.makeStation('PY-3', 'Garage east')).station.id;
  station = new Station();
  await station.connect(portal, 'PY-3');
  await station.boot();
  await until('the keys are read', async () => (await portal.call('GET', `/stations/${stationId}/configuration`)).readAt);
  browser = await openBrowser();
  page = await openSignedIn(browser, portal);
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

const press = (name, within = page) => within.getByRole('button', { name }).click();

test('all changes are written in one go, each with its answer', async () => {
  await page.goto(`/configuration/${stationId}/ocpp`);
  await page.getByRole('textbox', { name: 'ConnectionTimeOut' }).fill('90');
  await page.getByRole('textbox', { name: 'MeterValueSampleInterval' }).fill('30');
  await press('Save all 2 changes');
  assert.deepEqual(await station.called('ChangeConfiguration', { key: 'ConnectionTimeOut' }), { key: 'ConnectionTimeOut', value: '90' });
  assert.deepEqual(await station.called('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '30' }), { key: 'MeterValueSampleInterval', value: '30' });
  const row = (key) => page.getByRole('row').filter({ hasText: key });
  await row('ConnectionTimeOut').getByText(/^Accepted/).waitFor();
  await row('MeterValueSampleInterval').getByText(/^Accepted/).waitFor();
});

test('a template is made of a station, given to it, and what differs is written', async () => {
  await page.goto(`/configuration/${stationId}/ocpp`);
  await press('Save as template…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Garage');
  await press('Save', dialog);
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: 'Garage' }).click();
  await page.getByText('As the template has it').waitFor();
  await page.getByRole('textbox', { name: 'ConnectionTimeOut' }).fill('45');
  await page.keyboard.press('Enter');
  await page.getByText('1 key differs').waitFor();
  await picture(page, 'ocpp-template');
  station.calls.length = 0;
  await press('Write what differs');
  assert.deepEqual(await station.called('ChangeConfiguration', { key: 'ConnectionTimeOut', value: '90' }), { key: 'ConnectionTimeOut', value: '90' });
  await page.getByText('As the template has it').waitFor();
  const { items } = await portal.call('GET', '/configuration-templates');
  assert.equal(items[0].stations, 1);
});

test('messages appear as they are said, are filtered, and open with their answer', async () => {
  await page.goto(`/configuration/${stationId}/messages`);
  await page.getByText('Live', { exact: true }).waitFor();
  await station.step({ do: 'Authorize', id_tag: 'NOBODY' });
  const call = page.getByRole('row').filter({ hasText: 'Authorize' }).filter({ hasText: 'request' });
  await call.first().waitFor();
  await page.getByRole('textbox', { name: 'Action contains' }).fill('authorize');
  await until('only those are listed', async () => (await page.getByRole('row').filter({ hasText: 'Heartbeat' }).count()) === 0 && (await call.count()) === 1);
  await call.getByText('Invalid').waitFor();
  await call.click();
  const exchange = page.getByRole('dialog', { name: 'Message and answer' });
  await exchange.getByRole('region', { name: 'Authorize, request' }).first().waitFor();
  await exchange.getByText('"NOBODY"').waitFor();
  await exchange.getByText('"Invalid"').waitFor();
  await picture(page, 'messages-exchange');
  assert.deepEqual(page.complaints, []);
});
