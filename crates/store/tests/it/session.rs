//! Starting, following and ending sessions.

use domain::access::Reach;
use domain::outlet::OutletStatus;
use domain::session::{AuthorisationStatus, SessionFlag, SessionFlags};
use domain::{NodeId, SessionId};
use store::session::{
    NewSession, QuarterEnergy, ResentStart, SessionClosing, SessionFilter, SessionProgress, SessionTotals, StopOutcome,
};
use store::status::{NewStatusChange, StatusWrite};
use store::testing::TestDatabase;

use crate::garage::{Garage, T0, closing, end};
use crate::reading::new_reading;

on_both!(
    a_session_starts_and_stops_once,
    a_start_ends_the_open_session_that_it_closes,
    an_orphan_stop_is_a_session_that_has_ended,
    an_unconfigured_outlet_can_have_sessions,
    progress_is_kept_until_the_end,
    a_start_that_is_sent_again_is_found,
    the_session_at_a_moment_is_found,
    a_tag_charges_where_its_open_sessions_are_in_whatever_form_it_was_told,
    sums_of_days_follow_each_stop,
    statuses_around_a_session_are_shown_with_it,
);

async fn a_session_starts_and_stops_once(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(1, 10)).await.unwrap().id;
    assert_eq!(id, SessionId(1));
    let session = store.session(id).await.unwrap().unwrap();
    assert!(session.is_active());
    assert_eq!(session.placement.site_name, "Torget");
    assert_eq!(session.placement.floor_name.as_deref(), Some("Level 1"));
    assert_eq!(session.placement.station_name, "Torget 1");
    assert!(session.placement.outlet_id.is_some());
    assert_eq!(session.started_at, T0.plus_ms(10_000));
    assert_eq!(session.tag.as_deref(), Some("04A2B3"));

    let closing = SessionClosing {
        end: store::SessionEnd {
            readings: vec![new_reading(garage.station, None, 3_600, 8_400.0)],
            flags: SessionFlags::NONE.with(SessionFlag::DeliveredLate),
            ..end(3_610, 7_400)
        },
        ..closing(id, 0, 0)
    };
    assert_eq!(store.stop_session(closing.clone()).await.unwrap(), StopOutcome::Ended);
    assert_eq!(store.stop_session(closing.clone()).await.unwrap(), StopOutcome::AlreadyEnded);
    let unknown = SessionClosing { id: SessionId(77), ..closing };
    assert_eq!(store.stop_session(unknown).await.unwrap(), StopOutcome::Unknown);
    let session = store.session(id).await.unwrap().unwrap();
    assert_eq!(session.ended_at, Some(T0.plus_ms(3_610_000)));
    assert_eq!((session.energy_wh, session.meter_end_wh), (7_400, Some(8_400)));
    assert_eq!(session.stop_reason.as_deref(), Some("EVDisconnected"));
    assert!(session.flags.has(SessionFlag::DeliveredLate));
    assert_eq!(store.count_readings(id, &Reach::All).await.unwrap(), 1, "a second stop brings no readings");
    store.close().await;
}

async fn a_start_ends_the_open_session_that_it_closes(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let old = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let closes = Some(closing(old, 500, 900));
    let new = store.start_session(NewSession { closes, ..garage.start(1, 500) }).await.unwrap().id;
    assert_eq!(store.session(old).await.unwrap().unwrap().ended_at, Some(T0.plus_ms(500_000)));
    assert!(store.session(new).await.unwrap().unwrap().is_active());
    store.close().await;
}

async fn an_orphan_stop_is_a_session_that_has_ended(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let quarter = QuarterEnergy { at: T0, energy_wh: 700 };
    let ended = store::SessionEnd {
        readings: vec![new_reading(garage.station, None, 5, 1.0)],
        quarters: vec![quarter],
        ..end(60, 700)
    };
    let orphan = NewSession {
        end: Some(ended),
        flags: SessionFlags::NONE.with(SessionFlag::Orphan),
        start_status: AuthorisationStatus::Invalid,
        ..garage.start(2, 0)
    };
    let id = store.start_session(orphan).await.unwrap().id;
    let session = store.session(id).await.unwrap().unwrap();
    assert!(!session.is_active() && session.flags.has(SessionFlag::Orphan));
    assert_eq!((session.energy_wh, session.duration_ms(T0)), (700, 60_000));
    assert_eq!(session.start_status, AuthorisationStatus::Invalid);
    assert_eq!(store.register_points(id).await.unwrap().len(), 1);
    let totals = store.session_totals(&SessionFilter::default(), T0, &Reach::All, None).await.unwrap();
    assert_eq!(totals, SessionTotals { count: 1, capped: false, energy_wh: 700, duration_s: 60 });
    store.close().await;
}

async fn an_unconfigured_outlet_can_have_sessions(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(9, 0)).await.unwrap().id;
    let session = store.session(id).await.unwrap().unwrap();
    assert_eq!((session.placement.outlet, session.placement.outlet_id), (9, None));
    let runtime = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!(runtime.sessions[0].session.id, id);
    // Once the outlet is configured, its next session knows it.
    let outlet = store.ensure_outlet(garage.station, 9, T0).await.unwrap();
    assert_eq!(store.ensure_outlet(garage.station, 9, T0).await.unwrap(), outlet);
    let id = store.start_session(garage.start(9, 60)).await.unwrap().id;
    assert_eq!(store.session(id).await.unwrap().unwrap().placement.outlet_id, Some(outlet));
    store.close().await;
}

async fn progress_is_kept_until_the_end(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let progress = |energy_wh, meter_end_wh, flag| SessionProgress {
        id,
        energy_wh,
        meter_end_wh,
        power_w: Some(7_000.5),
        flags: SessionFlags::NONE.with(flag),
        quarters: vec![QuarterEnergy { at: T0, energy_wh }],
    };
    // Two in one write: the last holds, the flags of both.
    let both = vec![progress(100, Some(1_100), SessionFlag::RegisterJump), progress(200, None, SessionFlag::OddClock)];
    store.save_progress(both).await.unwrap();
    let session = store.session(id).await.unwrap().unwrap();
    assert_eq!((session.energy_wh, session.power_w), (200, Some(7_000.5)));
    assert!(session.flags.has(SessionFlag::RegisterJump) && session.flags.has(SessionFlag::OddClock));
    store.save_progress(vec![progress(300, Some(1_300), SessionFlag::OddClock)]).await.unwrap();
    assert_eq!(store.session(id).await.unwrap().unwrap().meter_end_wh, Some(1_300));
    let runtime = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!(runtime.sessions[0].last_quarter, Some(QuarterEnergy { at: T0, energy_wh: 300 }));

    store.stop_session(closing(id, 900, 400)).await.unwrap();
    store.save_progress(vec![progress(350, None, SessionFlag::OddClock)]).await.unwrap();
    let session = store.session(id).await.unwrap().unwrap();
    assert_eq!((session.energy_wh, session.power_w), (400, None), "what comes after the end changes it no more");
    store.close().await;
}

async fn a_start_that_is_sent_again_is_found(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let start = NewSession { start_status: AuthorisationStatus::Blocked, ..garage.start(1, 10) };
    let id = store.start_session(start).await.unwrap().id;
    let resent = ResentStart {
        station_id: garage.station,
        outlet: 1,
        started_at: T0.plus_ms(10_000),
        tag_normal: Some("04A2B3".to_owned()),
        meter_start_wh: Some(1_000),
    };
    let found = store.find_resent_start(&resent).await.unwrap().unwrap();
    assert_eq!((found.id, found.start_status), (id, AuthorisationStatus::Blocked));
    for other in [
        ResentStart { outlet: 2, ..resent.clone() },
        ResentStart { started_at: T0, ..resent.clone() },
        ResentStart { tag_normal: None, ..resent.clone() },
        ResentStart { meter_start_wh: Some(1_001), ..resent.clone() },
        ResentStart { station_id: NodeId(99), ..resent },
    ] {
        assert_eq!(store.find_resent_start(&other).await.unwrap(), None, "{other:?}");
    }
    store.close().await;
}

async fn the_session_at_a_moment_is_found(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let first = store.start_session(garage.start(1, 100)).await.unwrap().id;
    store.stop_session(closing(first, 200, 0)).await.unwrap();
    let second = store.start_session(garage.start(1, 300)).await.unwrap().id;
    for (outlet, second_of, expected) in [
        (1, 99, None),
        (1, 100, Some(first)),
        (1, 200, Some(first)),
        (1, 250, None),
        (1, 9_999, Some(second)),
        (2, 150, None),
    ] {
        let found = store.session_at(garage.station, outlet, T0.plus_ms(second_of * 1_000)).await.unwrap();
        assert_eq!(found.map(|session| session.id), expected, "outlet {outlet} at {second_of} s");
    }
    store.close().await;
}

async fn a_tag_charges_where_its_open_sessions_are_in_whatever_form_it_was_told(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let forms = ["4660".to_owned(), "04A2B3".to_owned()];
    assert_eq!(store.open_sessions_of_tag(&forms).await.unwrap(), []);
    let first = store.start_session(garage.start(2, 0)).await.unwrap().id;
    let second = store.start_session(garage.start(1, 60)).await.unwrap().id;
    let open = store.open_sessions_of_tag(&forms).await.unwrap();
    let places: Vec<_> = open.iter().map(|open| (open.id, open.station_id, open.outlet)).collect();
    assert_eq!(places, [(second, garage.station, 1), (first, garage.station, 2)]);
    assert_eq!(store.open_sessions_of_tag(&forms[..1]).await.unwrap(), []);
    store.stop_session(closing(first, 10, 0)).await.unwrap();
    store.stop_session(closing(second, 70, 0)).await.unwrap();
    assert_eq!(store.open_sessions_of_tag(&forms).await.unwrap(), []);
    store.close().await;
}

async fn sums_of_days_follow_each_stop(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let day_s = 86_400;
    let mut expected = SessionTotals::default();
    for number in 0..10 {
        let after_s = number * day_s / 3;
        let id = store.start_session(garage.start(1, after_s)).await.unwrap().id;
        if number % 4 == 3 {
            // Left open: it counts with what it has so far.
            expected.count += 1;
            expected.duration_s += 20 * day_s - after_s;
            continue;
        }
        store.stop_session(closing(id, after_s + 100, 50)).await.unwrap();
        expected.count += 1;
        expected.energy_wh += 50;
        expected.duration_s += 100;
    }
    let now = T0.plus_ms(20 * day_s * 1_000);
    let totals = store.session_totals(&SessionFilter::default(), now, &Reach::All, None).await.unwrap();
    assert_eq!(totals, expected);
    let elsewhere = store.session_totals(&SessionFilter::default(), now, &Reach::Sites(vec![]), None).await.unwrap();
    assert_eq!(elsewhere, SessionTotals::default());
    store.close().await;
}

async fn statuses_around_a_session_are_shown_with_it(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(1, 1_000)).await.unwrap().id;
    store.stop_session(closing(id, 2_000, 0)).await.unwrap();
    for (outlet, after_s) in [(1, 100), (1, 990), (2, 1_500), (0, 1_600), (1, 2_010), (1, 9_000)] {
        let change = NewStatusChange {
            station_id: garage.station,
            outlet,
            status: OutletStatus::Charging,
            error_code: None,
            error_text: None,
            at: T0.plus_ms(after_s * 1_000),
            received_at: T0.plus_ms(after_s * 1_000),
            late: false,
        };
        store.save_status(StatusWrite { change, present: None }).await.unwrap();
    }
    let statuses = store.statuses_of_session(id, T0, &Reach::All).await.unwrap();
    let shown: Vec<_> = statuses.iter().map(|status| (status.outlet, status.at.since(T0) / 1_000)).collect();
    assert_eq!(shown, [(1, 990), (0, 1_600), (1, 2_010)]);
    assert_eq!(store.statuses_of_session(id, T0, &Reach::Sites(vec![])).await.unwrap(), []);
    store.close().await;
}
