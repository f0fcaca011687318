//! Sessions at the station.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::station::{Act, Equipment, Fault, OutletNumber, Supply, VehicleModel};

use crate::central_system::{CentralSystem, Driven, accepted};

const FIRST: OutletNumber = OutletNumber::FIRST;

fn plug(share: f64) -> Act {
    Act::Plug(FIRST, VehicleModel::Family.vehicle(share))
}

fn tag() -> Act {
    Act::Tag(FIRST, "04A1B2".to_owned())
}

fn measured(payload: &Value, measurand: &str) -> Option<f64> {
    let values = payload["meterValue"][0]["sampledValue"].as_array().unwrap();
    let value = values.iter().find(|value| value["measurand"] == measurand)?;
    Some(value["value"].as_str().unwrap().parse().unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_session_from_plug_to_unplug() {
    let (mut central_system, _network, driven) = accepted(1).await;
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    central_system.expect_status(1, "Preparing").await;
    driven.handle.act(tag()).await.unwrap().unwrap();
    let asked = central_system.expect("Authorize").await;
    assert_eq!(asked.payload, json!({"idTag": "04A1B2"}));
    let start = central_system.expect("StartTransaction").await;
    central_system.expect_status(1, "Charging").await;
    central_system.serve_for(Duration::from_secs(605)).await;

    let mut last_wh = start.payload["meterStart"].as_f64().unwrap();
    let samples = central_system.payloads("MeterValues");
    assert_eq!(samples.len(), 10, "every minute");
    for sample in samples {
        assert_eq!(sample["transactionId"], 1);
        let register_wh = measured(sample, "Energy.Active.Import.Register").unwrap();
        assert!(register_wh > last_wh);
        last_wh = register_wh;
        let power_w = measured(sample, "Power.Active.Import").unwrap();
        assert!((10_000.0..11_200.0).contains(&power_w), "{power_w}");
        let voltage_v = measured(sample, "Voltage").unwrap();
        assert!((220.0..240.0).contains(&voltage_v), "{voltage_v}");
        assert_eq!(measured(sample, "SoC"), None, "AC stations do not know it");
    }

    driven.handle.act(tag()).await.unwrap().unwrap();
    let stop = central_system.expect("StopTransaction").await;
    assert_eq!(stop.payload["reason"], "Local");
    assert_eq!(stop.payload["idTag"], "04A1B2");
    assert!(stop.payload["meterStop"].as_f64().unwrap() >= last_wh);
    let contexts: Vec<_> = stop.payload["transactionData"]
        .as_array()
        .unwrap()
        .iter()
        .map(|data| data["sampledValue"][0]["context"].as_str().unwrap())
        .collect();
    assert_eq!(contexts, ["Transaction.Begin", "Transaction.End"]);
    central_system.expect_status(1, "Finishing").await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    central_system.expect_status(1, "Available").await;
}

#[tokio::test(start_paused = true)]
async fn a_tag_may_come_before_the_cable_and_lapses_without_it() {
    let (mut central_system, _network, driven) = accepted(1).await;
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "Preparing").await;
    central_system.expect_status(1, "Available").await;
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "Preparing").await;
    driven.handle.act(plug(0.5)).await.unwrap().unwrap();
    central_system.expect("StartTransaction").await;
}

#[tokio::test(start_paused = true)]
async fn a_tag_that_is_not_accepted_begins_nothing() {
    let (mut central_system, _network, driven) = accepted(1).await;
    central_system.answers.insert("Authorize".to_owned(), json!({"idTagInfo": {"status": "Blocked"}}));
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect("Authorize").await;
    central_system.serve_for(Duration::from_secs(300)).await;
    assert!(central_system.payloads("StartTransaction").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_start_that_is_not_accepted_is_ended_at_once() {
    let (mut central_system, _network, driven) = accepted(1).await;
    let concurrent = json!({"idTagInfo": {"status": "ConcurrentTx"}, "transactionId": 99});
    central_system.answers.insert("StartTransaction".to_owned(), concurrent);
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    let stop = central_system.expect("StopTransaction").await;
    assert_eq!((&stop.payload["reason"], &stop.payload["transactionId"]), (&json!("DeAuthorized"), &json!(99)));
}

#[tokio::test(start_paused = true)]
async fn a_full_vehicle_takes_no_more() {
    let (mut central_system, _network, driven) = accepted(1).await;
    driven.handle.act(plug(0.99)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "SuspendedEV").await;
    let outlet = driven.handle.look().await.unwrap().outlets[0].clone();
    assert_eq!((outlet.power_w, outlet.vehicle_share), (0.0, Some(1.0)));
    assert!((600..=641).contains(&outlet.session_energy_wh), "{}", outlet.session_energy_wh);
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    let stop = central_system.expect("StopTransaction").await;
    assert_eq!(stop.payload["reason"], "EVDisconnected");
}

#[tokio::test(start_paused = true)]
async fn a_fault_ends_the_session_and_is_told_with_its_words() {
    let (mut central_system, _network, driven) = accepted(2).await;
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    let code = ocpp::v16::ChargePointErrorCode::GroundFailure;
    let fault = Fault { code, info: Some("34 mA".to_owned()), vendor_code: Some("E7".to_owned()) };
    driven.handle.act(Act::Fault(Some(FIRST), fault)).await.unwrap().unwrap();
    let status = central_system.expect_status(1, "Faulted").await;
    assert_eq!(status.payload["errorCode"], "GroundFailure");
    assert_eq!((&status.payload["info"], &status.payload["vendorErrorCode"]), (&json!("34 mA"), &json!("E7")));
    assert_eq!(central_system.payloads("StopTransaction")[0]["reason"], "Other");
    assert!(driven.handle.act(tag()).await.unwrap().is_err(), "it cannot be used");
    driven.handle.act(Act::Clear(Some(FIRST))).await.unwrap().unwrap();
    central_system.expect_status(1, "Finishing").await;
}

#[tokio::test(start_paused = true)]
async fn direct_current_tells_how_full_the_vehicle_is() {
    let (mut central_system, network) = CentralSystem::new();
    let equipment = Equipment { supply: Supply::Dc { power_w: 120_000.0 }, ..Equipment::default() };
    let driven = Driven::start(&network, equipment, None, Vec::new());
    central_system.accept().await;
    central_system.expect_status(1, "Available").await;
    driven.handle.act(plug(0.2)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    let first = central_system.expect("MeterValues").await;
    let second = central_system.expect("MeterValues").await;
    assert!(measured(&second.payload, "SoC") > measured(&first.payload, "SoC"));
    let power_w = measured(&second.payload, "Power.Active.Import").unwrap();
    assert!((100_000.0..120_000.0).contains(&power_w), "{power_w}");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_happen_is_refused() {
    let (_central_system, _network, driven) = accepted(1).await;
    let nowhere = OutletNumber::new(3);
    for act in [Act::Unplug(FIRST), Act::Tag(nowhere, "A".to_owned()), Act::Clear(Some(nowhere))] {
        assert!(driven.handle.act(act.clone()).await.unwrap().is_err(), "{act:?}");
    }
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    assert!(driven.handle.act(plug(0.3)).await.unwrap().is_err(), "there is one already");
}

#[tokio::test(start_paused = true)]
async fn a_station_that_is_stopped_ends_its_sessions_first() {
    let (mut central_system, _network, driven) = accepted(1).await;
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    driven.cancel();
    central_system.serve().await;
    assert_eq!(central_system.payloads("StopTransaction")[0]["reason"], "PowerLoss");
}

#[tokio::test(start_paused = true)]
async fn a_station_that_is_stopped_does_not_wait_for_ever() {
    let (mut central_system, _network, mut driven) = accepted(1).await;
    driven.handle.act(plug(0.3)).await.unwrap().unwrap();
    driven.handle.act(tag()).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    let before = tokio::time::Instant::now();
    driven.cancel();
    (&mut driven.task).await.unwrap();
    assert!(before.elapsed() <= Duration::from_secs(5));
}
