//! Images over the API, and stations' files over HTTP.

use domain::user::Role;
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::{Depot, FIRMWARE, over_http, upload};
use crate::http::{Answer, As, Call};
use crate::portal::TestPortal;

async fn put(depot: &Depot, path: &str, body: &[u8]) -> Answer {
    depot.portal.send(Call::new("PUT", path).bytes(body)).await
}

#[tokio::test]
async fn an_image_is_uploaded_looked_at_and_deleted() {
    let portal = TestPortal::start().await;
    let admin = &portal.administrator;
    let query = "name=..%2Ffw-2.0.bin&vendor=Alfa&model=One&version=2.0&signature=c2ln&signingCertificate=-----BEGIN+CERTIFICATE-----";
    let image = upload(&portal, query, FIRMWARE, admin).await.expect(201).json();
    assert_eq!((&image["name"], &image["sizeBytes"]), (&json!("fw-2.0.bin"), &json!(FIRMWARE.len())));
    assert_eq!((&image["signed"], &image["uploadedBy"]), (&json!(true), &json!("admin@example.org")));
    assert_eq!(image["sha256"], "d96f3198778d79bc9501fd4e799c19c14d58d0de1e993e85267d21dc40ac8524");
    let path = format!("/api/v1/images/{}", image["id"]);
    assert_eq!(portal.get(&path, admin).await.expect(200).json(), image);
    let content = portal.get(&format!("{path}/content"), admin).await.expect(200);
    assert_eq!(content.body, FIRMWARE);
    assert_eq!(content.header("content-disposition"), Some("attachment; filename=\"fw-2.0.bin\""));
    let site = portal.place("CP1").await.site;
    let kari = portal.person("kari@example.org", Role::SiteAdministrator, &[site]).await;
    portal.send(Call::new("DELETE", &path).by(&kari)).await.expect(404);
    let own = upload(&portal, "name=a.bin&version=1", b"a", &kari).await.expect(201).json();
    portal.send(Call::new("DELETE", &format!("/api/v1/images/{}", own["id"])).by(&kari)).await.expect(204);
    portal.send(Call::new("DELETE", &path).by(admin)).await.expect(204);
    assert_eq!(portal.get("/api/v1/images", admin).await.expect(200).json(), json!({"items": []}));
    assert_eq!(std::fs::read_dir(portal.folder.path().join("files/kept")).unwrap().count(), 0);
}

#[tokio::test]
async fn what_is_told_of_an_image_is_checked() {
    let portal = TestPortal::start_with(|configuration| configuration.files.image_bytes = 10).await;
    let table = [
        ("version=1", Some("name"), 400),
        ("name=..&version=1", Some("name"), 400),
        ("name=a&version=", Some("version"), 400),
        ("name=a&version=1&signature=c2ln", Some("signingCertificate"), 400),
        ("name=a&version=1&signature=%21&signingCertificate=-----BEGIN+CERTIFICATE-----", Some("signature"), 400),
        ("name=a&version=1&signature=c2ln&signingCertificate=x", Some("signingCertificate"), 400),
        ("name=a&version=1&colour=red", Some("colour"), 400),
        ("name=a&version=1", None, 413),
    ];
    for (query, field, status) in table {
        let answer = upload(&portal, query, b"12345678901", &portal.administrator).await;
        assert_eq!((answer.status, answer.json()["field"].as_str()), (status, field), "{query}: {}", answer.text());
    }
    upload(&portal, "name=a&version=1", b"", &portal.administrator).await.expect(400);
    let folder = portal.folder.path().join("files");
    for part in ["incoming", "kept"] {
        assert_eq!(std::fs::read_dir(folder.join(part)).unwrap().count(), 0, "nothing is left in {part}");
    }
}

#[tokio::test]
async fn an_image_is_fetched_whole_and_in_ranges() {
    let mut depot = Depot::open().await;
    let path = over_http(&depot.for_firmware().await);
    let whole = depot.portal.get(&path, &As::Nobody).await.expect(200);
    assert_eq!((whole.body.as_slice(), whole.header("accept-ranges")), (FIRMWARE, Some("bytes")));
    for (range, status, body) in [
        ("bytes=9-10", 206, &FIRMWARE[9..11]),
        ("bytes=9-", 206, &FIRMWARE[9..]),
        ("bytes=-3", 206, &FIRMWARE[FIRMWARE.len() - 3..]),
        ("bytes=999-", 416, &b""[..]),
    ] {
        let part = depot.portal.send(Call::get(&path).header("range", range)).await;
        assert_eq!((part.status, part.body.as_slice()), (status, body), "{range}");
    }
    let path = format!("/api/v1/stations/{}/transfers", depot.place.station);
    let transfer = depot.portal.get(&path, &depot.portal.administrator).await.expect(200).json()["items"][0].clone();
    assert_eq!((&transfer["kind"], &transfer["totalBytes"]), (&json!("firmware"), &json!(FIRMWARE.len())));
}

#[tokio::test]
async fn what_a_station_delivers_is_there_whole_or_not_at_all() {
    let mut depot = Depot::open().await;
    let folder = over_http(&depot.for_diagnostics().await);
    put(&depot, &format!("{folder}log.zip"), b"first").await.expect(201);
    put(&depot, &format!("{folder}log.zip"), b"second").await.expect(201);
    let nameless = Call::new("POST", &folder).bytes(b"third");
    let nameless = nameless.header("content-disposition", "attachment; filename=\"../trace.txt\"");
    depot.portal.send(nameless).await.expect(201);
    let uploads = depot.uploads().await;
    assert_eq!((&uploads["usedBytes"], uploads["items"].as_array().unwrap().len()), (&json!(11), 2));
    assert_eq!((&uploads["items"][0]["name"], &uploads["items"][1]["name"]), (&json!("trace.txt"), &json!("log.zip")));
    assert_eq!(depot.download(&uploads["items"][1]).await, b"second");
    // One that breaks off: more is announced than comes.
    let path = format!("{folder}half.zip");
    let mut line = TcpStream::connect(depot.portal.address).await.unwrap();
    let half = format!("PUT {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
    line.write_all(half.as_bytes()).await.unwrap();
    until(|| depot.on_disk() == 4).await;
    drop(line);
    let path = format!("/api/v1/stations/{}/uploads/{}", depot.place.station, uploads["items"][0]["id"]);
    depot.portal.send(Call::new("DELETE", &path).by(&depot.portal.administrator)).await.expect(204);
    assert_eq!(depot.uploads().await["items"].as_array().unwrap().len(), 1);
    until(|| depot.on_disk() == 2).await;
}

/// Waits until something on disk is so.
async fn until(holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), wait).await.expect("it should come to that");
}

#[tokio::test]
async fn a_secret_opens_nothing_else() {
    let mut depot = Depot::open().await;
    let image = over_http(&depot.for_firmware().await);
    let folder = over_http(&depot.for_diagnostics().await);
    put(&depot, &format!("{folder}log.zip"), b"mine").await.expect(201);
    let secret = image.strip_suffix("fw.bin").unwrap();
    let wrong = image.replace(&image[10..14], "zzzz");
    let table = [
        (Call::get(&wrong), 404),
        (Call::get(&format!("{secret}other.bin")), 404),
        (Call::get(&format!("{secret}..%2Ffw.bin")), 404),
        (Call::get(&format!("{secret}%2e%2e%2fkept")), 404),
        (Call::get(&format!("{folder}log.zip")), 405),
        (Call::new("PUT", &image).bytes(b"mine now"), 405),
        (Call::new("PUT", &format!("{folder}..")).bytes(b"x"), 400),
        (Call::get("/files/1/fw.bin"), 404),
        (Call::get("/files/x-y/fw.bin"), 404),
    ];
    for (call, status) in table {
        let answer = depot.portal.send(call).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    assert_eq!(depot.uploads().await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_link_in_the_folder_leads_nobody_anywhere() {
    let mut depot = Depot::open().await;
    let kept = depot.portal.folder.path().join("files/kept");
    std::os::unix::fs::symlink("/etc/hostname", kept.join("link")).unwrap();
    let image = over_http(&depot.for_firmware().await);
    let folder = over_http(&depot.for_diagnostics().await);
    depot.portal.send(Call::get(&image.replace("fw.bin", "link"))).await.expect(404);
    put(&depot, &format!("{folder}link"), b"not there").await.expect(201);
    assert_eq!(std::fs::read_link(kept.join("link")).unwrap().to_str(), Some("/etc/hostname"));
    assert_eq!(depot.download(&depot.uploads().await["items"][0]).await, b"not there");
}

#[tokio::test]
async fn sizes_are_limited_for_a_file_and_for_a_station() {
    let mut depot = Depot::open_with(|files| (files.upload_bytes, files.station_bytes) = (10, 15)).await;
    let folder = over_http(&depot.for_diagnostics().await);
    put(&depot, &format!("{folder}large"), b"12345678901").await.expect(413);
    put(&depot, &format!("{folder}first"), b"1234567890").await.expect(201);
    put(&depot, &format!("{folder}second"), b"123456").await.expect(507);
    put(&depot, &format!("{folder}third"), b"12345").await.expect(201);
    assert_eq!((depot.uploads().await["usedBytes"].clone(), depot.on_disk()), (json!(15), 3));
}

#[tokio::test]
async fn uploads_are_for_those_who_look_after_the_station() {
    let mut depot = Depot::open().await;
    let folder = over_http(&depot.for_diagnostics().await);
    put(&depot, &format!("{folder}log.zip"), b"mine").await.expect(201);
    let portal = &depot.portal;
    let other = portal.place("CP2").await;
    let own = portal.person("own@example.org", Role::SiteAdministrator, &[depot.place.site]).await;
    let foreign = portal.person("foreign@example.org", Role::SiteAdministrator, &[other.site]).await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let driver = portal.person("driver@example.org", Role::Driver, &[depot.place.site]).await;
    let id = depot.uploads().await["items"][0]["id"].clone();
    let path = format!("/api/v1/stations/{}/uploads/{id}", depot.place.station);
    for (who, status) in [(&own, 200), (&support, 200), (&foreign, 404), (&driver, 403), (&As::Nobody, 401)] {
        assert_eq!(portal.get(&path, who).await.status, status, "{who:?}");
    }
    // Nor by way of a station that is theirs.
    let path = format!("/api/v1/stations/{}/uploads/{id}", other.station);
    portal.get(&path, &foreign).await.expect(404);
}

#[tokio::test]
async fn a_campaign_is_made_seen_and_held() {
    let mut depot = Depot::open().await;
    let boot = json!({"chargePointVendor": "Alfa", "chargePointModel": "One", "firmwareVersion": "1.0"});
    depot.station.call("BootNotification", boot).await;
    let portal = &depot.portal;
    let admin = &portal.administrator;
    portal.place("CP2").await;
    let campaign = |change: serde_json::Value| {
        let mut campaign = json!({"name": "Spring", "imageId": depot.image, "nodeIds": [1], "waveSize": 5,
            "haltAfter": {"percent": 20}, "startsAt": "2999-01-01T00:00:00.000Z"});
        campaign.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        campaign
    };
    for (change, field) in [
        (json!({"name": " "}), "name"),
        (json!({"imageId": 99}), "imageId"),
        (json!({"nodeIds": [999]}), "nodeIds"),
        (json!({"waveSize": 0}), "waveSize"),
        (json!({"haltAfter": {"percent": 101}}), "haltAfter"),
        (json!({"signed": true}), "signed"),
        (json!({"timeLimitS": 1}), "timeLimitS"),
    ] {
        let answer = portal.post("/api/v1/campaigns", &campaign(change), admin).await.expect(400);
        assert_eq!(answer.json()["field"], field);
    }
    let made = portal.post("/api/v1/campaigns", &campaign(json!({})), admin).await.expect(201).json();
    assert_eq!((&made["state"], &made["counts"]["waiting"]), (&json!("waiting"), &json!(1)));
    assert_eq!((&made["targets"][1]["state"], &made["targets"][1]["reason"]), (&json!("skipped"), &json!("unknown")));
    let path = format!("/api/v1/campaigns/{}", made["id"]);
    let own = portal.person("own@example.org", Role::SiteAdministrator, &[depot.place.site]).await;
    let seen = portal.get(&path, &own).await.expect(200).json();
    assert_eq!(seen["targets"].as_array().unwrap().len(), 1, "the other station stands elsewhere");
    portal.post(&format!("{path}/cancel"), &json!({}), &own).await.expect(403);
    let paused = portal.post(&format!("{path}/pause"), &json!({}), admin).await.expect(200).json();
    assert_eq!(paused["state"], "paused");
    portal.post(&format!("{path}/pause"), &json!({}), admin).await.expect(409);
    portal.post(&format!("{path}/cancel"), &json!({}), admin).await.expect(200);
    assert_eq!(portal.get("/api/v1/campaigns", admin).await.expect(200).json()["items"][0]["counts"]["cancelled"], 1);
    portal.post("/api/v1/campaigns/99/resume", &json!({}), admin).await.expect(404);
}
