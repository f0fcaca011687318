//! Lists of tags at stations: all of it, what has changed, in pieces, and begun anew (OCPP 1.6 ed. 2 §5.15).

use domain::NodeId;
use domain::access::Reach;
use domain::command::{Command, CommandState};
use domain::local_list::ListUpdate;
use domain::tag::TagText;
use serde_json::{Value, json};
use store::command::StoredCommand;
use store::station::{Extent, StationKey};
use store::tag::TagSettings;

use crate::portal::{PATIENCE, Portal, operator};
use crate::station::Station;

async fn add_tag(portal: &Portal, text: &str, blocked: bool) {
    let settings = TagSettings {
        id_tag: TagText::new(text).unwrap(),
        label: String::new(),
        user_id: None,
        expires_at: None,
        blocked,
        parent_tag: Some("FAMILY".to_owned()),
    };
    portal.store.create_tag(settings, portal.now()).await.unwrap();
}

async fn limit(portal: &Portal, station: NodeId, key: &str, value: &str) {
    let key = StationKey { key: key.to_owned(), value: Some(value.to_owned()), read_only: true };
    portal.store.save_configuration(station, vec![key], Extent::Some, portal.now()).await.unwrap();
}

/// Sends a list; the station gives these answers, one after the other. Gives what it was asked, and how the command ended.
async fn send(
    portal: &Portal,
    station: &mut Station,
    id: NodeId,
    update: ListUpdate,
    answers: &[Value],
) -> (Vec<Value>, StoredCommand) {
    let command = Command::SendLocalList { update, tag_ids: None, user_ids: None, part: None };
    let command_id = portal.system.command(id, command, operator()).await.unwrap();
    let mut asked = Vec::new();
    for answer in answers {
        let call = station.asked().await;
        asked.push(call.payload.clone());
        station.answer(&call, answer.clone());
    }
    portal.system.wait_for(command_id, PATIENCE).await.expect("the command should end");
    (asked, portal.store.command(command_id, &Reach::All).await.unwrap().unwrap())
}

fn accepted() -> Value {
    json!({"status": "Accepted"})
}

fn tags(asked: &Value) -> Vec<&str> {
    let entries = asked["localAuthorizationList"].as_array();
    entries.map(|entries| entries.iter().map(|entry| entry["idTag"].as_str().unwrap()).collect()).unwrap_or_default()
}

#[tokio::test]
async fn a_list_is_sent_whole_and_then_by_what_has_changed() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    add_tag(&portal, "ONE", false).await;
    add_tag(&portal, "BLOCKED", true).await;
    let mut station = portal.connect("CP1").await;
    // Nothing is known of the station's list, so that it gets all of it.
    let (asked, ended) = send(&portal, &mut station, id, ListUpdate::Differential, &[accepted()]).await;
    assert_eq!((&asked[0]["updateType"], &asked[0]["listVersion"]), (&json!("Full"), &json!(1)));
    let expected = json!([{"idTag": "ONE", "idTagInfo": {"parentIdTag": "FAMILY", "status": "Accepted"}}]);
    assert_eq!(asked[0]["localAuthorizationList"], expected, "who may not charge is not on it");
    assert_eq!(
        (ended.state, ended.outcome.as_deref()),
        (CommandState::Accepted, Some("Accepted: version 1, 1 tags, 1 messages"))
    );
    add_tag(&portal, "TWO", false).await;
    let (asked, _) = send(&portal, &mut station, id, ListUpdate::Differential, &[accepted()]).await;
    assert_eq!((&asked[0]["updateType"], &asked[0]["listVersion"]), (&json!("Differential"), &json!(2)));
    assert_eq!(tags(&asked[0]), ["TWO"]);
    let (asked, ended) = send(&portal, &mut station, id, ListUpdate::Differential, &[]).await;
    assert_eq!((asked.len(), ended.outcome.as_deref()), (0, Some("the station has it already: version 2")));
    let list = portal.store.local_list(id).await.unwrap();
    assert_eq!((list.version, list.station_version, list.entries.len()), (2, Some(2), 2));
}

#[tokio::test]
async fn a_station_takes_a_list_in_pieces_and_not_beyond_its_length() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    for number in 1..=5 {
        add_tag(&portal, &format!("TAG-{number}"), false).await;
    }
    limit(&portal, id, "SendLocalListMaxLength", "2").await;
    let mut station = portal.connect("CP1").await;
    let answers = [accepted(), accepted(), accepted()];
    let (asked, ended) = send(&portal, &mut station, id, ListUpdate::Full, &answers).await;
    let steps: Vec<(&str, usize)> =
        asked.iter().map(|part| (part["updateType"].as_str().unwrap(), tags(part).len())).collect();
    assert_eq!(steps, [("Full", 2), ("Differential", 2), ("Differential", 1)]);
    assert_eq!(ended.outcome.as_deref(), Some("Accepted: version 3, 5 tags, 3 messages"));
    limit(&portal, id, "LocalAuthListMaxLength", "4").await;
    let (_, ended) = send(&portal, &mut station, id, ListUpdate::Full, &[]).await;
    assert_eq!(ended.state, CommandState::Failed);
    assert!(ended.outcome.unwrap().contains("holds at most 4 tags, and 5 were to be sent"));
}

#[tokio::test]
async fn a_station_with_another_version_gets_the_list_anew() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    add_tag(&portal, "ONE", false).await;
    let mut station = portal.connect("CP1").await;
    send(&portal, &mut station, id, ListUpdate::Full, &[accepted()]).await;
    add_tag(&portal, "TWO", false).await;
    let answers = [json!({"status": "VersionMismatch"}), json!({"listVersion": 40}), accepted()];
    let (asked, ended) = send(&portal, &mut station, id, ListUpdate::Differential, &answers).await;
    assert_eq!((&asked[2]["updateType"], &asked[2]["listVersion"]), (&json!("Full"), &json!(41)));
    assert_eq!(tags(&asked[2]), ["ONE", "TWO"]);
    assert_eq!(ended.state, CommandState::Accepted);
    let list = portal.store.local_list(id).await.unwrap();
    assert_eq!((list.version, list.station_version), (41, Some(41)));
    let (_, ended) = send(&portal, &mut station, id, ListUpdate::Full, &[json!({"status": "NotSupported"})]).await;
    assert_eq!((ended.state, ended.outcome.as_deref()), (CommandState::Rejected, Some("NotSupported")));
    assert_eq!(portal.store.local_list(id).await.unwrap().version, 41, "what was refused is not kept");
}

#[tokio::test]
async fn the_version_that_a_station_tells_is_kept() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let command_id = portal.system.command(id, Command::GetLocalListVersion {}, operator()).await.unwrap();
    let call = station.asked().await;
    station.answer(&call, json!({"listVersion": -1}));
    portal.system.wait_for(command_id, PATIENCE).await.unwrap();
    let list = portal.store.local_list(id).await.unwrap();
    assert_eq!((list.version, list.station_version, list.told_at), (0, Some(-1), Some(portal.now())));
}
