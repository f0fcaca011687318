"""A SOAP station made of zeep and the official service descriptions, steered over standard input.

Each line read is a JSON object `{"do": <step>, ...}`; each step answers with one JSON line `{"done": <step>, ...}`. It hosts the
ChargePointService itself: what the central system sends there is validated against the official schema, told as
`{"called": <action>, "payload": {...}, "headers": {...}}`, and answered as a station would.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
import zeep
from lxml import etree
from zeep.helpers import serialize_object
from zeep.transports import Transport
from zeep.wsa import WsAddressingPlugin

SCHEMA = "{http://www.w3.org/2001/XMLSchema}schema"
SOAP = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
FILES = {
    "1.5": ("ocpp_centralsystemservice_1.5_final.wsdl", "ocpp_chargepointservice_1.5_final.wsdl"),
    "1.6": ("OCPP_CentralSystemService_1.6.wsdl", "OCPP_ChargePointService_1.6.wsdl"),
}
ANSWERS = {
    "GetConfiguration": "<configurationKey><key>HeartBeatInterval</key><readonly>false</readonly><value>300</value></configurationKey>",
    "UnlockConnector": {"1.5": "<status>Accepted</status>", "1.6": "<status>Unlocked</status>"},
    "GetLocalListVersion": "<listVersion>0</listVersion>",
    "UpdateFirmware": "",
    "GetDiagnostics": "<fileName>log.txt</fileName>",
}


SPEAKING = threading.Lock()


def tell(**line):
    """Writes one line; what is hosted and what is steered speak at the same time."""
    with SPEAKING:
        print(json.dumps(line, default=str), flush=True)


def schema_of(path):
    """The schema within a service description."""
    schema = etree.parse(path).getroot().find(f".//{SCHEMA}")
    return etree.XMLSchema(etree.fromstring(etree.tostring(schema)))


class Checking(zeep.Plugin):
    """Says where the station can be called, and validates what the portal answers."""

    def __init__(self, schema, callback):
        self.schema, self.callback = schema, callback

    def egress(self, envelope, http_headers, operation, binding_options):
        header = envelope.find(f"{{{SOAP}}}Header")
        sender = etree.SubElement(header, f"{{{ADDRESSING}}}From")
        etree.SubElement(sender, f"{{{ADDRESSING}}}Address").text = self.callback
        return envelope, http_headers

    def ingress(self, envelope, http_headers, operation):
        payload = envelope.find(f"{{{SOAP}}}Body")[0]
        if etree.QName(payload).localname != "Fault":
            self.schema.assertValid(payload)
        for name in ("Action", "RelatesTo"):
            if envelope.find(f"{{{SOAP}}}Header/{{{ADDRESSING}}}{name}") is None:
                raise ValueError(f"the answer has no {name}")
        if "Content-Length" not in http_headers:
            raise ValueError("the answer has no Content-Length")
        return envelope, http_headers


def service_of(version, schema):
    """What hosts the ChargePointService."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            envelope = etree.fromstring(body)
            payload = envelope.find(f"{{{SOAP}}}Body")[0]
            name = etree.QName(payload)
            action = name.localname.removesuffix("Request")
            action = action[0].upper() + action[1:]
            header = envelope.find(f"{{{SOAP}}}Header")
            headers = {etree.QName(part).localname: "".join(part.itertext()) for part in header}
            valid = schema.validate(payload)
            tell(
                called=action,
                payload={etree.QName(part).localname: part.text for part in payload},
                headers=headers,
                error=None if valid else str(schema.error_log.last_error),
            )
            answer = ANSWERS.get(action, "<status>Accepted</status>")
            answer = answer[version] if isinstance(answer, dict) else answer
            element = name.localname.removesuffix("Request") + "Response"
            text = (
                f'<s:Envelope xmlns:s="{SOAP}"><s:Body>'
                f'<{element} xmlns="{name.namespace}">{answer}</{element}></s:Body></s:Envelope>'
            )
            schema.assertValid(etree.fromstring(text)[0][0])
            self.send_response(200)
            self.send_header("Content-Type", "application/soap+xml; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    return Handler


class Station:
    """A station of one version, posting to one portal."""

    def open(self, version, address, identity, password=None):
        folder = os.path.join(os.environ["OCPP_DATA"], "wsdl")
        central, own = (os.path.join(folder, file) for file in FILES[version])
        self.identity = identity
        server = ThreadingHTTPServer(("127.0.0.1", 0), service_of(version, schema_of(own)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        callback = f"http://127.0.0.1:{server.server_port}/charge-point"
        session = requests.Session()
        if password is not None:
            session.auth = (identity, password)
        plugins = [WsAddressingPlugin(), Checking(schema_of(central), callback)]
        client = zeep.Client(central, transport=Transport(session=session, timeout=20), plugins=plugins)
        binding = next(iter(client.wsdl.bindings))
        self.service = client.create_service(str(binding), address)
        return {"callback": callback}

    def describe(self, address):
        """Reads the portal's own description; gives the operations in it."""
        client = zeep.Client(f"{address}?wsdl")
        port = next(iter(next(iter(client.wsdl.services.values())).ports.values()))
        return {"operations": sorted(port.binding._operations), "address": port.binding_options["address"]}

    def call(self, action, payload):
        answer = getattr(self.service, action)(**payload, _soapheaders={"ChargeBoxIdentity": self.identity})
        return {"answer": serialize_object(answer, dict)}


def main():
    station = Station()
    for text in sys.stdin:
        request = json.loads(text)
        name = request.pop("do")
        try:
            tell(done=name, **getattr(station, name)(**request))
        except Exception as error:  # told to the test, which decides what it means
            tell(done=name, error=f"{type(error).__name__}: {error}")


main()
