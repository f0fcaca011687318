// Every page, light and dark, on a wide screen and on a phone, with a company's data and a fleet that charges.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { violations } from '../support/accessibility.js';
import { openBrowser, openPage, openSignedIn, picture } from '../support/browser.js';
import { Fleet } from '../support/fleet.js';
import { entrances, keys, languages, open, places } from '../support/places.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const screens = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

let portal, fresh, token, fleet, browser, pages;

before(async () => {
  [portal, fresh, browser] = await Promise.all([Portal.startDemo(), Portal.start(), openBrowser()]);
  token = await fresh.firstAdministratorToken();
  // Powers are told soon, not after the minute that is the portal's policy.
  await portal.change('/settings', { meterValueIntervalS: 5 });
  fleet = new Fleet(portal);
  await until('somebody charges, and a station has failed', async () => {
    const [{ items: sessions }, { items: alarms }] = await Promise.all([portal.call('GET', '/sessions?active=true'), portal.call('GET', '/alarms?active=true')]);
    return sessions.some(({ powerW }) => powerW > 0) && alarms.length > 0;
  });
  pages = await places(portal);
  const { id } = pages.find(({ name }) => name === 'general-station').node;
  await portal.call('POST', `/stations/${id}/commands?wait=20`, { name: 'getConfiguration' });
});

after(async () => {
  await browser?.close();
  await fleet?.end();
  await portal?.stop();
  await fresh?.stop();
});

/** Every page in turn, with a browser tab at the right portal: those within, then the two doors. */
async function* everyPage(options) {
  const within = await openSignedIn(browser, portal, options);
  for (const place of pages) if (!place.onlyNarrow || options.viewport?.width < 768) yield [within, place];
  await within.context().close();
  for (const [at, place] of [[portal, entrances.signIn], [fresh, entrances.firstAdministrator(token)]]) {
    const page = await openPage(browser, at, options);
    yield [page, place];
    await page.context().close();
  }
}

for (const colorScheme of ['light', 'dark']) {
  for (const [width, viewport] of Object.entries(screens)) {
    test(`pages in ${colorScheme}, ${width} wide: no errors, no overflow, accessible`, async () => {
      const wrong = [];
      for await (const [page, place] of everyPage({ colorScheme, viewport, reducedMotion: 'reduce' })) {
        page.complaints.length = 0;
        await open(page, place);
        await picture(page, `${place.name}-${colorScheme}-${width}`);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (beyond > 0) wrong.push(`${place.name}: ${beyond} px wider than the screen`);
        for (const violation of await violations(page)) wrong.push(`${place.name}: ${violation}`);
        // At the door the portal answers, rightly, that nobody is signed in; the browser counts that as an error.
        for (const complaint of page.complaints.filter((text) => !text.includes('401'))) wrong.push(`${place.name}: ${complaint}`);
      }
      assert.equal(wrong.join('\n'), '');
    });
  }
}

for (const [language, locale] of Object.entries(languages).filter(([language]) => language !== 'en')) {
  test(`pages in ${language}: all in that language, and no text is missing`, async () => {
    for await (const [page, place] of everyPage({ locale, reducedMotion: 'reduce' })) {
      await open(page, place, language);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language, place.name);
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) => [
          ...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name)),
          ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
        ]),
      );
      assert.deepEqual(shown.filter((text) => keys.has(text?.trim())), [], place.name);
    }
  });
}
