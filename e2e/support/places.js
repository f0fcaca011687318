// The pages there are, as a person reaches them, and what each is headed in each language.

import { readFileSync } from 'node:fs';

export const languages = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE' };

const words = Object.fromEntries(
  Object.keys(languages).map((language) => [
    language,
    Object.fromEntries(['common', 'configuration', 'dashboard', 'frame', 'messages', 'settings', 'signIn', 'software', 'statistics', 'templates'].map((area) => [area, JSON.parse(readFileSync(new URL(`../../web/src/locales/${language}/${area}.json`, import.meta.url), 'utf8'))])),
  ]),
);

/** The words of the web app, by `area:key.in.area`. */
export function word(language, name) {
  const [area, key] = name.split(':');
  return key.split('.').reduce((part, step) => part[step], words[language][area]);
}

/** Every key that has a dot in it: shown to a person, it would be a text that is missing. */
export const keys = new Set(Object.values(words.en).flatMap((area) => keysOf(area, '')));

function keysOf(part, prefix) {
  return Object.entries(part).flatMap(([step, value]) => {
    const key = prefix + step;
    if (typeof value !== 'string') return keysOf(value, `${key}.`);
    return key.includes('.') ? [key.replace(/_(one|other)$/, '')] : [];
  });
}

/** The pages for those who are signed in: an address, a heading that is a word of the app or a node's own name, and a word that stands somewhere on it. */
export async function places(portal) {
  const { items } = await portal.call('GET', '/navigator');
  const node = (kind, test = () => true) => items.find((item) => item.kind === kind && test(item));
  const station = node('station', ({ chargeBoxId }) => chargeBoxId === 'CP-1001');
  const nodes = {
    system: node('system'),
    site: node('site'),
    floor: node('floor', ({ id }) => id === station.parentId),
    station,
    outlet: node('outlet', ({ parentId }) => parentId === station.id),
  };
  const { items: sessions } = await portal.call('GET', '/sessions?limit=1&active=false&energyWh.min=5000');
  return [
    { name: 'dashboard', path: `/dashboard/${nodes.system.id}`, heading: 'dashboard:title', word: 'dashboard:energy.title' },
    { name: 'statistics', path: `/statistics/${nodes.system.id}`, heading: 'statistics:title', word: 'statistics:column.startedAt' },
    { name: 'session', path: `/statistics/${nodes.system.id}?session=${sessions[0].id}`, dialog: true, heading: 'statistics:window.title', id: sessions[0].id, word: 'statistics:part.readings' },
    ...Object.entries(nodes).map(([kind, node]) => ({ name: `general-${kind}`, node, path: `/configuration/${node.id}/general`, heading: node.name, word: 'configuration:tab.general' })),
    { name: 'topology', path: `/configuration/${nodes.site.id}/topology`, heading: nodes.site.name, word: 'configuration:column.stations' },
    { name: 'control', path: `/configuration/${station.id}/control`, heading: station.name, word: 'configuration:commands.title' },
    { name: 'certificates', path: `/configuration/${station.id}/control?section=certificates`, heading: station.name, word: 'configuration:certificate.roots' },
    { name: 'security-profile', path: `/configuration/${station.id}/control?section=security`, heading: station.name, word: 'configuration:security.raiseTo' },
    { name: 'security', path: `/configuration/${nodes.system.id}/security`, heading: nodes.system.name, word: 'configuration:authority.title' },
    { name: 'messages', path: `/configuration/${station.id}/messages`, heading: station.name, word: 'messages:export.open' },
    { name: 'templates', path: `/configuration/${nodes.system.id}/templates`, heading: nodes.system.name, word: 'templates:create' },
    { name: 'control-tags', path: `/configuration/${station.id}/control?section=tags`, heading: station.name, word: 'configuration:localList.sendChanges' },
    { name: 'control-reservations', path: `/configuration/${station.id}/control?section=reservations`, heading: station.name, word: 'configuration:reservation.reserve' },
    { name: 'control-charging', path: `/configuration/${station.id}/control?section=charging`, heading: station.name, word: 'configuration:charging.install' },
    { name: 'control-fleet', path: `/configuration/${nodes.site.id}/control`, heading: nodes.site.name, word: 'configuration:fleet.about' },
    { name: 'software', path: `/configuration/${nodes.system.id}/software`, heading: nodes.system.name, word: 'software:campaigns.title' },
    { name: 'control-software', path: `/configuration/${station.id}/control?section=software`, heading: station.name, word: 'software:update.history' },
    { name: 'control-logs', path: `/configuration/${station.id}/control?section=logs`, heading: station.name, word: 'software:logs.title' },
    { name: 'ocpp', path: `/configuration/${station.id}/ocpp`, heading: station.name, word: 'configuration:ocpp.read' },
    { name: 'search', path: `/dashboard/${nodes.system.id}`, heading: 'dashboard:title', act: (page) => page.keyboard.press('Control+k'), opens: 'frame:search.title', word: 'frame:search.hint' },
    {
      name: 'menu',
      onlyNarrow: true,
      path: `/dashboard/${nodes.system.id}`,
      heading: 'dashboard:title',
      act: (page) => page.getByRole('button', { name: word('en', 'frame:showSide') }).click(),
      opens: 'frame:menu.title',
      word: 'frame:navigator.title',
    },
    { name: 'settings', path: '/settings', heading: 'settings:title', word: 'settings:password.title' },
  ];
}

/** The pages for those who are not; the first administrator's page belongs to a portal that has none. */
export const entrances = {
  signIn: { name: 'sign-in', path: '/sign-in', heading: 'signIn:title', word: 'signIn:email' },
  firstAdministrator: (token) => ({ name: 'first-administrator', path: `/first-administrator?token=${token}`, heading: 'signIn:first.title', word: 'signIn:first.make' }),
};

/** Opens a page, and what opens over it, and waits until it stands: heading, words and no placeholders. */
export async function open(page, place, language = 'en') {
  await page.goto(place.path);
  const heading = (place.heading.includes(':') ? word(language, place.heading) : place.heading).replace('{{id}}', place.id);
  if (place.dialog) await page.getByRole('dialog', { name: heading }).waitFor();
  else await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
  await place.act?.(page);
  if (place.opens) await page.getByRole('dialog', { name: word(language, place.opens) }).waitFor();
  await page.getByText(word(language, place.word)).filter({ visible: true }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[class*="Skeleton-root"]') === null && document.fonts.status === 'loaded');
  // What beats for ever, as the sign of something that charges, is not waited for.
  await page.waitForFunction(() => document.getAnimations().every(({ effect, playState }) => playState !== 'running' || effect.getTiming().iterations === Infinity));
}
