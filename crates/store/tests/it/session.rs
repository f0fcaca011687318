//! Starting, following and ending sessions.

use domain::SessionId;
use store::session::StopOutcome;
use store::testing::TestDatabase;

use crate::garage::{Garage, T0, closing};

on_both!(a_session_starts_and_stops_once);

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

    assert_eq!(store.stop_session(closing(id, 3_610, 7_400)).await.unwrap(), StopOutcome::Ended);
    assert_eq!(store.stop_session(closing(id, 9_999, 9_999)).await.unwrap(), StopOutcome::AlreadyEnded);
    assert_eq!(store.stop_session(closing(SessionId(77), 1, 1)).await.unwrap(), StopOutcome::Unknown);
    let session = store.session(id).await.unwrap().unwrap();
    assert_eq!(session.ended_at, Some(T0.plus_ms(3_610_000)));
    assert_eq!((session.energy_wh, session.meter_end_wh), (7_400, Some(8_400)));
    assert_eq!(session.stop_reason.as_deref(), Some("EVDisconnected"));
    store.close().await;
}
