//! The test cases of the OCA for a central system of OCPP 1.6, each by its number; `docs/CONFORMANCE.md` has the list. What a case
//! asks of the central system is held here; what it asks of the station is played.

use csms::Options;
use domain::alarm::AlarmType;
use domain::command::{Command, CommandState, TriggeredMessage};
use domain::local_list::ListUpdate;
use domain::outlet::{OutletMode, OutletStatus};
use domain::session::{Authentication, Session};
use domain::tag::TagText;
use domain::{NodeId, SessionId};
use serde_json::{Value, json};
use store::tag::TagSettings;

use crate::portal::{PATIENCE, Portal, operator, options};
use crate::session::id_of;
use crate::station::{Station, meter, start, status, stop};

const NOON: &str = "2026-06-01T12:00:00Z";

/// A connected station whose two outlets want a tag, and tags of every kind.
struct Bench {
    portal: Portal,
    id: NodeId,
    station: Station,
}

impl Bench {
    async fn new() -> Bench {
        let portal = Portal::with(Options { ping_interval: PATIENCE, ..options() }).await;
        let id = portal.add_station("CP1", 0).await;
        for number in 1..=2 {
            portal.add_outlet(id, number, OutletMode::Rfid).await;
        }
        let past = Some(domain::UtcMillis(portal.now().0 - 1));
        for (text, blocked, expires_at) in [("TAG1", false, None), ("BLOCKED", true, None), ("EXPIRED", false, past)] {
            let tag = TagSettings {
                id_tag: TagText::new(text).unwrap(),
                label: String::new(),
                user_id: None,
                expires_at,
                blocked,
                parent_tag: None,
            };
            portal.store.create_tag(tag, portal.now()).await.unwrap();
        }
        let station = portal.connect("CP1").await;
        Bench { portal, id, station }
    }

    /// Sends a status of the first outlet, which is confirmed and is the present then.
    async fn tells(&mut self, word: &str, expected: OutletStatus) {
        assert_eq!(self.station.call("StatusNotification", status(1, word, "NoError", NOON)).await, json!({}));
        assert_eq!(self.present(), expected);
        // The next status is a later one.
        self.portal.clock.advance_ms(1_000);
    }

    fn present(&self) -> OutletStatus {
        let live = self.portal.system.station(self.id).unwrap();
        live.outlets.iter().find(|outlet| outlet.number == 1).unwrap().present.status
    }

    async fn authorises(&mut self, tag: &str, expected: &str) {
        let answer = self.station.call("Authorize", json!({"idTag": tag})).await;
        assert_eq!(answer["idTagInfo"]["status"], expected, "{tag}");
    }

    /// Starts a session with the tag that may charge.
    async fn starts(&mut self, at: &str) -> i64 {
        let answer = self.station.call("StartTransaction", start(1, "TAG1", 1_000, at)).await;
        assert_eq!(answer["idTagInfo"]["status"], "Accepted");
        id_of(&answer)
    }

    /// Stops a session for a reason, which is confirmed.
    async fn stops(&mut self, id: i64, reason: &str, at: &str) -> Session {
        let mut told = stop(id, 6_000, at);
        told["reason"] = json!(reason);
        assert_eq!(self.station.call("StopTransaction", told).await, json!({}));
        let session = self.session(id).await;
        assert_eq!((session.is_active(), session.energy_wh), (false, 5_000));
        assert_eq!(session.stop_reason.as_deref(), Some(reason));
        session
    }

    async fn session(&self, id: i64) -> Session {
        self.portal.store.session(SessionId(id)).await.unwrap().expect("the session is stored")
    }

    async fn sessions(&self) -> i64 {
        self.portal.count("SELECT COUNT(*) FROM session").await
    }

    /// Presses a button: the station is sent just this, answers, and the outcome is kept.
    async fn presses(&mut self, command: Command, sent: (&str, Value), answer: Value, expected: CommandState) {
        let id = self.portal.system.command(self.id, command, operator()).await.unwrap();
        let asked = self.station.asked().await;
        assert_eq!((asked.action.as_str(), &asked.payload), (sent.0, &sent.1));
        self.station.answer(&asked, answer);
        assert_eq!(self.portal.system.wait_for(id, PATIENCE).await, Some(expected), "{}", sent.0);
    }

    async fn remote_start(&mut self, answer: &str, expected: CommandState) {
        let command = Command::RemoteStart { outlet: Some(1), tag: "TAG1".to_owned() };
        let sent = ("RemoteStartTransaction", json!({"connectorId": 1, "idTag": "TAG1"}));
        self.presses(command, sent, json!({"status": answer}), expected).await;
    }

    async fn remote_stop(&mut self, id: i64, answer: &str, expected: CommandState) {
        let command = Command::RemoteStop { session_id: SessionId(id) };
        let sent = ("RemoteStopTransaction", json!({"transactionId": id}));
        self.presses(command, sent, json!({"status": answer}), expected).await;
    }

    async fn unlocks(&mut self, outlet: u16, answer: &str, expected: CommandState) {
        let sent = ("UnlockConnector", json!({"connectorId": outlet}));
        self.presses(Command::UnlockConnector { outlet }, sent, json!({"status": answer}), expected).await;
    }

    /// The connection is lost and comes back; the station boots and is accepted.
    async fn reboots(self) -> Bench {
        let Bench { portal, id, station } = self;
        station.hang_up().await;
        let mut station = portal.connect("CP1").await;
        assert_eq!(station.boot().await["status"], "Accepted");
        // The portal reads the configuration of a station that it does not know yet.
        assert_eq!(station.asked().await.action, "GetConfiguration");
        Bench { portal, id, station }
    }
}

#[tokio::test]
async fn tc_001_cold_boot() {
    let mut bench = Bench::new().await;
    let answer = bench.station.boot().await;
    assert_eq!((&answer["status"], answer["interval"].as_i64()), (&json!("Accepted"), Some(240)));
    assert_eq!(bench.station.asked().await.action, "GetConfiguration");
    for outlet in 0..=2 {
        let told = status(outlet, "Available", "NoError", NOON);
        assert_eq!(bench.station.call("StatusNotification", told).await, json!({}));
    }
    assert_eq!(bench.present(), OutletStatus::Available);
    assert!(bench.station.call("Heartbeat", json!({})).await["currentTime"].is_string());
}

#[tokio::test]
async fn tc_003_regular_session_plugged_in_first() {
    let mut bench = Bench::new().await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    bench.authorises("TAG1", "Accepted").await;
    let id = bench.starts(NOON).await;
    bench.tells("Charging", OutletStatus::Charging).await;
    let told = meter(1, Some(id), 3_000, 7_000, "2026-06-01T12:15:00Z");
    assert_eq!(bench.station.call("MeterValues", told).await, json!({}));
    bench.authorises("TAG1", "Accepted").await;
    let mut told = stop(id, 6_000, "2026-06-01T12:30:00Z");
    told["idTag"] = json!("TAG1");
    let answer = bench.station.call("StopTransaction", told).await;
    assert_eq!(answer["idTagInfo"]["status"], "Accepted", "who stops is judged too");
    bench.tells("Finishing", OutletStatus::Finishing).await;
    bench.tells("Available", OutletStatus::Available).await;
    assert_eq!(bench.session(id).await.energy_wh, 5_000);
}

#[tokio::test]
async fn tc_004_1_regular_session_identification_first() {
    let mut bench = Bench::new().await;
    bench.authorises("TAG1", "Accepted").await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    let id = bench.starts(NOON).await;
    bench.tells("Charging", OutletStatus::Charging).await;
    bench.stops(id, "Local", "2026-06-01T12:30:00Z").await;
}

#[tokio::test]
async fn tc_004_2_identification_first_and_nobody_plugs_in() {
    let mut bench = Bench::new().await;
    bench.authorises("TAG1", "Accepted").await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    bench.tells("Available", OutletStatus::Available).await;
    assert_eq!(bench.sessions().await, 0);
}

#[tokio::test]
async fn tc_005_1_a_session_ends_when_the_car_is_unplugged() {
    let mut bench = Bench::new().await;
    let id = bench.starts(NOON).await;
    bench.tells("Charging", OutletStatus::Charging).await;
    bench.tells("SuspendedEV", OutletStatus::SuspendedEv).await;
    bench.stops(id, "EVDisconnected", "2026-06-01T12:30:00Z").await;
    bench.tells("Finishing", OutletStatus::Finishing).await;
    bench.tells("Available", OutletStatus::Available).await;
}

#[tokio::test]
async fn tc_007_a_tag_from_the_stations_cache_needs_no_question() {
    let mut bench = Bench::new().await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    let id = bench.starts(NOON).await;
    bench.tells("Charging", OutletStatus::Charging).await;
    bench.stops(id, "Local", "2026-06-01T12:30:00Z").await;
}

#[tokio::test]
async fn tc_010_and_tc_011_1_a_session_started_from_afar_before_and_after_plugging_in() {
    for plugged_in_first in [true, false] {
        let mut bench = Bench::new().await;
        if plugged_in_first {
            bench.tells("Preparing", OutletStatus::Preparing).await;
        }
        bench.remote_start("Accepted", CommandState::Accepted).await;
        bench.authorises("TAG1", "Accepted").await;
        if !plugged_in_first {
            bench.tells("Preparing", OutletStatus::Preparing).await;
        }
        let id = bench.starts(NOON).await;
        bench.tells("Charging", OutletStatus::Charging).await;
        assert_eq!(bench.session(id).await.authentication, Authentication::Remote);
    }
}

#[tokio::test]
async fn tc_011_2_a_session_started_from_afar_where_nobody_plugs_in() {
    let mut bench = Bench::new().await;
    bench.remote_start("Accepted", CommandState::Accepted).await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    bench.tells("Available", OutletStatus::Available).await;
    assert_eq!(bench.sessions().await, 0);
}

#[tokio::test]
async fn tc_012_a_session_stopped_from_afar() {
    let mut bench = Bench::new().await;
    let id = bench.starts(NOON).await;
    bench.tells("Charging", OutletStatus::Charging).await;
    bench.remote_stop(id, "Accepted", CommandState::Accepted).await;
    bench.stops(id, "Remote", "2026-06-01T12:30:00Z").await;
    bench.tells("Finishing", OutletStatus::Finishing).await;
}

#[tokio::test]
async fn tc_013_and_tc_014_a_reset_with_a_session_under_way() {
    for (command, kind, reason) in
        [(Command::ResetHard {}, "Hard", "HardReset"), (Command::ResetSoft {}, "Soft", "SoftReset")]
    {
        let mut bench = Bench::new().await;
        let id = bench.starts(NOON).await;
        let sent = ("Reset", json!({"type": kind}));
        bench.presses(command, sent, json!({"status": "Accepted"}), CommandState::Accepted).await;
        bench.stops(id, reason, "2026-06-01T12:30:00Z").await;
        let mut bench = bench.reboots().await;
        bench.tells("Available", OutletStatus::Available).await;
    }
}

#[tokio::test]
async fn tc_017_and_tc_018_and_tc_030_and_tc_031_connectors_are_unlocked_or_not() {
    let mut bench = Bench::new().await;
    bench.unlocks(1, "Unlocked", CommandState::Accepted).await;
    bench.unlocks(1, "NotSupported", CommandState::Rejected).await;
    bench.unlocks(1, "UnlockFailed", CommandState::Rejected).await;
    let id = bench.starts(NOON).await;
    bench.unlocks(1, "Unlocked", CommandState::Accepted).await;
    bench.stops(id, "UnlockCommand", "2026-06-01T12:30:00Z").await;
    bench.unlocks(99, "NotSupported", CommandState::Rejected).await;
}

#[tokio::test]
async fn tc_019_configuration_is_read_whole_and_by_key() {
    let mut bench = Bench::new().await;
    let told = json!({"configurationKey": [{"key": "SupportedFeatureProfiles", "readonly": true, "value": "Core"}]});
    let whole = Command::GetConfiguration { keys: vec![] };
    bench.presses(whole, ("GetConfiguration", json!({})), told.clone(), CommandState::Accepted).await;
    let one = Command::GetConfiguration { keys: vec!["SupportedFeatureProfiles".to_owned()] };
    let sent = ("GetConfiguration", json!({"key": ["SupportedFeatureProfiles"]}));
    bench.presses(one, sent, told, CommandState::Accepted).await;
}

#[tokio::test]
async fn tc_021_and_tc_040_a_key_is_written_refused_or_unknown() {
    let mut bench = Bench::new().await;
    for (answer, expected) in [
        ("Accepted", CommandState::Accepted),
        ("NotSupported", CommandState::Rejected),
        ("Rejected", CommandState::Rejected),
    ] {
        let command =
            Command::ChangeConfiguration { key: "MeterValueSampleInterval".to_owned(), value: "10".to_owned() };
        let sent = ("ChangeConfiguration", json!({"key": "MeterValueSampleInterval", "value": "10"}));
        bench.presses(command, sent, json!({"status": answer}), expected).await;
    }
}

#[tokio::test]
async fn tc_023_a_tag_that_may_not_charge_is_told_why() {
    let mut bench = Bench::new().await;
    for (tag, expected) in [("NOBODY", "Invalid"), ("EXPIRED", "Expired"), ("BLOCKED", "Blocked")] {
        bench.tells("Preparing", OutletStatus::Preparing).await;
        bench.authorises(tag, expected).await;
    }
    assert_eq!(bench.sessions().await, 0);
}

#[tokio::test]
async fn tc_024_a_lock_that_fails_is_a_fault_and_no_session() {
    let mut bench = Bench::new().await;
    bench.tells("Preparing", OutletStatus::Preparing).await;
    bench.authorises("TAG1", "Accepted").await;
    let told = status(1, "Faulted", "ConnectorLockFailure", NOON);
    assert_eq!(bench.station.call("StatusNotification", told).await, json!({}));
    assert_eq!(bench.present(), OutletStatus::Faulted);
    assert_eq!(bench.portal.count("SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL").await, 1);
    assert_eq!(bench.sessions().await, 0);
}

#[tokio::test]
async fn tc_026_and_tc_028_a_station_refuses_to_start_and_to_stop_from_afar() {
    let mut bench = Bench::new().await;
    bench.remote_start("Rejected", CommandState::Rejected).await;
    let id = bench.starts(NOON).await;
    bench.remote_stop(id, "Rejected", CommandState::Rejected).await;
    assert!(bench.session(id).await.is_active());
}

#[tokio::test]
async fn tc_032_1_a_session_that_a_power_failure_ended() {
    let mut bench = Bench::new().await;
    let id = bench.starts(NOON).await;
    let mut bench = bench.reboots().await;
    assert!(bench.session(id).await.is_active(), "the station has not told yet");
    bench.stops(id, "PowerLoss", "2026-06-01T12:30:00Z").await;
    bench.tells("Available", OutletStatus::Available).await;
}

#[tokio::test]
async fn tc_037_and_tc_039_sessions_begun_without_a_connection_are_delivered_later() {
    let bench = Bench::new().await;
    bench.portal.clock.advance_ms(3_600_000);
    let mut bench = bench.reboots().await;
    let valid = bench.starts("2026-06-01T12:10:00Z").await;
    bench.stops(valid, "Local", "2026-06-01T12:20:00Z").await;
    let answer = bench.station.call("StartTransaction", start(1, "NOBODY", 1_000, "2026-06-01T12:30:00Z")).await;
    assert_eq!(answer["idTagInfo"]["status"], "Invalid");
    let invalid = id_of(&answer);
    bench.stops(invalid, "DeAuthorized", "2026-06-01T12:31:00Z").await;
    assert_ne!(valid, invalid);
    assert_eq!(bench.sessions().await, 2);
}

#[tokio::test]
async fn tc_054_and_tc_055_messages_are_triggered_or_refused() {
    let mut bench = Bench::new().await;
    for (message, word) in [
        (TriggeredMessage::MeterValues, "MeterValues"),
        (TriggeredMessage::Heartbeat, "Heartbeat"),
        (TriggeredMessage::StatusNotification, "StatusNotification"),
        (TriggeredMessage::DiagnosticsStatusNotification, "DiagnosticsStatusNotification"),
        (TriggeredMessage::FirmwareStatusNotification, "FirmwareStatusNotification"),
    ] {
        for (answer, expected) in [("Accepted", CommandState::Accepted), ("Rejected", CommandState::Rejected)] {
            let sent = ("TriggerMessage", json!({"requestedMessage": word}));
            let command = Command::TriggerMessage { message, outlet: None, extended: false };
            bench.presses(command, sent, json!({"status": answer}), expected).await;
        }
    }
    // What was triggered comes, and is confirmed like any other.
    assert!(bench.station.call("Heartbeat", json!({})).await["currentTime"].is_string());
    let told = meter(1, None, 3_000, 0, NOON);
    assert_eq!(bench.station.call("MeterValues", told).await, json!({}));
    for action in ["DiagnosticsStatusNotification", "FirmwareStatusNotification"] {
        assert_eq!(bench.station.call(action, json!({"status": "Idle"})).await, json!({}));
    }
}

#[tokio::test]
async fn tc_061_the_cache_is_cleared() {
    let mut bench = Bench::new().await;
    let sent = ("ClearCache", json!({}));
    bench.presses(Command::ClearCache {}, sent, json!({"status": "Accepted"}), CommandState::Accepted).await;
}

#[tokio::test]
async fn tc_064_a_vendor_whom_nobody_knows_is_told_so() {
    let mut bench = Bench::new().await;
    let told = json!({"vendorId": "org.example.nobody", "messageId": "1", "data": "x"});
    assert_eq!(bench.station.call("DataTransfer", told).await, json!({"status": "UnknownVendorId"}));
}

#[tokio::test]
async fn tc_077_and_tc_078_a_certificate_that_is_not_valid_is_told_as_a_security_event() {
    let mut bench = Bench::new().await;
    for kind in ["InvalidChargePointCertificate", "InvalidCentralSystemCertificate"] {
        let told = json!({"type": kind, "timestamp": NOON});
        assert_eq!(bench.station.call("SecurityEventNotification", told).await, json!({}));
        assert!(bench.portal.event("security").await.contains(kind));
    }
    let alarms = bench.portal.store.active_alarms().await.unwrap();
    assert!(alarms.iter().any(|alarm| alarm.key.kind == AlarmType::Security));
}

#[tokio::test]
async fn tc_043_3_a_list_that_the_station_cannot_take_is_not_kept() {
    let mut bench = Bench::new().await;
    let whole = Command::SendLocalList { update: ListUpdate::Full, tag_ids: None, user_ids: None, part: None };
    let id = bench.portal.system.command(bench.id, whole, operator()).await.unwrap();
    let asked = bench.station.asked().await;
    assert_eq!((asked.action.as_str(), &asked.payload["updateType"]), ("SendLocalList", &json!("Full")));
    bench.station.answer(&asked, json!({"status": "Failed"}));
    assert_eq!(bench.portal.system.wait_for(id, PATIENCE).await, Some(CommandState::Rejected));
    assert_eq!(bench.portal.store.local_list(bench.id).await.unwrap().version, 0);
}

#[tokio::test]
async fn tc_049_and_tc_053_a_whole_station_is_reserved_and_used_by_the_group() {
    let mut bench = Bench::new().await;
    for text in ["FRIEND1", "FRIEND2"] {
        let tag = TagSettings {
            id_tag: TagText::new(text).unwrap(),
            label: String::new(),
            user_id: None,
            expires_at: None,
            blocked: false,
            parent_tag: Some("FAMILY".to_owned()),
        };
        bench.portal.store.create_tag(tag, bench.portal.now()).await.unwrap();
    }
    let command = Command::ReserveNow {
        outlet: 0,
        tag: "FRIEND1".to_owned(),
        until: bench.portal.now().plus_ms(3_600_000),
        parent_tag: Some("FAMILY".to_owned()),
        reservation_id: None,
    };
    let id = bench.portal.system.command(bench.id, command, operator()).await.unwrap();
    let asked = bench.station.asked().await;
    assert_eq!(asked.action, "ReserveNow");
    assert_eq!((&asked.payload["connectorId"], &asked.payload["parentIdTag"]), (&json!(0), &json!("FAMILY")));
    bench.station.answer(&asked, json!({"status": "Accepted"}));
    assert_eq!(bench.portal.system.wait_for(id, PATIENCE).await, Some(CommandState::Accepted));
    bench.authorises("FRIEND2", "Accepted").await;
    let mut told = start(1, "FRIEND2", 1_000, NOON);
    told["reservationId"] = asked.payload["reservationId"].clone();
    let answer = bench.station.call("StartTransaction", told).await;
    assert_eq!(answer["idTagInfo"], json!({"parentIdTag": "FAMILY", "status": "Accepted"}));
    assert_eq!(bench.portal.count("SELECT COUNT(*) FROM reservation WHERE state = 'used'").await, 1);
}
