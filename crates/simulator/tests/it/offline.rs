//! Lines that drop: nothing about a transaction is lost, nothing is told twice as something else.

use std::time::Duration;

use simulator::station::{Act, OutletNumber, Resent, VehicleModel};

use crate::central_system::{CentralSystem, Driven, Network, accepted};

const FIRST: OutletNumber = OutletNumber::FIRST;

async fn charging() -> (CentralSystem, Network, Driven) {
    let (mut central_system, network, driven) = accepted(1).await;
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "04A1B2".to_owned())).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    central_system.calls.clear();
    (central_system, network, driven)
}

#[tokio::test(start_paused = true)]
async fn a_line_that_drops_in_the_middle_of_a_session_is_made_up_for() {
    let (mut central_system, network, driven) = charging().await;
    network.set_reachable(false);
    central_system.cut();
    tokio::time::sleep(Duration::from_secs(310)).await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    assert_eq!(driven.handle.look().await.unwrap().unconfirmed, 6, "five samples and the stop");
    network.set_reachable(true);
    central_system.accept().await;
    central_system.expect("StopTransaction").await;
    central_system.expect_status(1, "Available").await;

    let actions: Vec<_> = central_system.calls.iter().map(|call| call.action.as_str()).collect();
    assert_eq!(
        actions[..6],
        ["MeterValues", "MeterValues", "MeterValues", "MeterValues", "MeterValues", "StopTransaction"]
    );
    let times: Vec<_> = central_system
        .payloads("MeterValues")
        .iter()
        .map(|payload| payload["meterValue"][0]["timestamp"].as_str().unwrap().to_owned())
        .collect();
    assert!(times.windows(2).all(|pair| pair[0] < pair[1]), "each with the time when it was taken: {times:?}");
    assert!(central_system.calls[..6].iter().all(|call| call.payload["transactionId"] == 1));
    assert_eq!(driven.handle.look().await.unwrap().unconfirmed, 0);
}

#[tokio::test(start_paused = true)]
async fn what_was_not_answered_is_sent_again_with_the_same_id() {
    let (mut central_system, _network, driven) = charging().await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    let stop = loop {
        let call = central_system.next_call().await.unwrap();
        if call.action == "StopTransaction" {
            break call;
        }
        central_system.answer(&call).await;
    };
    central_system.cut();
    central_system.accept().await;
    let again = central_system.expect("StopTransaction").await;
    assert_eq!(again, stop);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_began_offline_gets_its_transaction_later() {
    let (mut central_system, network, driven) = accepted(1).await;
    network.set_reachable(false);
    central_system.cut();
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    // The station has to notice first that the line is down.
    while driven.handle.look().await.unwrap().online {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    driven.handle.act(Act::Tag(FIRST, "04A1B2".to_owned())).await.unwrap().unwrap();
    tokio::time::sleep(Duration::from_secs(130)).await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    network.set_reachable(true);
    central_system.accept().await;
    let stop = central_system.expect("StopTransaction").await;
    assert_eq!(stop.payload["transactionId"], 1);
    let actions: Vec<_> = central_system.calls.iter().map(|call| call.action.as_str()).collect();
    assert_eq!(actions, ["StartTransaction", "MeterValues", "MeterValues", "StopTransaction"], "no Authorize");
    assert!(central_system.payloads("MeterValues").iter().all(|payload| payload["transactionId"] == 1));
}

#[tokio::test(start_paused = true)]
async fn a_refused_message_is_tried_again_later_each_time_and_then_given_up() {
    let (mut central_system, _network, driven) = charging().await;
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    let mut attempts = Vec::new();
    let began = tokio::time::Instant::now();
    while attempts.len() < 3 {
        let call = central_system.next_call().await.unwrap();
        if call.action == "StopTransaction" {
            central_system.refuse(&call).await;
            attempts.push((began.elapsed().as_secs(), call.id));
        } else {
            central_system.answer(&call).await;
        }
    }
    let seconds: Vec<u64> = attempts.iter().map(|(second, _)| *second).collect();
    assert_eq!(seconds, [0, 20, 60], "after one and then two retry intervals");
    assert!(attempts.iter().all(|(_, id)| *id == attempts[0].1));
    central_system.serve_for(Duration::from_secs(600)).await;
    assert_eq!(central_system.payloads("StopTransaction").len(), 3);
    assert_eq!(driven.handle.look().await.unwrap().unconfirmed, 0);
}

#[tokio::test(start_paused = true)]
async fn start_and_stop_can_be_sent_again() {
    let (mut central_system, _network, driven) = charging().await;
    let resend = |what, same_id| driven.handle.act(Act::Resend { what, same_id });
    resend(Resent::Start, true).await.unwrap().unwrap();
    let same = central_system.expect("StartTransaction").await;
    resend(Resent::Start, false).await.unwrap().unwrap();
    let other = central_system.expect("StartTransaction").await;
    assert_ne!(same.id, other.id);
    assert_eq!(same.payload, other.payload);
    assert!(resend(Resent::Stop, true).await.unwrap().is_err(), "there was none yet");
}

#[tokio::test(start_paused = true)]
async fn the_line_can_be_dropped_for_a_time() {
    let (mut central_system, _network, driven) = accepted(1).await;
    let before = tokio::time::Instant::now();
    driven.handle.drop_line(Duration::from_secs(75)).await.unwrap();
    assert_eq!(central_system.next_call().await, None);
    central_system.accept().await;
    assert_eq!(before.elapsed().as_secs(), 75);
    assert!(central_system.calls.is_empty(), "a station that has not restarted does not boot");
}
