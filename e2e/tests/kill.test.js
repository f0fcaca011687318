// The portal's program is killed again and again while stations charge: whatever it confirmed is there, and nothing twice.
// KILL_ROUNDS says how often (100 before a release), KILL_SEED when.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { createInterface } from 'node:readline';

import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const here = new URL('..', import.meta.url).pathname;
const rounds = Number(process.env.KILL_ROUNDS ?? 10);
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const stations = 6;
const readingsEach = 6;

let portal, crowd, crowdEnded;
const confirmed = [];

before(async () => {
  portal = await Portal.start();
  await portal.makeFirstAdministrator();
  const site = await portal.call('POST', '/nodes', { kind: 'site', parentId: 1, name: 'Crowd', site: { address: '', timeZone: 'Europe/Oslo' } });
  for (let number = 1; number <= stations; number += 1) {
    await portal.call('POST', '/nodes', { kind: 'station', parentId: site.id, name: `Crowd ${number}`, station: { chargeBoxId: `CROWD-${number}`, outlets: 1 } });
    await portal.call('POST', '/tags', { idTag: `KILL${number}`, label: '' });
  }
  crowd = spawn(`${here}.venv/bin/python`, ['python/crowd.py', portal.stationUrl, String(stations), 'KILL'], { cwd: here, stdio: ['pipe', 'pipe', 'inherit'] });
  crowdEnded = new Promise((resolve) => crowd.once('exit', resolve));
  createInterface({ input: crowd.stdout }).on('line', (line) => confirmed.push(JSON.parse(line)));
});

after(async () => {
  crowd?.kill();
  await portal?.stop();
});

/** Whole numbers below `limit`, the same for the same seed. */
function dice(state) {
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test(`${rounds} times killed (seed ${seed}), everything confirmed is there and nothing twice`, async () => {
  const roll = dice(seed);
  const kills = [];
  for (let round = 0; round < rounds; round += 1) {
    const enough = confirmed.length + 30 + roll(120);
    await until('enough is confirmed', () => confirmed.length >= enough || crowd.exitCode !== null);
    assert.equal(crowd.exitCode, null, 'the stations go on');
    await portal.kill();
    kills.push(confirmed.length);
    await portal.launch();
  }
  crowd.stdin.write('finish\n');
  assert.equal(await crowdEnded, 0);

  const sessions = await everySession();
  const stored = new Map(sessions.map((session) => [session.id, session]));
  assert.equal(stored.size, sessions.length);
  const starts = confirmed.filter((line) => line.confirmed === 'start');
  assert.equal(new Set(starts.map(({ session }) => session)).size, starts.length, 'no transaction id was given twice');
  assert.deepEqual([...stored.keys()].sort(), starts.map(({ session }) => session).sort(), 'each confirmed start is one session, and there is no other');
  for (const { session, at, station } of starts) {
    const found = stored.get(session);
    assert.equal(found.nodeIdentity, station);
    assert.equal(Date.parse(found.startedAt), Date.parse(at));
  }
  for (const { session, at, energyWh } of confirmed.filter((line) => line.confirmed === 'stop')) {
    const found = stored.get(session);
    assert.deepEqual([Date.parse(found.endedAt), found.energyWh, found.active, found.stopReason], [Date.parse(at), energyWh, false, 'Local'], `session ${session}`);
  }
  const carriedOn = starts.filter((start) => {
    const from = confirmed.indexOf(start);
    const to = confirmed.findIndex((line) => line.confirmed === 'stop' && line.session === start.session);
    return kills.some((at) => from < at && at <= to);
  });
  assert.ok(carriedOn.length > 0, 'some session went on over a kill');

  const wrong = [];
  for (const { session } of starts) {
    const { items: readings } = await portal.call('GET', `/sessions/${session}/readings?limit=500`);
    const times = confirmed.filter((line) => line.confirmed === 'reading' && line.session === session).map(({ at }) => Date.parse(at));
    assert.equal(times.length, readingsEach);
    const found = readings.map(({ at }) => Date.parse(at));
    for (const time of new Set([...times, ...found])) {
      const count = found.filter((at) => at === time).length;
      if (count !== 1) wrong.push(`session ${session}: the reading of ${new Date(time).toISOString()} is there ${count} times`);
    }
  }
  assert.deepEqual(wrong, []);
});

async function everySession() {
  const items = [];
  let cursor = null;
  do {
    const page = await portal.call('GET', `/sessions?limit=500${cursor === null ? '' : `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
