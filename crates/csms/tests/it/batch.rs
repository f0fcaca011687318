//! One command for many stations.

use std::time::Duration;

use csms::{BatchOrder, CommandRefused};
use domain::access::Reach;
use domain::certificate::CertificateUse;
use domain::command::{Command, CommandState};
use domain::{NodeId, UtcMillis};
use serde_json::json;

use crate::portal::{Portal, eventually, operator};

fn order(stations: &[NodeId], command: Command, expires_in: Option<Duration>) -> BatchOrder {
    BatchOrder { stations: stations.to_vec(), command, by: operator(), expires_in }
}

async fn counts(portal: &Portal, id: i64) -> Vec<(CommandState, i64)> {
    portal.store.batch(id, &Reach::All).await.unwrap().unwrap().counts
}

#[tokio::test]
async fn each_station_has_a_result() {
    let portal = Portal::new().await;
    let mut ids = Vec::new();
    for name in ["CP1", "CP2", "CP3"] {
        ids.push(portal.add_station(name, 1).await);
    }
    portal.clock.advance_ms(3_600_000);
    let mut one = portal.connect("CP1").await;
    let mut two = portal.connect("CP2").await;
    let id = portal.system.give_to_many(order(&ids, Command::ClearCache {}, None)).await.unwrap();
    let asked = two.asked().await;
    two.answer(&asked, json!({"status": "Rejected"}));
    let asked = one.asked().await;
    one.answer(&asked, json!({"status": "Accepted"}));
    let expected = [(CommandState::Accepted, 1), (CommandState::Failed, 1), (CommandState::Rejected, 1)];
    eventually("every result", async || (counts(&portal, id).await == expected).then_some(())).await;
    let results = portal.store.batch_commands(id, None, 10, &Reach::All).await.unwrap();
    let outcomes: Vec<_> =
        results.iter().map(|result| (result.station_name.as_deref(), result.command.outcome.as_deref())).collect();
    let expected = [
        (Some("CP1"), Some("Accepted")),
        (Some("CP2"), Some("Rejected")),
        (Some("CP3"), Some("the station is offline")),
    ];
    assert_eq!(outcomes, expected);
}

#[tokio::test]
async fn the_portals_own_root_is_installed_where_none_is_given() {
    let portal = Portal::new().await;
    let ids = [portal.add_station("CP1", 0).await, portal.add_station("CP2", 0).await];
    let mut stations = [portal.connect("CP1").await, portal.connect("CP2").await];
    let install = Command::InstallCertificate { kind: CertificateUse::CentralSystemRoot, certificate: None };
    let id = portal.system.give_to_many(order(&ids, install, None)).await.unwrap();
    let authority = portal.system.authority().await.unwrap();
    for station in &mut stations {
        let asked = station.asked().await;
        assert_eq!(asked.action, "InstallCertificate");
        assert_eq!(asked.payload["certificate"].as_str().unwrap(), authority.made.certificate);
        station.answer(&asked, json!({"status": "Accepted"}));
    }
    let expected = [(CommandState::Accepted, 2)];
    eventually("both results", async || (counts(&portal, id).await == expected).then_some(())).await;
    for id in ids {
        let installed = portal.store.installed_certificates(id).await.unwrap();
        assert_eq!(installed[0].not_after, Some(authority.made.not_after));
    }
}

#[tokio::test]
async fn many_stations_that_are_away_wait_and_nobody_waits_for_them() {
    let portal = Portal::new().await;
    let mut ids = Vec::new();
    for number in 0..100 {
        ids.push(portal.add_station(&format!("CP{number}"), 0).await);
    }
    let day = Some(Duration::from_secs(86_400));
    let id = portal.system.give_to_many(order(&ids, Command::ClearCache {}, day)).await.unwrap();
    let mut last = portal.connect("CP99").await;
    let asked = last.asked().await;
    last.answer(&asked, json!({"status": "Accepted"}));
    let expected = [(CommandState::Accepted, 1), (CommandState::Queued, 99)];
    eventually("the one that is there", async || (counts(&portal, id).await == expected).then_some(())).await;
}

#[tokio::test]
async fn what_makes_no_sense_to_a_station_is_refused_there() {
    let portal = Portal::new().await;
    let ids = [portal.add_station("CP1", 1).await];
    let until = UtcMillis(portal.now().0 + 60_000);
    let reserve = Command::ReserveNow { outlet: 7, tag: "A".to_owned(), until, parent_tag: None, reservation_id: None };
    let id = portal.system.give_to_many(order(&ids, reserve, None)).await.unwrap();
    eventually("the refusal", async || (counts(&portal, id).await == [(CommandState::Failed, 1)]).then_some(())).await;
    let result = portal.store.batch_commands(id, None, 10, &Reach::All).await.unwrap().remove(0);
    assert_eq!(result.command.outcome.as_deref(), Some("failed to take outlet: The station has no such outlet."));
    let secret = Command::ChangeConfiguration { key: "AuthorizationKey".to_owned(), value: "00".repeat(16) };
    let refused = portal.system.give_to_many(order(&ids, secret, None)).await;
    assert!(matches!(refused, Err(CommandRefused::SecretCannotWait)));
}
