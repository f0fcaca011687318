//! What stations in the field really do, each by its name: over a real socket, with what is stored afterwards.

use domain::user::Role;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::http::Call;
use crate::portal::{Place, TestPortal};
use crate::station::{Knock, Station};

/// A portal with a station that has booted.
struct Field {
    portal: TestPortal,
    place: Place,
    station: Station,
}

impl Field {
    async fn new() -> Field {
        let portal = TestPortal::start().await;
        let place = portal.place("CP1").await;
        let mut station = Station::connect(&portal, "CP1").await;
        assert_eq!(station.boot().await["status"], "Accepted");
        Field { portal, place, station }
    }

    /// What the portal tells an administrator.
    async fn get(&self, path: &str) -> Value {
        self.portal.get(&format!("/api/v1/{path}"), &self.portal.administrator).await.expect(200).json()
    }

    async fn session(&self, id: i64) -> Value {
        self.get(&format!("sessions/{id}")).await
    }

    /// The values of the main meter's samples of a session, in the order of their times.
    async fn energies(&self, id: i64) -> Vec<Value> {
        let readings = self.get(&format!("sessions/{id}/readings")).await;
        let samples =
            readings["items"].as_array().expect("readings").iter().map(|reading| reading["samples"][0].clone());
        samples.collect()
    }

    async fn outlet(&self) -> Value {
        self.get(&format!("nodes/{}", self.place.outlet)).await["outlet"].clone()
    }

    /// Starts a session at the first outlet, so many seconds ago, with the meter at 1,000 Wh.
    async fn start(&mut self, seconds_ago: i64) -> i64 {
        id_of(&self.station.call("StartTransaction", start(&ago(seconds_ago))).await)
    }

    async fn stop(&mut self, transaction: i64, meter_wh: i64) -> Value {
        let stop = json!({"transactionId": transaction, "meterStop": meter_wh, "timestamp": ago(0)});
        self.station.call("StopTransaction", stop).await
    }

    /// How many sessions there are.
    async fn sessions(&self) -> usize {
        self.get("sessions").await["items"].as_array().expect("sessions").len()
    }

    /// How many deviations were forgiven the station so far, once there are so many.
    async fn deviations(&self, at_least: i64) {
        loop {
            let node = self.get(&format!("nodes/{}", self.place.station)).await;
            if node["station"]["deviations"].as_i64().expect("a number") >= at_least {
                return;
            }
            tokio::task::yield_now().await;
        }
    }
}

fn id_of(answer: &Value) -> i64 {
    let id = answer["transactionId"].as_i64().expect("a transaction id");
    assert!(id > 0 && id < 1 << 31, "{id}");
    id
}

fn moment(seconds_ago: i64) -> Timestamp {
    let now = Timestamp::now().as_second();
    Timestamp::from_second(now).unwrap() - SignedDuration::from_secs(seconds_ago)
}

/// A time so many seconds ago as a good station writes it.
fn ago(seconds_ago: i64) -> String {
    moment(seconds_ago).to_string()
}

fn start(timestamp: &str) -> Value {
    json!({"connectorId": 1, "idTag": "TAG1", "meterStart": 1_000, "timestamp": timestamp})
}

fn meter(transaction: i64, timestamp: &str, sample: Value) -> Value {
    json!({"connectorId": 1, "transactionId": transaction, "meterValue": [{"timestamp": timestamp, "sampledValue": [sample]}]})
}

#[tokio::test]
async fn a_gap_in_a_list_of_samples_is_closed() {
    let mut field = Field::new().await;
    let id = field.start(60).await;
    let at = ago(30);
    let frame = format!(
        r#"[2,"gap","MeterValues",{{"connectorId":1,"transactionId":{id},"meterValue":[{{"timestamp":"{at}","sampledValue":[,{{"value":"1500","unit":"Wh"}}]}}]}}]"#
    );
    field.station.send_text(&frame).await;
    assert_eq!(field.station.answered("gap").await, json!([3, "gap", {}]));
    assert_eq!(field.energies(id).await[0]["value"], 1_500.0);
    field.deviations(1).await;
}

#[tokio::test]
async fn a_stop_with_the_largest_id_with_zero_and_with_minus_one_ends_the_session_that_ran() {
    for transaction in [i64::MAX, 0, -1] {
        let mut field = Field::new().await;
        let id = field.start(60).await;
        assert_eq!(field.stop(transaction, 1_400).await, json!({}), "{transaction}");
        let session = field.session(id).await;
        assert_eq!((&session["active"], &session["energyWh"]), (&json!(false), &json!(400)), "{transaction}");
        assert_eq!(field.sessions().await, 1);
    }
}

#[tokio::test]
async fn integers_in_quotes_are_stored_as_numbers() {
    let mut field = Field::new().await;
    let told = json!({"connectorId": "1", "idTag": "TAG1", "meterStart": "1000", "timestamp": ago(60)});
    let id = id_of(&field.station.call("StartTransaction", told).await);
    let stop = json!({"transactionId": id.to_string(), "meterStop": "1400.0", "timestamp": ago(0)});
    field.station.call("StopTransaction", stop).await;
    let session = field.session(id).await;
    assert_eq!((&session["outlet"], &session["meterStartWh"]), (&json!(1), &json!(1_000)));
    assert_eq!((&session["active"], &session["energyWh"]), (&json!(false), &json!(400)));
    field.deviations(4).await;
}

#[tokio::test]
async fn kilowatt_hours_without_a_unit_are_watt_hours_and_spoil_no_session() {
    let mut field = Field::new().await;
    let id = field.start(60).await;
    field.station.call("MeterValues", meter(id, &ago(40), json!({"value": "1.2"}))).await;
    field.station.call("MeterValues", meter(id, &ago(20), json!({"value": "1.3", "unit": "kWh"}))).await;
    field.stop(id, 1_400).await;
    let told = field.energies(id).await;
    assert_eq!((&told[0]["value"], &told[0]["original"], &told[0]["unit"]), (&json!(1.2), &json!("1.2"), &json!("Wh")));
    assert_eq!((&told[1]["value"], &told[1]["originalUnit"]), (&json!(1_300.0), &json!("kWh")));
    assert_eq!(field.session(id).await["energyWh"], 400, "a register that dropped gives no negative energy");
}

#[tokio::test]
async fn times_of_every_kind_are_stored_and_none_is_refused() {
    let now = moment(0);
    let near = moment(120);
    let local = near.to_string().replace('Z', "");
    let two_hours_on = (near + SignedDuration::from_hours(2)).to_string().replace('Z', "+02");
    // The text, what is stored for it (nothing: the time of receipt), and whether the text is kept.
    let table = [
        (near.to_string(), Some(near), false),
        (two_hours_on, Some(near), true),
        (local, Some(near), true),
        ("2022-02-29T10:00:00Z".to_owned(), Some("2022-03-01T10:00:00Z".parse().unwrap()), true),
        ("1970-01-01T00:00:00Z".to_owned(), None, true),
        ("2199-01-01T00:00:00Z".to_owned(), None, true),
        (String::new(), None, true),
        ("soon".to_owned(), None, true),
    ];
    let mut field = Field::new().await;
    for (number, (text, stored, kept)) in table.into_iter().enumerate() {
        let mut told = start(&text);
        // Some of them mean the same moment: only the meter tells these starts apart.
        told["meterStart"] = json!(1_000 + number);
        let id = id_of(&field.station.call("StartTransaction", told).await);
        let session = field.session(id).await;
        let started: Timestamp = session["startedAt"].as_str().unwrap().parse().unwrap();
        match stored {
            Some(stored) => assert_eq!(started, stored, "{text}"),
            None => assert!(started >= now, "{text} was stored as {started}"),
        }
        assert_eq!(session["startedAtText"].is_string(), kept, "{text}: {session}");
        assert!(session["receivedAt"].as_str().unwrap().parse::<Timestamp>().unwrap() >= now);
        // A meter value with such a time belongs to its session too.
        field.station.call("MeterValues", meter(id, &text, json!({"value": "1200"}))).await;
        assert_eq!(field.energies(id).await.len(), 1, "{text}");
        let status = json!({"connectorId": 1, "errorCode": "NoError", "status": "Charging", "timestamp": text});
        assert_eq!(field.station.call("StatusNotification", status).await, json!({}));
    }
}

#[tokio::test]
async fn the_error_code_error_is_a_fault_whose_text_is_kept() {
    let mut field = Field::new().await;
    let status = json!({"connectorId": 1, "errorCode": "Error", "status": "Faulted", "info": "relay"});
    assert_eq!(field.station.call("StatusNotification", status).await, json!({}));
    let outlet = field.outlet().await;
    assert_eq!((&outlet["state"], &outlet["errorCode"]), (&json!("fault"), &json!("OtherError")));
    let text = outlet["errorText"].as_str().unwrap();
    assert!(text.contains("Error") && text.contains("relay"), "{text}");
    let alarms = field.get("alarms?active=true").await;
    let alarm = alarms["items"].as_array().unwrap().iter().find(|alarm| alarm["outlet"] == 1).expect("an alarm");
    assert_eq!((&alarm["type"], &alarm["code"]), (&json!("hardwareFailure"), &json!("OtherError")));
}

#[tokio::test]
async fn the_status_occupied_of_an_older_version_is_a_car_that_is_there() {
    let mut field = Field::new().await;
    let status = json!({"connectorId": 1, "errorCode": "NoError", "status": "Occupied"});
    assert_eq!(field.station.call("StatusNotification", status).await, json!({}));
    assert_eq!(field.outlet().await["state"], "occupied");
    field.deviations(1).await;
}

#[tokio::test]
async fn a_stop_repeated_for_ever_is_confirmed_each_time_and_counted_once() {
    let mut field = Field::new().await;
    let id = field.start(60).await;
    let stop = json!({"transactionId": id, "meterStop": 1_400, "timestamp": ago(0), "reason": "EVDisconnected"});
    for round in 0..3 {
        for _ in 0..3 {
            assert_eq!(field.station.call("StopTransaction", stop.clone()).await, json!({}));
        }
        let frame = json!([2, "the same", "StopTransaction", stop]);
        field.station.send(&frame).await;
        assert_eq!(field.station.answered("the same").await, json!([3, "the same", {}]), "round {round}");
        field.station = Station::connect(&field.portal, "CP1").await;
    }
    let session = field.session(id).await;
    assert_eq!((&session["energyWh"], &session["stopReason"]), (&json!(400), &json!("EVDisconnected")));
    assert_eq!(field.sessions().await, 1);
    assert_eq!(field.get("sessions/totals").await["energyWh"], 400);
}

#[tokio::test]
async fn the_same_start_with_a_new_message_id_is_the_same_session() {
    let mut field = Field::new().await;
    let told = start(&ago(60));
    let first = field.station.call("StartTransaction", told.clone()).await;
    assert_eq!(field.station.call("StartTransaction", told.clone()).await, first);
    field.station = Station::connect(&field.portal, "CP1").await;
    assert_eq!(field.station.call("StartTransaction", told).await, first, "also over another connection");
    assert_eq!(field.sessions().await, 1);
}

#[tokio::test]
async fn meter_values_after_available_belong_to_their_session() {
    let mut field = Field::new().await;
    let id = field.start(60).await;
    let available = json!({"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": ago(30)});
    field.station.call("StatusNotification", available).await;
    field.station.call("MeterValues", meter(id, &ago(20), json!({"value": "1300"}))).await;
    let session = field.session(id).await;
    assert_eq!((&session["active"], &session["energyWh"]), (&json!(true), &json!(300)), "only a stop ends it");
    field.stop(id, 1_400).await;
    field.station.call("MeterValues", meter(id, &ago(10), json!({"value": "1390"}))).await;
    assert_eq!(field.energies(id).await.len(), 2, "the late one too");
    assert_eq!(field.session(id).await["energyWh"], 400, "the stop told it all");
    assert_eq!(field.outlet().await["state"], "available");
}

#[tokio::test]
async fn a_station_without_a_subprotocol_comes_in_where_that_is_allowed() {
    let field = Field::new().await;
    let silent = || Knock { path: "/Ocpp/websocket/CP1", ..Knock::default() };
    assert_eq!(Station::knock(&field.portal, silent()).await.err().expect("refused").0, 400);
    let node = format!("/api/v1/nodes/{}", field.place.station);
    let tag = field.portal.etag(&node).await;
    let allow = Call::new("PATCH", &node).json(&json!({"station": {"acceptMissingSubprotocol": true}}));
    field.portal.send(allow.header("if-match", &tag).by(&field.portal.administrator)).await.expect(200);
    let mut station = Station::knock(&field.portal, silent()).await.expect("let in");
    assert_eq!(station.boot().await["status"], "Accepted");
    let shown = field.get(&format!("nodes/{}", field.place.station)).await;
    assert_eq!(shown["station"]["protocol"], "ocpp1.6j");
}

#[tokio::test]
async fn an_old_socket_that_closes_after_the_new_ones_boot_disturbs_nothing() {
    let Field { portal, place, station: mut old } = Field::new().await;
    let mut new = Station::connect(&portal, "CP1").await;
    assert_eq!(new.boot().await["status"], "Accepted");
    while old.receive().await.is_some() {}
    drop(old);
    let status = json!({"connectorId": 1, "errorCode": "NoError", "status": "Available"});
    new.call("StatusNotification", status).await;
    let shown = portal.get(&format!("/api/v1/nodes/{}", place.station), &portal.administrator).await.expect(200).json();
    assert_eq!((&shown["station"]["online"], &shown["station"]["connectedAt"].is_null()), (&json!(true), &false));
    let command = json!({"name": "clearCache"});
    let path = format!("/api/v1/stations/{}/commands?wait=20", place.station);
    let pressed = portal.post(&path, &command, &portal.administrator);
    let (answer, _) = tokio::join!(pressed, new.answer("ClearCache", json!({"status": "Accepted"})));
    assert_eq!(answer.expect(202).json()["state"], "accepted", "commands go over the new socket");
}

#[tokio::test]
async fn a_tag_with_colons_is_the_tag_without_them() {
    let mut field = Field::new().await;
    let path = format!("/api/v1/nodes/{}", field.place.outlet);
    for outlet in [field.place.outlet, field.place.outlet + 1] {
        let path = format!("/api/v1/nodes/{outlet}");
        let tag = field.portal.etag(&path).await;
        let rfid = Call::new("PATCH", &path).json(&json!({"outlet": {"mode": "rfid"}})).header("if-match", &tag);
        field.portal.send(rfid.by(&field.portal.administrator)).await.expect(200);
    }
    assert_eq!(field.portal.get(&path, &field.portal.administrator).await.json()["outlet"]["mode"], "rfid");
    field.portal.person("kari@example.org", Role::Driver, &[]).await;
    let users = field.get("users").await;
    let kari = users["items"].as_array().unwrap().iter().find(|user| user["email"] == "kari@example.org").unwrap();
    let tag = json!({"idTag": "2069c021", "label": "", "userId": kari["id"], "blocked": false});
    field.portal.post("/api/v1/tags", &tag, &field.portal.administrator).await.expect(201);
    let asked = field.station.call("Authorize", json!({"idTag": "20:69:C0:21"})).await;
    assert_eq!(asked["idTagInfo"]["status"], "Accepted");
    let told = json!({"connectorId": 1, "idTag": "20:69:C0:21", "meterStart": 0, "timestamp": ago(10)});
    let session = id_of(&field.station.call("StartTransaction", told).await);
    let session = field.session(session).await;
    assert_eq!((&session["email"], &session["tag"]), (&json!("kari@example.org"), &json!("20:69:C0:21")));
}

#[tokio::test]
async fn a_basic_password_of_any_bytes_opens_the_door_and_no_other_does() {
    let Field { portal, place, station } = Field::new().await;
    drop(station);
    let password: Vec<u8> = [b':', 0, 0xff, 0xfe, b'\n', 0xc3].into_iter().chain(100..120).collect();
    let inside = &portal.program.portal;
    let key = server::station::credential_key(&inside.store).await.unwrap();
    let hash = key.hash("CP1", &password);
    inside.store.set_credential(domain::NodeId(place.station), Some(hash), domain::access::Reach::All).await.unwrap();
    let node = format!("/api/v1/nodes/{}", place.station);
    let tag = portal.etag(&node).await;
    let profile = Call::new("PATCH", &node).json(&json!({"station": {"securityProfile": 1}})).header("if-match", &tag);
    portal.send(profile.by(&portal.administrator)).await.expect(200);
    let knock = |password| Knock {
        path: "/Ocpp/websocket/CP1",
        subprotocol: Some("ocpp1.6"),
        credential: Some(("CP1", password)),
    };
    for wrong in [&password[1..], &password[..5], b"", b"\xff"] {
        assert_eq!(Station::knock(&portal, knock(wrong)).await.err().expect("refused").0, 401);
    }
    let mut station = Station::knock(&portal, knock(&password)).await.expect("let in");
    assert_eq!(station.boot().await["status"], "Accepted");

    // A person enters such a key in hexadecimal digits.
    let digits: String = password[..20].iter().map(|byte| format!("{byte:02x}")).collect();
    let path = format!("/api/v1/stations/{}/credential", place.station);
    portal.post(&path, &json!({"password": digits}), &portal.administrator).await.expect(200);
    assert_eq!(Station::knock(&portal, knock(&password)).await.err().expect("refused").0, 401, "the old one");
    assert!(Station::knock(&portal, knock(&password[..20])).await.is_ok(), "its bytes");
    assert!(Station::knock(&portal, knock(digits.as_bytes())).await.is_ok(), "its digits");
}

#[tokio::test]
async fn a_broken_frame_is_answered_by_its_id_and_the_socket_stays() {
    let mut field = Field::new().await;
    for (frame, id, code) in [
        (r#"[2,"b1","MeterValues",{"connectorId":1,"meterValue":[{"times"#, "b1", "FormationViolation"),
        (r#"[2,"b2","Authorize",{"idTag":{}}]"#, "b2", "TypeConstraintViolation"),
        (r#"[2,"b3","Authorize",{}]"#, "b3", "OccurenceConstraintViolation"),
        (r#"[2,"b4","Fly",{}]"#, "b4", "NotImplemented"),
    ] {
        field.station.send_text(frame).await;
        let answer = field.station.answered(id).await;
        assert_eq!((&answer[0], &answer[2]), (&json!(4), &json!(code)), "{frame}");
    }
    assert!(field.station.call("Heartbeat", json!({})).await["currentTime"].is_string());
    // An operator sees what was said.
    let log = field.get(&format!("stations/{}/messages", field.place.station)).await.to_string();
    assert!(log.contains("OccurenceConstraintViolation"), "{log}");
}
