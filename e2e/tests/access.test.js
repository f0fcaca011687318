// What each role sees in the browser: a site administrator one site, support no personal data, a driver their own sessions, and nobody anything once deleted.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openSignedIn } from '../support/browser.js';
import { word } from '../support/places.js';
import { Portal } from '../support/portal.js';
import { Station } from '../support/station.js';
import { until } from '../support/until.js';

/** What stands at the sites Solna and Norrköping, and nowhere else. */
const foreign = /Solna|Norrköping|Pillar|Van bay|Visitors|Fast charger|CP-10(0\d|1[0-6])/;

let portal, browser, nodes, oslo;

before(async () => {
  [portal, browser] = await Promise.all([Portal.startDemo(), openBrowser()]);
  nodes = (await portal.call('GET', '/navigator')).items;
  oslo = nodes.find(({ name }) => name === 'Oslo Majorstuen');
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const textOf = async (page) => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** Opens Statistics by its place in the menu's address and gives the rows' texts. */
async function statistics(page, nodeId) {
  await page.goto(`/statistics/${nodeId}`);
  await page.locator('tbody tr td').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[class*="Skeleton-root"]') === null);
  return page.locator('tbody').getByRole('row').allInnerTexts();
}

async function search(page, words) {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: word('nb', 'frame:search.title') });
  await dialog.locator('input').fill(words);
  return dialog;
}

test('a site administrator sees one site: navigator, dashboard, statistics, search and events', async () => {
  const ingrid = await portal.signedInAs('ingrid.dahl@example.org');
  const page = await openSignedIn(browser, ingrid);
  await page.goto('/');
  await page.getByRole('heading', { name: word('nb', 'dashboard:title'), level: 1 }).waitFor();

  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem').filter({ hasText: 'P1 entrance' }).waitFor();
  assert.doesNotMatch(await tree.innerText(), foreign);
  await page.locator('main').getByText('P1').first().waitFor();
  assert.doesNotMatch(await textOf(page), foreign);
  await page.getByText(/^8 uttak/).waitFor();

  const own = await ingrid.call('GET', '/sessions/totals');
  assert.deepEqual(own, await portal.call('GET', `/sessions/totals?node=${oslo.id}`), 'the sums are those of the site');
  const rows = await statistics(page, 1);
  assert.ok(rows.length > 5);
  for (const row of rows.filter((text) => text.trim() !== '')) assert.match(row, /CP-10(17|18|19|20)|P1/);
  assert.doesNotMatch(await textOf(page), foreign);

  const dialog = await search(page, 'Pillar');
  await dialog.getByText(word('nb', 'frame:search.nothing').replace('{{words}}', 'Pillar')).waitFor();
  await dialog.locator('input').fill('CP-10');
  await dialog.getByRole('option').filter({ hasText: 'P1' }).first().waitFor();
  assert.doesNotMatch(await dialog.innerText(), foreign);
  await page.keyboard.press('Escape');

  // Another site's events come first, so that they would have been heard when this site's is.
  await page.evaluate(() => {
    globalThis.heard = [];
    const source = new EventSource('/api/v1/events');
    for (const type of ['outlet', 'station', 'session', 'alarm', 'command', 'configuration', 'topology']) {
      source.addEventListener(type, ({ data }) => globalThis.heard.push({ type, ...JSON.parse(data) }));
    }
    return new Promise((resolve) => source.addEventListener('open', resolve));
  });
  const [there, here] = [new Station(), new Station()];
  for (const [station, identity] of [[there, 'CP-1001'], [here, 'CP-1017']]) {
    await station.connect(portal, identity);
    await station.boot();
    await station.status(1, 'Faulted', new Date().toISOString(), 'GroundFailure');
    const { id } = nodes.find(({ chargeBoxId }) => chargeBoxId === identity);
    await until('the alarm stands', async () => (await portal.call('GET', `/alarms?active=true&node=${id}`)).items.length > 0);
  }
  await page.waitForFunction(() => globalThis.heard.some(({ type }) => type === 'alarm'));
  const heard = await page.evaluate(() => globalThis.heard);
  assert.doesNotMatch(JSON.stringify(heard), foreign);
  const mine = new Set([oslo.id]);
  for (const { id, parentId } of [...nodes, ...nodes, ...nodes]) if (mine.has(parentId)) mine.add(id);
  for (const event of heard) {
    const about = event.stationId ?? event.alarm?.nodeId ?? event.session?.stationId ?? event.id;
    assert.ok(mine.has(about), `an event of another site: ${JSON.stringify(event)}`);
  }
  assert.deepEqual(page.complaints, []);
  there.end();
  here.end();

  await page.goto(`/dashboard/${nodes.find(({ name }) => name === 'Solna garage').id}`);
  await page.getByText(word('nb', 'common:notFound.title')).waitFor();
  await page.context().close();
});

test('a support person sees sessions, but neither e-mail addresses nor tags', async () => {
  const sam = await portal.signedInAs('sam.berg@example.org');
  const page = await openSignedIn(browser, sam);
  await statistics(page, 1);
  const headings = await page.getByRole('columnheader').allInnerTexts();
  assert.ok(headings.some((text) => text.includes(word('en', 'statistics:column.startedAt'))));
  for (const column of ['email', 'tag']) assert.ok(!headings.some((text) => text.trim().startsWith(word('en', `statistics:column.${column}`))), column);
  assert.doesNotMatch(await textOf(page), /@example\.org|04A1B2C3/);

  const { items } = await sam.call('GET', '/sessions?limit=50&authentication=rfid');
  assert.ok(items.length > 0);
  assert.ok(items.every(({ email, tag, userId }) => email === null && tag === null && userId === null));
  await page.goto(`/statistics/1?session=${items[0].id}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByText(items[0].nodeIdentity).first().waitFor();
  await dialog.getByRole('tab').first().waitFor();
  for (const tab of await dialog.getByRole('tab').all()) {
    await tab.click();
    await page.waitForFunction(() => document.querySelector('[role="dialog"] [class*="Skeleton-root"]') === null);
    assert.doesNotMatch(await dialog.innerText(), /@example\.org|04A1B2C3/, await tab.innerText());
  }
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a driver sees their own sessions only, and is at the sign-in page as soon as they are deleted', async () => {
  const email = 'lars.solberg@example.org';
  const lars = await portal.signedInAs(email);
  const page = await openSignedIn(browser, lars);
  const totals = await lars.call('GET', '/sessions/totals');
  assert.deepEqual(totals, await portal.call('GET', `/sessions/totals?email.contains=${email}`));
  assert.ok(totals.count > 0);
  const { items } = await lars.call('GET', '/sessions?limit=500');
  assert.ok(items.every((session) => session.email === email));

  const root = (await lars.call('GET', '/navigator')).items.find(({ parentId }) => parentId === null).id;
  const rows = (await statistics(page, root)).filter((text) => text.trim() !== '');
  assert.ok(rows.length > 0);
  const text = await textOf(page);
  assert.doesNotMatch(text.replaceAll(email, ''), /@example\.org/);
  assert.equal(await page.getByRole('link', { name: word('nb', 'frame:page.configuration') }).count(), 0);
  assert.deepEqual(page.complaints, []);

  const { items: users } = await portal.call('GET', '/users?limit=100');
  await portal.remove(`/users/${users.find((user) => user.email === email).id}`);
  await page.getByRole('heading', { name: word('nb', 'signIn:title'), level: 1 }).waitFor();
  assert.match(page.url(), /\/sign-in/);
  await page.goto(`/statistics/${root}`);
  await page.getByRole('heading', { name: word('nb', 'signIn:title'), level: 1 }).waitFor();
  await page.context().close();
});
