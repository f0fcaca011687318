"""Stations that charge all the time, and keep every message until it is confirmed, through any number of lost lines.

`crowd.py <url> <count> <tag prefix>` runs the stations `CROWD-1` and on, each with the tag of its number. Each message that the
central system confirms is printed as a JSON line. The line `finish` on standard input lets each end its session and then end itself.
The clocks of the stations run ahead of ours from yesterday on, ten seconds a message, so that every message has a time of its own.
"""

import asyncio
import datetime
import json
import sys

import websockets

READINGS = 6
OUTLET_METER_WH = 250


def tell(**line):
    print(json.dumps(line), flush=True)


class CrowdStation:
    """One station with one outlet."""

    def __init__(self, url, identity, tag, finishing):
        self.url = f"{url}/{identity}"
        self.identity = identity
        self.tag = tag
        self.finishing = finishing
        self.socket = None
        self.message_id = 0
        self.meter_wh = 0
        self.time = datetime.datetime.now(datetime.UTC).replace(microsecond=0) - datetime.timedelta(days=1)

    def tick(self):
        self.time += datetime.timedelta(seconds=10)
        return self.time.isoformat().replace("+00:00", "Z")

    async def run(self):
        while not self.finishing.is_set():
            started_at, meter_start = self.tick(), self.meter_wh
            answer = await self.confirmed(
                "StartTransaction", connectorId=1, idTag=self.tag, meterStart=meter_start, timestamp=started_at
            )
            session = answer["transactionId"]
            tell(station=self.identity, confirmed="start", session=session, at=started_at)
            for _ in range(READINGS):
                self.meter_wh += OUTLET_METER_WH
                at = self.tick()
                sample = {"value": str(self.meter_wh), "measurand": "Energy.Active.Import.Register", "unit": "Wh"}
                await self.confirmed(
                    "MeterValues", connectorId=1, transactionId=session, meterValue=[{"timestamp": at, "sampledValue": [sample]}]
                )
                tell(station=self.identity, confirmed="reading", session=session, at=at)
            at = self.tick()
            await self.confirmed(
                "StopTransaction", transactionId=session, idTag=self.tag, meterStop=self.meter_wh, timestamp=at, reason="Local"
            )
            tell(station=self.identity, confirmed="stop", session=session, at=at, energyWh=self.meter_wh - meter_start)

    async def confirmed(self, action, **payload):
        """Sends a message again and again, on new lines where the old one is lost, until it is confirmed."""
        while True:
            try:
                if self.socket is None:
                    self.socket = await websockets.connect(self.url, subprotocols=["ocpp1.6"])
                    await self.call("BootNotification", {"chargePointVendor": "Crowd", "chargePointModel": "One"})
                return await self.call(action, payload)
            except (OSError, websockets.WebSocketException):
                self.socket = None
                await asyncio.sleep(0.05)

    async def call(self, action, payload):
        self.message_id += 1
        message_id = str(self.message_id)
        await self.socket.send(json.dumps([2, message_id, action, payload]))
        while True:
            kind, answered, *rest = json.loads(await self.socket.recv())
            if kind == 2:
                await self.socket.send(json.dumps([4, answered, "NotSupported", "", {}]))
            elif answered == message_id and kind == 3:
                return rest[0]
            elif answered == message_id:
                raise RuntimeError(f"{self.identity}: {action} was refused: {rest}")


async def main():
    url, count, prefix = sys.argv[1:]
    finishing = asyncio.Event()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    async def listen():
        await reader.readline()
        finishing.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(listen())
        for number in range(1, int(count) + 1):
            group.create_task(CrowdStation(url, f"CROWD-{number}", f"{prefix}{number}", finishing).run())


asyncio.run(main())
