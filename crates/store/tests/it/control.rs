//! What is asked of stations beyond a single command: lists of tags, reservations, charging profiles, batches.

use domain::access::Reach;
use domain::charging_profile::{ChargingProfile, ProfileFilter, ProfileKind, ProfilePeriod, ProfilePurpose, RateUnit};
use domain::command::{Command, CommandState};
use domain::local_list::LocalListEntry;
use domain::reservation::{Reservation, ReservationState};
use domain::session::AuthorisationStatus;
use domain::tag::TagText;
use domain::{NodeId, SessionId};
use store::charging_profile::InstalledProfile;
use store::command::NewBatch;
use store::local_list::LocalList;
use store::reservation::{ReservationQuery, ReservationStep};
use store::tag::TagSettings;
use store::testing::TestDatabase;
use store::{EditError, Store};

use crate::garage::{Garage, T0};

on_both!(
    a_list_is_kept_with_what_the_station_told,
    tags_are_gathered_for_a_list,
    a_reservation_goes_step_by_step,
    reservations_are_listed_within_reach,
    profiles_replace_their_equals_and_end_with_their_session,
    a_batch_has_a_command_for_each_station,
    overdue_commands_are_found,
);

async fn a_list_is_kept_with_what_the_station_told(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    assert_eq!(store.local_list(garage.station).await.unwrap(), LocalList::default());
    store.save_list_version(garage.station, -1, T0).await.unwrap();
    let told = store.local_list(garage.station).await.unwrap();
    assert_eq!((told.version, told.station_version, told.told_at, told.sent_at), (0, Some(-1), Some(T0), None));
    let entry = LocalListEntry {
        tag: "A".to_owned(),
        status: AuthorisationStatus::Blocked,
        expires_at: Some(T0),
        parent_tag: Some("G".to_owned()),
    };
    store.save_local_list(garage.station, 7, vec![entry.clone()], T0.plus_ms(5)).await.unwrap();
    let sent = store.local_list(garage.station).await.unwrap();
    assert_eq!((sent.version, sent.station_version, sent.entries), (7, Some(7), vec![entry]));
    store.save_list_version(garage.station, 3, T0.plus_ms(9)).await.unwrap();
    let told = store.local_list(garage.station).await.unwrap();
    assert_eq!((told.version, told.station_version, told.sent_at), (7, Some(3), Some(T0.plus_ms(5))));
    assert!(matches!(store.save_list_version(garage.site, 1, T0).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn tags_are_gathered_for_a_list(database: TestDatabase) {
    let store = database.open().await;
    let mut ids = Vec::new();
    for text in ["ONE", "TWO", "THREE"] {
        let settings = TagSettings {
            id_tag: TagText::new(text).unwrap(),
            label: String::new(),
            user_id: None,
            expires_at: None,
            blocked: false,
            parent_tag: None,
        };
        ids.push(store.create_tag(settings, T0).await.unwrap());
    }
    let among = async |tags: Option<&[_]>| {
        let found = store.tags_among(tags, None).await.unwrap();
        found.into_iter().map(|tag| tag.id_tag).collect::<Vec<_>>()
    };
    assert_eq!(among(None).await, ["ONE", "TWO", "THREE"]);
    assert_eq!(among(Some(&[ids[2], ids[0]])).await, ["ONE", "THREE"]);
    assert_eq!(among(Some(&[])).await, [] as [&str; 0]);
    store.close().await;
}

fn reservation(id: i64, station_id: NodeId, outlet: u16) -> Reservation {
    Reservation {
        id,
        station_id,
        outlet,
        tag: "GUEST".to_owned(),
        parent_tag: None,
        user_id: None,
        state: ReservationState::Pending,
        created_at: T0.plus_ms(id),
        until: T0.plus_ms(1_000),
        ended_at: None,
        session_id: None,
        outcome: None,
        by: "a@x.org".to_owned(),
    }
}

async fn step(store: &Store, id: i64, state: ReservationState, session: Option<i64>) -> Result<Reservation, EditError> {
    let outcome = Some(state.as_str().to_owned());
    let step = ReservationStep { id, state, at: T0.plus_ms(9), session_id: session.map(SessionId), outcome };
    store.step_reservation(step).await
}

async fn a_reservation_goes_step_by_step(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let asked = reservation(7, garage.station, 1);
    store.new_reservation(asked.clone()).await.unwrap();
    store.new_reservation(Reservation { outlet: 2, ..asked.clone() }).await.unwrap();
    assert_eq!(store.open_reservations().await.unwrap(), std::slice::from_ref(&asked), "the first stays");
    let accepted = step(&store, 7, ReservationState::Accepted, None).await.unwrap();
    assert_eq!((accepted.state, accepted.ended_at), (ReservationState::Accepted, None));
    let used = step(&store, 7, ReservationState::Used, Some(5)).await.unwrap();
    assert_eq!((used.ended_at, used.session_id), (Some(T0.plus_ms(9)), Some(SessionId(5))));
    assert_eq!(step(&store, 7, ReservationState::Expired, None).await.unwrap(), used, "what has ended stays");
    assert_eq!(store.open_reservations().await.unwrap(), []);
    assert!(matches!(step(&store, 8, ReservationState::Used, None).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn reservations_are_listed_within_reach(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    for (id, station, outlet) in
        [(1, garage.station, 1), (2, garage.station, 0), (3, other.station, 1), (4, garage.station, 2)]
    {
        store.new_reservation(reservation(id, station, outlet)).await.unwrap();
    }
    step(&store, 4, ReservationState::Cancelled, None).await.unwrap();
    let ids = async |query: ReservationQuery, reach: &Reach| {
        let page = store.reservations(&ReservationQuery { limit: 10, ..query }, reach).await.unwrap();
        assert_eq!(usize::try_from(page.count.count).unwrap(), page.items.len());
        page.items.into_iter().map(|listed| listed.reservation.id).collect::<Vec<_>>()
    };
    let at = |node| ReservationQuery { node: Some(node), ..ReservationQuery::default() };
    assert_eq!(ids(ReservationQuery::default(), &Reach::All).await, [4, 3, 2, 1]);
    assert_eq!(ids(ReservationQuery::default(), &Reach::Sites(vec![garage.site])).await, [4, 2, 1]);
    assert_eq!(ids(ReservationQuery { active: Some(true), ..at(garage.floor) }, &Reach::All).await, [2, 1]);
    assert_eq!(ids(ReservationQuery { active: Some(false), ..at(garage.station) }, &Reach::All).await, [4]);
    assert_eq!(ids(at(other.site), &Reach::Sites(vec![garage.site])).await, [] as [i64; 0]);
    let one = store.reservation(3, &Reach::All).await.unwrap().unwrap();
    assert_eq!(one.station_name.as_deref(), Some("Havn 1"));
    assert_eq!(store.reservation(3, &Reach::Sites(vec![garage.site])).await.unwrap(), None);
    store.close().await;
}

fn installed(id: i64, outlet: u16, session: Option<SessionId>) -> InstalledProfile {
    let profile = ChargingProfile {
        outlet,
        profile_id: Some(id),
        purpose: if session.is_some() { ProfilePurpose::Tx } else { ProfilePurpose::TxDefault },
        stack_level: 0,
        kind: ProfileKind::Absolute,
        recurrency: None,
        valid_from: None,
        valid_to: None,
        duration_s: None,
        start_at: None,
        unit: RateUnit::Ampere,
        min_charging_rate: None,
        periods: vec![ProfilePeriod { start_s: 0, limit: 16.5, phases: None }],
        session_id: session,
    };
    InstalledProfile { id, profile, installed_at: T0, by: "a@x.org".to_owned() }
}

async fn profiles_replace_their_equals_and_end_with_their_session(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let session = store.start_session(garage.start(1, 0)).await.unwrap().id;
    for new in [installed(1, 1, None), installed(2, 2, None), installed(3, 1, None), installed(4, 1, Some(session))] {
        store.install_profile(garage.station, new).await.unwrap();
    }
    let ids = async || {
        let mut ids: Vec<i64> =
            store.charging_profiles(garage.station).await.unwrap().into_iter().map(|known| known.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids().await, [2, 3, 4]);
    assert_eq!(store.charging_profiles(garage.station).await.unwrap()[0].profile.periods[0].limit, 16.5);
    store.stop_session(crate::garage::closing(session, 60, 500)).await.unwrap();
    assert_eq!(ids().await, [2, 3]);
    store.install_profile(garage.station, installed(4, 0, None)).await.unwrap();
    let filter = ProfileFilter { outlet: Some(2), ..ProfileFilter::default() };
    store.remove_profiles(garage.station, filter).await.unwrap();
    assert_eq!(ids().await, [3, 4]);
    store.close().await;
}

async fn a_batch_has_a_command_for_each_station(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    assert_eq!(store.stations_below(&[garage.floor], &Reach::All).await.unwrap(), [garage.station]);
    let all = store.stations_below(&[NodeId::SYSTEM], &Reach::All).await.unwrap();
    assert_eq!(all, [garage.station, other.station]);
    assert_eq!(
        store.stations_below(&[NodeId::SYSTEM], &Reach::Sites(vec![other.site])).await.unwrap(),
        [other.station]
    );
    let batch = NewBatch {
        stations: [all.as_slice(), &[garage.site]].concat(),
        command: Command::UnlockConnector { outlet: 2 },
        created_at: T0,
        expires_at: T0.plus_ms(1_000),
        waits: true,
        by_user_id: None,
        by: "a@x.org".to_owned(),
    };
    let id = store.new_batch(batch).await.unwrap();
    let queued = store.queued_of_batch(id).await.unwrap();
    assert_eq!(queued.len(), 2, "a site is no station");
    assert_eq!((&queued[0].command, queued[0].waits), (&Command::UnlockConnector { outlet: 2 }, true));
    assert_eq!((queued[1].site_id, queued[1].expires_at), (other.site, T0.plus_ms(1_000)));
    let seen = store.batch(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!(seen.counts, [(CommandState::Queued, 2)]);
    let reach = Reach::Sites(vec![garage.site]);
    assert_eq!(store.batch(id, &reach).await.unwrap().unwrap().counts, [(CommandState::Queued, 1)]);
    let results = store.batch_commands(id, None, 10, &reach).await.unwrap();
    assert_eq!((results.len(), results[0].station_name.as_deref()), (1, Some("Torget 1")));
    assert_eq!(store.batches(10, &reach).await.unwrap().len(), 1);
    let nowhere = Reach::Sites(vec![NodeId(999)]);
    assert_eq!(store.batch(id, &nowhere).await.unwrap(), None);
    assert_eq!(store.batches(10, &nowhere).await.unwrap(), []);
    store.close().await;
}

async fn overdue_commands_are_found(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let new = store::command::NewCommand {
        station_id: garage.station,
        command: Command::ClearCache {},
        created_at: T0,
        expires_at: T0.plus_ms(1_000),
        waits: true,
        by_user_id: None,
        by: String::new(),
    };
    let id = store.new_command(new).await.unwrap().id;
    let overdue = async |now: i64, answered: i64| {
        let found = store.overdue_commands(T0.plus_ms(now), T0.plus_ms(answered), 10).await.unwrap();
        found.into_iter().map(|command| command.id).collect::<Vec<_>>()
    };
    assert_eq!(overdue(999, 999).await, []);
    assert_eq!(overdue(1_000, 0).await, [id]);
    store.close().await;
}
