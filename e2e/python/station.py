"""A station made of the `ocpp` package, steered over standard input.

Each line read is a JSON object `{"do": <step>, ...}`; each step answers with one JSON line `{"done": <step>, ...}`. Calls of the
central system are answered as a station would and told as `{"called": <action>, "payload": {...}}`.
"""

import asyncio
import base64
import ftplib
import io
import json
import sys
from urllib.parse import urlsplit

import websockets
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result

CONFIGURATION = {
    "HeartbeatInterval": ("300", False),
    "MeterValueSampleInterval": ("60", False),
    "ConnectionTimeOut": ("60", False),
    "NumberOfConnectors": ("2", True),
    "SupportedFeatureProfiles": ("Core,RemoteTrigger,LocalAuthListManagement,Reservation,SmartCharging", True),
    "ChargeProfileMaxStackLevel": ("3", True),
}

# The root certificates that were installed, by what they are for.
ROOTS = {}

# The key for which a certificate was asked last.
KEY = None


def tell(**line):
    print(json.dumps(line, default=float), flush=True)


class Station(ChargePoint):
    """Answers what the central system asks."""

    # The version of the list of tags outlives a connection.
    list_version = 0

    @on("GetLocalListVersion")
    async def on_get_list_version(self):
        tell(called="GetLocalListVersion", payload={})
        return call_result.GetLocalListVersion(list_version=Station.list_version)

    @on("SendLocalList")
    async def on_send_list(self, **payload):
        tell(called="SendLocalList", payload=payload)
        follows = payload["list_version"] == Station.list_version + 1
        if payload["update_type"] == "Differential" and not follows:
            return call_result.SendLocalList(status="VersionMismatch")
        Station.list_version = payload["list_version"]
        return call_result.SendLocalList(status="Accepted")

    @on("ReserveNow")
    async def on_reserve(self, **payload):
        tell(called="ReserveNow", payload=payload)
        return call_result.ReserveNow(status="Accepted")

    @on("CancelReservation")
    async def on_cancel_reservation(self, **payload):
        tell(called="CancelReservation", payload=payload)
        return call_result.CancelReservation(status="Accepted")

    @on("SetChargingProfile")
    async def on_set_profile(self, **payload):
        tell(called="SetChargingProfile", payload=payload)
        return call_result.SetChargingProfile(status="Accepted")

    @on("ClearChargingProfile")
    async def on_clear_profile(self, **payload):
        tell(called="ClearChargingProfile", payload=payload)
        return call_result.ClearChargingProfile(status="Accepted")

    @on("GetCompositeSchedule")
    async def on_composite_schedule(self, **payload):
        tell(called="GetCompositeSchedule", payload=payload)
        return call_result.GetCompositeSchedule(
            status="Accepted",
            connector_id=payload["connector_id"],
            schedule_start="2026-06-01T12:00:00Z",
            charging_schedule={
                "duration": payload["duration"],
                "charging_rate_unit": "A",
                "charging_schedule_period": [{"start_period": 0, "limit": 16.0}, {"start_period": 7200, "limit": 10.0}],
            },
        )

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

    @on("UpdateFirmware")
    async def on_update_firmware(self, **payload):
        tell(called="UpdateFirmware", payload=payload)
        return call_result.UpdateFirmware()

    @on("GetDiagnostics")
    async def on_get_diagnostics(self, **payload):
        tell(called="GetDiagnostics", payload=payload)
        return call_result.GetDiagnostics(file_name="diagnostics.txt")

    @on("CertificateSigned")
    async def on_certificate_signed(self, certificate_chain):
        certificate = x509.load_pem_x509_certificate(certificate_chain.encode())
        fits = KEY is not None and certificate.public_key() == KEY.public_key()
        issuer = certificate.issuer.rfc4514_string()
        subject = certificate.subject.rfc4514_string()
        tell(called="CertificateSigned", payload={"fits": fits, "subject": subject, "issuer": issuer})
        return call_result.CertificateSigned(status="Accepted" if fits else "Rejected")

    @on("InstallCertificate")
    async def on_install_certificate(self, certificate_type, certificate):
        tell(called="InstallCertificate", payload={"certificate_type": certificate_type, "certificate": certificate})
        ROOTS.setdefault(certificate_type, []).append(x509.load_pem_x509_certificate(certificate.encode()))
        return call_result.InstallCertificate(status="Accepted")

    @on("GetInstalledCertificateIds")
    async def on_get_installed_certificate_ids(self, certificate_type):
        tell(called="GetInstalledCertificateIds", payload={"certificate_type": certificate_type})
        roots = ROOTS.get(certificate_type)
        if not roots:
            return call_result.GetInstalledCertificateIds(status="NotFound")
        return call_result.GetInstalledCertificateIds(
            status="Accepted", certificate_hash_data=[certificate_hash(root) for root in roots]
        )


def certificate_hash(root):
    """What names a root certificate: hashes of its name and key, and its serial number."""
    bits = root.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return {
        "hash_algorithm": "SHA256",
        "issuer_name_hash": sha256(root.issuer.public_bytes()),
        "issuer_key_hash": sha256(bits),
        "serial_number": f"{root.serial_number:x}",
    }


def sha256(data):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize().hex()


def signing_request(common_name, organization):
    """A new key on P-256 and a request for a certificate for it, in PEM."""
    global KEY
    KEY = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(KEY, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode()


def fetch(location):
    """Fetches a file by FTP, as a station with the standard library does; gives its content."""
    place = urlsplit(location)
    content = bytearray()
    with ftplib.FTP() as client:
        client.connect(place.hostname, place.port, timeout=20)
        client.login(place.username, place.password)
        client.retrbinary(f"RETR {place.path.lstrip('/')}", content.extend)
    return content.decode()


def deliver(location, name, content):
    """Delivers a file by FTP into the folder that a location is."""
    place = urlsplit(location)
    with ftplib.FTP() as client:
        client.connect(place.hostname, place.port, timeout=20)
        client.login(place.username, place.password)
        client.storbinary(f"STOR {name}", io.BytesIO(content.encode()))


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
    if do == "listVersion":
        Station.list_version = request["version"]
        return {}
    if do == "cut":
        await line.cut()
        return {}
    if do == "fetch":
        return {"answer": await asyncio.to_thread(fetch, **request)}
    if do == "deliver":
        await asyncio.to_thread(deliver, **request)
        return {}
    if do == "SignCertificate":
        request = {"csr": signing_request(**request)}
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
