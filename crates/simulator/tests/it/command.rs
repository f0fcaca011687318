//! What the central system asks for.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::station::{Act, OutletNumber, VehicleModel};

use crate::central_system::{CentralSystem, Driven, accepted};

const FIRST: OutletNumber = OutletNumber::FIRST;

async fn charging() -> (CentralSystem, Driven) {
    let (mut central_system, _network, driven) = accepted(2).await;
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "04A1B2".to_owned())).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    central_system.calls.clear();
    (central_system, driven)
}

#[tokio::test(start_paused = true)]
async fn every_action_is_answered_as_it_should_be() {
    let absolute = |purpose: &str, period: Value| {
        json!({"chargingProfileId": 1, "stackLevel": 0, "chargingProfilePurpose": purpose,
            "chargingProfileKind": "Relative", "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": period}})
    };
    let period = json!([{"startPeriod": 0, "limit": 10}]);
    let hash = json!({"hashAlgorithm": "SHA256", "issuerNameHash": "a", "issuerKeyHash": "b", "serialNumber": "1"});
    let table = [
        ("CancelReservation", json!({"reservationId": 9}), json!({"status": "Rejected"})),
        ("CertificateSigned", json!({"certificateChain": "x"}), json!({"status": "Rejected"})),
        ("ChangeAvailability", json!({"connectorId": 9, "type": "Inoperative"}), json!({"status": "Rejected"})),
        ("ChangeConfiguration", json!({"key": "NumberOfConnectors", "value": "9"}), json!({"status": "Rejected"})),
        ("ChangeConfiguration", json!({"key": "Nonsense", "value": "9"}), json!({"status": "NotSupported"})),
        (
            "ChangeConfiguration",
            json!({"key": "ConnectorPhaseRotation", "value": "1.RST"}),
            json!({"status": "RebootRequired"}),
        ),
        ("ClearCache", json!({}), json!({"status": "Accepted"})),
        ("ClearChargingProfile", json!({}), json!({"status": "Unknown"})),
        ("DataTransfer", json!({"vendorId": "x"}), json!({"status": "UnknownVendorId"})),
        ("DeleteCertificate", json!({"certificateHashData": hash}), json!({"status": "NotFound"})),
        ("ExtendedTriggerMessage", json!({"requestedMessage": "Heartbeat"}), json!({"status": "Accepted"})),
        ("GetCompositeSchedule", json!({"connectorId": 9, "duration": 60}), json!({"status": "Rejected"})),
        ("GetConfiguration", json!({"key": ["Nonsense"]}), json!({"configurationKey": [], "unknownKey": ["Nonsense"]})),
        (
            "GetInstalledCertificateIds",
            json!({"certificateType": "CentralSystemRootCertificate"}),
            json!({"status": "NotFound"}),
        ),
        ("GetLocalListVersion", json!({}), json!({"listVersion": 0})),
        (
            "InstallCertificate",
            json!({"certificateType": "CentralSystemRootCertificate", "certificate": "x"}),
            json!({"status": "Rejected"}),
        ),
        ("RemoteStopTransaction", json!({"transactionId": 4}), json!({"status": "Rejected"})),
        ("RemoteStartTransaction", json!({"connectorId": 9, "idTag": "A"}), json!({"status": "Rejected"})),
        (
            "ReserveNow",
            json!({"connectorId": 1, "expiryDate": "2020-01-01T00:00:00Z", "idTag": "A", "reservationId": 1}),
            json!({"status": "Rejected"}),
        ),
        ("SendLocalList", json!({"listVersion": 2, "updateType": "Full"}), json!({"status": "Accepted"})),
        (
            "SetChargingProfile",
            json!({"connectorId": 0, "csChargingProfiles": absolute("ChargePointMaxProfile", period.clone())}),
            json!({"status": "Accepted"}),
        ),
        (
            "SetChargingProfile",
            json!({"connectorId": 1, "csChargingProfiles": absolute("TxProfile", period)}),
            json!({"status": "Rejected"}),
        ),
        (
            "TriggerMessage",
            json!({"requestedMessage": "StatusNotification", "connectorId": 9}),
            json!({"status": "Rejected"}),
        ),
        ("UnlockConnector", json!({"connectorId": 9}), json!({"status": "NotSupported"})),
        ("UnlockConnector", json!({"connectorId": 1}), json!({"status": "Unlocked"})),
        ("Fly", json!({}), json!("NotImplemented")),
        ("Heartbeat", json!({}), json!("NotSupported")),
        ("Reset", json!({"type": "Gently"}), json!("PropertyConstraintViolation")),
    ];
    let (mut central_system, _network, _driven) = accepted(1).await;
    for (action, payload, expected) in table {
        let answer = central_system.ask(action, payload.clone()).await;
        assert_eq!(answer, expected, "{action} {payload}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_is_begun_and_ended_from_afar() {
    let (mut central_system, _network, driven) = accepted(2).await;
    let accept = central_system.ask("RemoteStartTransaction", json!({"idTag": "APP-1"})).await;
    assert_eq!(accept["status"], "Accepted");
    central_system.expect_status(1, "Preparing").await;
    driven.handle.act(Act::Plug(FIRST, VehicleModel::City.vehicle(0.2))).await.unwrap().unwrap();
    let start = central_system.expect("StartTransaction").await;
    assert_eq!(start.payload["idTag"], "APP-1");
    central_system.expect_status(1, "Charging").await;
    let stop = central_system.ask("RemoteStopTransaction", json!({"transactionId": 1})).await;
    assert_eq!(stop["status"], "Accepted");
    assert_eq!(central_system.expect("StopTransaction").await.payload["reason"], "Remote");
}

#[tokio::test(start_paused = true)]
async fn resets_end_sessions_drop_the_line_and_boot_again() {
    for (kind, reason) in [("Soft", "SoftReset"), ("Hard", "HardReset")] {
        let (mut central_system, _driven) = charging().await;
        assert_eq!(central_system.ask("Reset", json!({"type": kind})).await["status"], "Accepted");
        central_system.serve().await;
        central_system.accept().await;
        central_system.expect("BootNotification").await;
        central_system.expect_status(1, "Finishing").await;
        let stops = central_system.payloads("StopTransaction");
        assert!(stops.iter().all(|stop| stop["reason"] == reason), "{stops:?}");
        assert!(!stops.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn limits_are_kept_and_shown() {
    let (mut central_system, driven) = charging().await;
    let profile = |limit: f64| {
        json!({"connectorId": 1, "csChargingProfiles": {"chargingProfileId": 5, "transactionId": 1, "stackLevel": 1,
            "chargingProfilePurpose": "TxProfile", "chargingProfileKind": "Relative", "chargingSchedule":
            {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}]}}})
    };
    assert_eq!(central_system.ask("SetChargingProfile", profile(8.0)).await["status"], "Accepted");
    central_system.serve_for(Duration::from_secs(30)).await;
    let power_w = driven.handle.look().await.unwrap().outlets[0].power_w;
    assert!((5_200.0..5_600.0).contains(&power_w), "8 A on three phases: {power_w}");
    let composite = central_system.ask("GetCompositeSchedule", json!({"connectorId": 1, "duration": 600})).await;
    let periods = &composite["chargingSchedule"]["chargingSchedulePeriod"];
    assert_eq!(periods, &json!([{"startPeriod": 0, "limit": 8.0}]));
    assert_eq!(central_system.ask("SetChargingProfile", profile(0.0)).await["status"], "Accepted");
    central_system.expect_status(1, "SuspendedEVSE").await;
    assert_eq!(central_system.ask("ClearChargingProfile", json!({"id": 5})).await["status"], "Accepted");
    central_system.expect_status(1, "Charging").await;
}

#[tokio::test(start_paused = true)]
async fn availability_waits_for_the_session() {
    let (mut central_system, driven) = charging().await;
    let change = json!({"connectorId": 0, "type": "Inoperative"});
    assert_eq!(central_system.ask("ChangeAvailability", change).await["status"], "Scheduled");
    central_system.expect_status(2, "Unavailable").await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    central_system.expect_status(1, "Unavailable").await;
    let change = json!({"connectorId": 1, "type": "Operative"});
    assert_eq!(central_system.ask("ChangeAvailability", change).await["status"], "Accepted");
    central_system.expect_status(1, "Available").await;
}

#[tokio::test(start_paused = true)]
async fn a_reservation_keeps_the_outlet_for_its_tag() {
    let (mut central_system, _network, driven) = accepted(1).await;
    let reserve = json!({"connectorId": 1, "expiryDate": "2026-01-31T13:00:00Z", "idTag": "MINE", "reservationId": 3});
    assert_eq!(central_system.ask("ReserveNow", reserve.clone()).await["status"], "Accepted");
    central_system.expect_status(1, "Reserved").await;
    let mut other = reserve;
    other["reservationId"] = json!(4);
    assert_eq!(central_system.ask("ReserveNow", other).await["status"], "Occupied");
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "OTHER".to_owned())).await.unwrap().unwrap();
    central_system.expect("Authorize").await;
    central_system.serve_for(Duration::from_secs(5)).await;
    assert!(central_system.payloads("StartTransaction").is_empty());
    driven.handle.act(Act::Tag(FIRST, "mine".to_owned())).await.unwrap().unwrap();
    assert_eq!(central_system.expect("StartTransaction").await.payload["reservationId"], 3);
}

#[tokio::test(start_paused = true)]
async fn a_reservation_ends_by_being_given_up_or_with_its_time() {
    let (mut central_system, _network, _driven) = accepted(1).await;
    let reserve = json!({"connectorId": 1, "expiryDate": "2026-01-31T12:30:00Z", "idTag": "MINE", "reservationId": 3});
    assert_eq!(central_system.ask("ReserveNow", reserve.clone()).await["status"], "Accepted");
    central_system.expect_status(1, "Reserved").await;
    assert_eq!(central_system.ask("CancelReservation", json!({"reservationId": 3})).await["status"], "Accepted");
    central_system.expect_status(1, "Available").await;
    assert_eq!(central_system.ask("ReserveNow", reserve).await["status"], "Accepted");
    central_system.expect_status(1, "Reserved").await;
    let over = central_system.expect_status(1, "Available").await;
    assert_eq!(over.payload["timestamp"], "2026-01-31T12:30:00.000Z");
}

#[tokio::test(start_paused = true)]
async fn a_reservation_is_for_the_whole_group_of_its_tag() {
    let (mut central_system, _network, driven) = accepted(1).await;
    let reserve = json!({"connectorId": 1, "expiryDate": "2026-01-31T13:00:00Z", "idTag": "MINE", "parentIdTag": "FAMILY",
        "reservationId": 3});
    assert_eq!(central_system.ask("ReserveNow", reserve).await["status"], "Accepted");
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    let family = json!({"idTagInfo": {"status": "Accepted", "parentIdTag": "FAMILY"}});
    central_system.answers.insert("Authorize".to_owned(), family);
    driven.handle.act(Act::Tag(FIRST, "OTHER".to_owned())).await.unwrap().unwrap();
    let start = central_system.expect("StartTransaction").await;
    assert_eq!((&start.payload["idTag"], &start.payload["reservationId"]), (&json!("OTHER"), &json!(3)));
}

#[tokio::test(start_paused = true)]
async fn listed_tags_are_known_without_the_line() {
    let (mut central_system, network, driven) = accepted(1).await;
    let list = json!({"listVersion": 7, "updateType": "Full", "localAuthorizationList":
        [{"idTag": "BAD", "idTagInfo": {"status": "Blocked"}}]});
    assert_eq!(central_system.ask("SendLocalList", list).await["status"], "Accepted");
    assert_eq!(central_system.ask("GetLocalListVersion", json!({})).await["listVersion"], 7);
    network.set_reachable(false);
    central_system.cut();
    while driven.handle.look().await.unwrap().online {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "bad".to_owned())).await.unwrap().unwrap();
    assert_eq!(driven.handle.look().await.unwrap().outlets[0].tag, None);
    driven.handle.act(Act::Tag(FIRST, "unknown".to_owned())).await.unwrap().unwrap();
    assert_eq!(driven.handle.look().await.unwrap().outlets[0].tag.as_deref(), Some("unknown"));
}

#[tokio::test(start_paused = true)]
async fn triggers_send_what_they_ask_for() {
    let (mut central_system, _driven) = charging().await;
    for message in
        ["BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues"]
    {
        let answer = central_system.ask("TriggerMessage", json!({"requestedMessage": message})).await;
        assert_eq!(answer["status"], "Accepted", "{message}");
        central_system.expect(message).await;
    }
    assert_eq!(central_system.payloads("MeterValues")[0]["meterValue"][0]["sampledValue"][0]["context"], "Trigger");
    central_system.serve_for(Duration::from_secs(5)).await;
    central_system.calls.clear();
    let ask = json!({"requestedMessage": "StatusNotification", "connectorId": 2});
    assert_eq!(central_system.ask("TriggerMessage", ask).await["status"], "Accepted");
    central_system.expect_status(2, "Available").await;
    assert_eq!(central_system.calls.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn transfers_that_cannot_be_made_fail_honestly() {
    let (mut central_system, _network, _driven) = accepted(1).await;
    // Nobody listens at port 1.
    let location = json!({"location": "ftp://u:p@127.0.0.1:1/x"});
    let answer = central_system.ask("GetDiagnostics", location).await;
    assert_eq!(answer["fileName"], "CP_1-diagnostics-20260131T120000Z.txt");
    let update = json!({"location": "http://127.0.0.1:1/x", "retrieveDate": "2026-01-31T12:05:00Z"});
    assert_eq!(central_system.ask("UpdateFirmware", update).await, json!({}));
    let log = json!({"log": {"remoteLocation": "gopher://127.0.0.1"}, "logType": "SecurityLog", "requestId": 6});
    assert_eq!(central_system.ask("GetLog", log).await["status"], "Accepted");
    central_system.serve_for(Duration::from_secs(900)).await;
    let told = |action: &str| -> Vec<Value> {
        central_system.payloads(action).iter().map(|payload| payload["status"].clone()).collect()
    };
    assert_eq!(told("DiagnosticsStatusNotification"), ["Uploading", "UploadFailed"]);
    assert_eq!(told("FirmwareStatusNotification"), ["Downloading", "DownloadFailed"]);
    assert_eq!(told("LogStatusNotification"), ["Uploading", "NotSupportedOperation"]);
}
