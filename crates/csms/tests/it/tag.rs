//! Tags at stations (`ocpp.md` rule 2).

use domain::UtcMillis;
use domain::change::{Scope, TopologyChange};
use domain::outlet::OutletMode;
use domain::tag::TagText;
use serde_json::json;
use store::tag::TagSettings;

use crate::portal::Portal;
use crate::session::id_of;
use crate::station::{start, stop};

fn tag(text: &str) -> TagSettings {
    TagSettings {
        id_tag: TagText::new(text).unwrap(),
        label: String::new(),
        user_id: None,
        expires_at: None,
        blocked: false,
        parent_tag: None,
    }
}

#[tokio::test]
async fn a_tag_is_known_in_every_form_and_answered_with_its_group_and_expiry() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    portal.add_outlet(id, 1, OutletMode::Rfid).await;
    let expires_at = Some(UtcMillis(portal.now().0 + 3_600_000));
    let family = Some("FAMILY".to_owned());
    let settings = TagSettings { expires_at, parent_tag: family, ..tag("04:A2:2F:1B") };
    portal.store.create_tag(settings, portal.now()).await.unwrap();
    portal.store.create_tag(TagSettings { blocked: true, ..tag("BLOCKED") }, portal.now()).await.unwrap();
    let expired = Some(UtcMillis(portal.now().0 - 1));
    portal.store.create_tag(TagSettings { expires_at: expired, ..tag("EXPIRED") }, portal.now()).await.unwrap();
    let mut station = portal.connect("CP1").await;
    // As entered, in lower case, and as the decimal number in both byte orders.
    for shown in ["04A22F1B", "04a2-2f1b", "77737755", "456106500"] {
        let answer = station.call("Authorize", json!({"idTag": shown})).await;
        let expected = json!({"status": "Accepted", "parentIdTag": "FAMILY", "expiryDate": "2026-06-01T13:00:00.000Z"});
        assert_eq!(answer["idTagInfo"], expected, "{shown}");
    }
    for (shown, status) in [("blocked", "Blocked"), ("expired", "Expired"), ("nobody", "Invalid"), ("", "Invalid")] {
        let answer = station.call("Authorize", json!({"idTag": shown})).await;
        assert_eq!(answer["idTagInfo"]["status"], status, "{shown}");
    }
}

#[tokio::test]
async fn who_started_and_their_group_may_stop_whatever_became_of_the_tag() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    portal.add_outlet(id, 1, OutletMode::Rfid).await;
    for text in ["ONE", "TWO"] {
        let settings = TagSettings { parent_tag: Some("FAMILY".to_owned()), ..tag(text) };
        portal.store.create_tag(settings, portal.now()).await.unwrap();
    }
    let mut station = portal.connect("CP1").await;
    for (stopper, status) in [("one", "Accepted"), ("two", "Accepted"), ("three", "Invalid")] {
        portal.clock.advance_ms(60_000);
        let at = portal.now().to_string();
        let session = id_of(&station.call("StartTransaction", start(1, "ONE", 0, &at)).await);
        let mut payload = stop(session, 10, &at);
        payload["idTag"] = json!(stopper);
        let answer = station.call("StopTransaction", payload).await;
        assert_eq!(answer["idTagInfo"]["status"], status, "{stopper}");
    }
    assert_eq!(portal.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 0, "confirmed in any case");
}

#[tokio::test]
async fn an_edited_outlet_counts_at_once() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let outlet = portal.add_outlet(id, 1, OutletMode::Rfid).await;
    let mut station = portal.connect("CP1").await;
    let refused = station.call("StartTransaction", start(1, "A", 0, "2026-06-01T12:00:00Z")).await;
    assert_eq!(refused["idTagInfo"]["status"], "Invalid");
    sqlx::query("UPDATE outlet SET mode = 'open'").execute(&portal.raw().await).await.unwrap();
    let scope = Scope { site_id: Some(portal.site), station_id: Some(id), outlet_id: Some(outlet), ..Scope::default() };
    portal.system.topology_changed(TopologyChange::Updated, outlet, scope).await;
    let accepted = station.call("StartTransaction", start(1, "A", 0, "2026-06-01T12:00:01Z")).await;
    assert_eq!(accepted["idTagInfo"]["status"], "Accepted");
}

#[tokio::test]
async fn a_card_that_charges_elsewhere_is_known_in_every_form_that_readers_tell_it_in() {
    // The card 04A22F1B as hex, and as decimal in both byte orders.
    let forms = ["04A22F1B", "77737755", "456106500"];
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    for number in 1..=2 {
        portal.add_outlet(id, number, OutletMode::Rfid).await;
    }
    portal.store.create_tag(tag("04:A2:2F:1B"), portal.now()).await.unwrap();
    let mut station = portal.connect("CP1").await;
    for (turn, (there, here)) in forms.iter().flat_map(|there| forms.iter().map(move |here| (there, here))).enumerate()
    {
        let at = format!("2026-06-01T12:{turn:02}:00Z");
        let first = station.call("StartTransaction", start(1, there, 0, &at)).await;
        assert_eq!(first["idTagInfo"]["status"], "Accepted", "{there}");
        let second = station.call("StartTransaction", start(2, here, 0, &at)).await;
        assert_eq!(second["idTagInfo"]["status"], "ConcurrentTx", "{there}, then {here}");
        for answer in [first, second] {
            station.call("StopTransaction", stop(id_of(&answer), 0, &at)).await;
        }
        portal.clock.advance_ms(60_000);
    }
}
