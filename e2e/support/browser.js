// A real browser, Debian's Chromium, steered by playwright-core.

import { mkdir } from 'node:fs/promises';

import { chromium } from 'playwright-core';

const output = new URL('../output/', import.meta.url).pathname;

/** Starts the browser. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page at the portal; errors in its console fail the test by `page.complaints`. */
export async function openPage(browser, portal, options = {}) {
  const context = await browser.newContext({
    baseURL: portal.url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.complaints.push(message.text());
  });
  return page;
}

/** The same, signed in beforehand as whoever the portal's own requests are signed in as. */
export async function openSignedIn(browser, portal, options = {}) {
  const [name, value] = portal.cookie.split('=');
  const { hostname } = new URL(portal.url);
  const cookie = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' };
  return openPage(browser, portal, { storageState: { cookies: [cookie], origins: [] }, ...options });
}

/** Signs in through the form. */
export async function signIn(page, email, password) {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  // Until then the portal has answered, rightly, that nobody is signed in; the browser counts that as an error.
  page.complaints.length = 0;
}

/** Keeps a picture of the page in `e2e/output`. */
export async function picture(page, name) {
  await mkdir(output, { recursive: true });
  await page.screenshot({ path: `${output}${name}.png` });
}
