// Stations of OCPP 1.5 and 1.6 over SOAP, made of zeep and the official service descriptions: they boot, authorise, charge and stop, and the portal's own
// calls reach them; both directions are validated against the official schemas.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { Portal } from '../support/portal.js';
import { SoapStation, descriptions } from '../support/soapStation.js';
import { until } from '../support/until.js';

const missing = existsSync(descriptions) ? false : `${descriptions} is not there: set OCPP_DATA to the folder of the official schemas`;

let portal;

before(async () => {
  if (missing) return;
  portal = await Portal.start();
  await portal.makeFirstAdministrator();
  await portal.call('POST', '/tags', { idTag: '04A2B3', label: '' });
});

after(() => portal?.stop());

const samples = {
  1.5: (at, energyWh) => ({ values: [{ timestamp: at, value: [{ _value_1: String(energyWh), unit: 'Wh', measurand: 'Energy.Active.Import.Register' }] }] }),
  1.6: (at, energyWh) => ({ meterValue: [{ timestamp: at, sampledValue: [{ value: String(energyWh), unit: 'Wh', measurand: 'Energy.Active.Import.Register' }] }] }),
};

for (const version of ['1.5', '1.6']) {
  test(`a station of OCPP ${version} over SOAP`, { skip: missing }, async () => {
    const identity = `SOAP-${version}`;
    const stationId = (await portal.makeStation(identity)).station.id;
    const station = new SoapStation();
    try {
      const address = `${portal.url}/Ocpp/CentralSystemService${version.replace('.', '')}`;
      const described = await station.step({ do: 'describe', address });
      assert.equal(described.address, address);
      assert.equal(described.operations.length, 10);

      await station.step({ do: 'open', version, address, identity });
      const booted = await station.call('BootNotification', { chargePointVendor: 'Elbil', chargePointModel: 'S', firmwareVersion: '1.0' });
      assert.equal(booted.status, 'Accepted');
      assert.ok((version === '1.5' ? booted.heartbeatInterval : booted.interval) > 0);
      const read = await station.called('GetConfiguration');
      assert.equal(read.headers.chargeBoxIdentity, identity);
      assert.equal(read.headers.Action, '/GetConfiguration');
      for (const name of ['From', 'ReplyTo', 'To', 'MessageID']) assert.ok(read.headers[name], name);
      await until('its configuration is kept', async () => (await portal.call('GET', `/stations/${stationId}/configuration`)).readAt);

      assert.equal((await station.call('Authorize', { idTag: '04A2B3' })).status, 'Accepted');
      const occupied = version === '1.5' ? 'Occupied' : 'Charging';
      await station.call('StatusNotification', { connectorId: 1, status: occupied, errorCode: 'NoError' });
      const at = (seconds) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString();
      const started = await station.call('StartTransaction', { connectorId: 1, idTag: '04A2B3', timestamp: at(0), meterStart: 1000 });
      assert.equal(started.idTagInfo.status, 'Accepted');
      const { transactionId } = started;
      await station.call('MeterValues', { connectorId: 1, transactionId, ...samples[version](at(20), 1200) });
      const unlocked = await portal.call('POST', `/stations/${stationId}/commands?wait=20`, { name: 'unlockConnector', outlet: 2 });
      assert.deepEqual([unlocked.state, unlocked.outcome], ['accepted', 'Unlocked']);
      assert.deepEqual((await station.called('UnlockConnector')).payload, { connectorId: '2' });
      const transactionData = version === '1.5' ? [samples[version](at(40), 1400)] : samples[version](at(40), 1400).meterValue;
      await station.call('StopTransaction', { transactionId, idTag: '04A2B3', timestamp: at(50), meterStop: 1500, transactionData });

      const [session] = (await portal.call('GET', `/sessions?node=${stationId}`)).items;
      assert.deepEqual([session.active, session.energyWh, session.tag], [false, 500, '04A2B3']);
      const { station: node } = await portal.call('GET', `/nodes/${stationId}`);
      assert.deepEqual([node.online, node.protocol, node.deviations], [true, `ocpp${version}s`, 0]);
      assert.equal(node.commands.includes('triggerMessage'), version === '1.6');
      assert.deepEqual(station.invalid(), [], 'what the portal sends keeps the official schema');
    } finally {
      station.end();
    }
  });
}

test('who posts as another without its password gets a fault', { skip: missing }, async () => {
  const { station } = await portal.makeStation('SOAP-SECRET');
  const { password } = await portal.call('POST', `/stations/${station.id}/credential`, {});
  const { version } = await portal.call('GET', `/nodes/${station.id}`);
  await portal.call('PATCH', `/nodes/${station.id}`, { station: { securityProfile: 1 } }, { 'if-match': `"${version}"` });
  const address = `${portal.url}/Ocpp/CentralSystemService16`;
  const stranger = new SoapStation();
  const owner = new SoapStation();
  try {
    await stranger.step({ do: 'open', version: '1.6', address, identity: 'SOAP-SECRET' });
    await assert.rejects(stranger.call('Heartbeat', {}), /Fault|401/);
    await owner.step({ do: 'open', version: '1.6', address, identity: 'SOAP-SECRET', password });
    assert.ok(await owner.call('Heartbeat', {}));
  } finally {
    stranger.end();
    owner.end();
  }
});
