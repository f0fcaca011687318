// Certificates at another people's station: it asks for one of its own and takes it, and is given the portal's root from the browser.

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
  stationId = (await portal.makeStation('PY-3', 'Garage south')).station.id;
  const { password } = await portal.call('POST', `/stations/${stationId}/credential`, {});
  await portal.change(`/nodes/${stationId}`, { station: { securityProfile: 1 } });
  station = new Station();
  await station.connect(portal, 'PY-3', password);
  await station.boot();
  browser = await openBrowser();
  page = await openSignedIn(browser, portal);
  await page.goto(`/configuration/${stationId}/control?section=certificates`);
});

after(async () => {
  station?.end();
  await browser?.close();
  await portal?.stop();
});

const card = (name) => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
const press = (name, within = page) => within.getByRole('button', { name, exact: true }).click();
const line = (list, words) => page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: words });

test('a station that proved who it is asks for a certificate and takes it', async () => {
  await card('The station’s own certificate').getByText('The portal has signed none.').waitFor();
  assert.equal((await station.step({ do: 'SignCertificate', common_name: 'PY-3', organization: 'Charge' })).status, 'Accepted');
  const signed = await station.called('CertificateSigned');
  assert.ok(signed.fits, 'the certificate is for the key of the request');
  assert.match(signed.subject, /CN=PY-3/);
  assert.match(signed.issuer, /station authority/);
  const own = line('The station’s own certificate', 'CN=PY-3');
  await own.getByText('Installed').waitFor();
  await own.getByText('valid until').waitFor();
  await line('Requests', 'CN=PY-3').getByText('Signed').waitFor();
});

test('a request in the name of another station is refused, and the page says why', async () => {
  assert.equal((await station.step({ do: 'SignCertificate', common_name: 'PY-4', organization: 'Charge' })).status, 'Rejected');
  const refused = line('Requests', 'CN=PY-4');
  await refused.getByText('Refused').waitFor();
  await refused.getByText('its common name is neither').waitFor();
  const { own } = await portal.call('GET', `/stations/${stationId}/certificates`);
  assert.equal(own.length, 1);
});

test('the portal’s own root is installed and listed from the Control tab', async () => {
  const roots = 'Root certificates on the station';
  await card(roots).getByText('None is known.').waitFor();
  await press('Install…', card(roots));
  await press('Install', page.getByRole('dialog'));
  const installed = await station.called('InstallCertificate', { certificate_type: 'CentralSystemRootCertificate' });
  assert.equal(installed.certificate, await (await portal.request('GET', '/authority/certificate.pem')).text());
  await page.getByRole('row').filter({ hasText: 'Install root certificate · to recognise the portal' }).filter({ hasText: 'Accepted' }).waitFor();

  await press('Ask for the list', card(roots));
  await station.called('GetInstalledCertificateIds', { certificate_type: 'CentralSystemRootCertificate' });
  await station.called('GetInstalledCertificateIds', { certificate_type: 'ManufacturerRootCertificate' });
  await until('both lists are answered', async () => {
    const { items } = await portal.call('GET', `/stations/${stationId}/commands`);
    return items.filter(({ name, state }) => name === 'getInstalledCertificateIds' && state === 'accepted').length === 2;
  });
  const listed = line(roots, 'station authority');
  await listed.getByText('to recognise the portal').waitFor();
  await listed.getByText('valid until').waitFor();
  assert.equal(await page.getByRole('list', { name: roots, exact: true }).getByRole('listitem').count(), 1, 'what was installed and what was listed are one');
  await picture(page, 'certificates');
  assert.deepEqual(page.complaints, []);
});
