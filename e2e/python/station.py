"""A station made of the `ocpp` package, steered over standard input.

Each line read is a JSON object `{"do": <step>, ...}`; each step answers with one JSON line `{"done": <step>, ...}`. Calls of the
central system are answered as a station would and told as `{"called": <action>, "payload": {...}}`.
"""

import asyncio
import base64
import json
import sys

import websockets
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result

CONFIGURATION = {
    "HeartbeatInterval": ("300", False),
    "MeterValueSampleInterval": ("60", False),
    "ConnectionTimeOut": ("60", False),
    "NumberOfConnectors": ("2", True),
    "SupportedFeatureProfiles": ("Core,RemoteTrigger", True),
}


def tell(**line):
    print(json.dumps(line), flush=True)


class Station(ChargePoint):
    """Answers what the central system asks."""

    @on("RemoteStartTransaction")
    async def on_remote_start(self, **payload):
        tell(called="RemoteStartTransaction", payload=payload)
        return call_result.RemoteStartTransaction(status="Accepted")

    @on("RemoteStopTransaction")
    async def on_remote_stop(self, **payload):
        tell(called="RemoteStopTransaction", payload=payload)
        return call_result.RemoteStopTransaction(status="Accepted")

    @on("Reset")
    async def on_reset(self, **payload):
        tell(called="Reset", payload=payload)
        return call_result.Reset(status="Accepted")

    @on("UnlockConnector")
    async def on_unlock(self, **payload):
        tell(called="UnlockConnector", payload=payload)
        return call_result.UnlockConnector(status="Unlocked")

    @on("ChangeAvailability")
    async def on_change_availability(self, **payload):
        tell(called="ChangeAvailability", payload=payload)
        return call_result.ChangeAvailability(status="Accepted")

    @on("ClearCache")
    async def on_clear_cache(self):
        tell(called="ClearCache", payload={})
        return call_result.ClearCache(status="Accepted")

    @on("DataTransfer")
    async def on_data_transfer(self, **payload):
        tell(called="DataTransfer", payload=payload)
        return call_result.DataTransfer(status="Accepted", data="thanks")

    @on("TriggerMessage")
    async def on_trigger(self, **payload):
        tell(called="TriggerMessage", payload=payload)
        return call_result.TriggerMessage(status="Accepted")

    @on("GetConfiguration")
    async def on_get_configuration(self, key=None, **_):
        tell(called="GetConfiguration", payload={} if key is None else {"key": key})
        wanted = key or list(CONFIGURATION)
        known = [
            {"key": name, "readonly": CONFIGURATION[name][1], "value": CONFIGURATION[name][0]}
            for name in wanted
            if name in CONFIGURATION
        ]
        unknown = [name for name in wanted if name not in CONFIGURATION]
        return call_result.GetConfiguration(configuration_key=known, unknown_key=unknown or None)

    @on("ChangeConfiguration")
    async def on_change_configuration(self, key, value, **_):
        tell(called="ChangeConfiguration", payload={"key": key, "value": value})
        if key not in CONFIGURATION:
            return call_result.ChangeConfiguration(status="NotSupported")
        CONFIGURATION[key] = (value, False)
        return call_result.ChangeConfiguration(status="Accepted")


class Line:
    """The station's connection, which can be cut and made again."""

    def __init__(self):
        self.socket = None
        self.station = None
        self.listening = None

    async def connect(self, url, identity, password=None):
        headers = {}
        if password is not None:
            credential = base64.b64encode(f"{identity}:{password}".encode()).decode()
            headers["Authorization"] = f"Basic {credential}"
        self.socket = await websockets.connect(
            f"{url}/{identity}", subprotocols=["ocpp1.6"], additional_headers=headers
        )
        self.station = Station(identity, self.socket, response_timeout=20)
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self):
        try:
            await self.station.start()
        except websockets.ConnectionClosed:
            tell(event="disconnected")

    async def cut(self):
        """Cuts the line as a power failure does: no closing handshake."""
        if self.socket is not None:
            self.socket.transport.abort()
            self.listening.cancel()


async def step(line, request):
    """Carries out one step and gives the members of its answer."""
    do = request.pop("do")
    if do == "connect":
        await line.connect(**request)
        return {}
    if do == "cut":
        await line.cut()
        return {}
    message_id = request.pop("messageId", None)
    payload = getattr(call, do)(**request)
    answer = await line.station.call(payload, suppress=False, unique_id=message_id)
    return {"answer": vars(answer)}


async def main():
    line = Line()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while text := await reader.readline():
        request = json.loads(text)
        name = request["do"]
        try:
            tell(done=name, **await step(line, request))
        except Exception as error:  # told to the test, which decides what it means
            tell(done=name, error=f"{type(error).__name__}: {error}")


asyncio.run(main())
