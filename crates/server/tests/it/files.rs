//! Files for and from stations: the API's side, HTTP both ways, and FTP with a client that is not ours.

mod ftp;
mod http;

use serde_json::{Value, json};

use crate::http::{As, Call};
use crate::portal::{Place, TestPortal};
use crate::station::Station;

/// What every image here holds.
const FIRMWARE: &[u8] = b"firmware of version 2.0";

/// A portal with an FTP server, a station that is connected, and an image.
struct Depot {
    portal: TestPortal,
    place: Place,
    station: Station,
    image: i64,
}

impl Depot {
    async fn open() -> Depot {
        Depot::open_with(|_| {}).await
    }

    async fn open_with(change: impl FnOnce(&mut server::configuration::Files)) -> Depot {
        let portal = TestPortal::start_with(|configuration| {
            configuration.files.ftp_listen = Some("127.0.0.1:0".parse().unwrap());
            configuration.files.public_host = Some("127.0.0.1".to_owned());
            configuration.tls.listen = "127.0.0.1:0".parse().unwrap();
            configuration.tls.certificate = Some(crate::tls::file("certificate.pem"));
            configuration.tls.private_key = Some(crate::tls::file("key.pem"));
            change(&mut configuration.files);
        })
        .await;
        let place = portal.place("CP1").await;
        let station = Station::connect(&portal, "CP1").await;
        let image =
            upload(&portal, "name=fw.bin&version=2.0", FIRMWARE, &portal.administrator).await.expect(201).json();
        Depot { image: image["id"].as_i64().unwrap(), portal, place, station }
    }

    /// Gives a command, and answers it as the station; gives the location that was told.
    async fn location(&mut self, command: &Value, action: &str, answer: Value) -> String {
        let path = format!("/api/v1/stations/{}/commands", self.place.station);
        self.portal.post(&path, command, &self.portal.administrator).await.expect(202);
        let asked = self.station.answer(action, answer).await;
        asked["location"].as_str().unwrap().to_owned()
    }

    async fn for_firmware(&mut self) -> String {
        let command = json!({"name": "updateFirmware", "imageId": self.image});
        self.location(&command, "UpdateFirmware", json!({})).await
    }

    async fn for_diagnostics(&mut self) -> String {
        self.location(&json!({"name": "getDiagnostics"}), "GetDiagnostics", json!({"fileName": "log.zip"})).await
    }

    async fn uploads(&self) -> Value {
        let path = format!("/api/v1/stations/{}/uploads", self.place.station);
        self.portal.get(&path, &self.portal.administrator).await.expect(200).json()
    }

    async fn download(&self, upload: &Value) -> Vec<u8> {
        let path = format!("/api/v1/stations/{}/uploads/{}", self.place.station, upload["id"]);
        self.portal.get(&path, &self.portal.administrator).await.expect(200).body
    }

    /// How many files lie on disk, half ones included.
    fn on_disk(&self) -> usize {
        let folder = self.portal.folder.path().join("files");
        ["incoming", "kept"].iter().map(|part| std::fs::read_dir(folder.join(part)).unwrap().count()).sum()
    }
}

async fn upload(portal: &TestPortal, query: &str, body: &[u8], who: &As) -> crate::http::Answer {
    let call = Call::new("POST", &format!("/api/v1/images?{query}")).bytes(body);
    portal.send(call.header("content-type", "application/octet-stream").by(who)).await
}

/// The path of a location over HTTP, `/files/<id>-<secret>/`, made of one over FTP: both have the same secret.
fn over_http(location: &str) -> String {
    let (account, rest) = location.strip_prefix("ftp://t").unwrap().split_once('@').unwrap();
    let (id, secret) = account.split_once(':').unwrap();
    format!("/files/{id}-{secret}/{}", rest.split_once('/').unwrap().1)
}
