//! Stations as the central system meets them.

use domain::access::Reach;
use domain::outlet::{OutletPresent, OutletStatus};
use domain::report::BootReport;
use domain::station::{Protocol, SecurityProfile};
use domain::{ChargeBoxId, NodeId};
use store::EditError;
use store::node::{NodeSettings, NodeUpdate, StationSettings};
use store::session::QuarterEnergy;
use store::station::{
    Extent, NewUnknownStation, StationBooted, StationConnected, StationDisconnected, StationKey, StationSeen,
};
use store::status::{NewStatusChange, StatusWrite};
use store::testing::TestDatabase;

use crate::garage::{Garage, T0, charge_box, closing};
use crate::reading::new_reading;

on_both!(
    a_configured_station_is_admitted,
    a_boot_is_kept_and_the_first_is_the_registration,
    an_older_connection_that_ends_leaves_the_newer_alone,
    signs_of_life_add_up,
    only_newer_statuses_change_the_present,
    a_configuration_is_kept,
    unknown_stations_are_remembered_up_to_a_bound,
    a_station_that_came_unannounced_is_adopted_once,
    everything_live_is_found_at_the_start,
    a_runtime_knows_where_metering_stands,
);

async fn a_configured_station_is_admitted(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let settings = StationSettings {
        security_profile: SecurityProfile::Basic,
        accept_missing_subprotocol: true,
        ..StationSettings::plain(charge_box("CB-Torget-1"))
    };
    let update = NodeUpdate {
        name: "Torget 1".to_owned(),
        description: String::new(),
        settings: NodeSettings::Station(settings),
    };
    store.update_node(garage.station, 1, update, Reach::All).await.unwrap();
    store.set_credential(garage.station, Some("hash".to_owned()), Reach::All).await.unwrap();
    let admission = store.admission(&charge_box("CB-Torget-1")).await.unwrap().unwrap();
    assert_eq!(admission.id, garage.station);
    assert_eq!(admission.security_profile, SecurityProfile::Basic);
    assert_eq!(admission.credential_hash.as_deref(), Some("hash"));
    assert!(admission.accept_missing_subprotocol);
    for unknown in ["CB-Torget", "cb-torget-1", "CB-Torget-1%"] {
        assert_eq!(store.admission(&charge_box(unknown)).await.unwrap(), None, "{unknown}");
    }
    assert!(matches!(store.set_credential(garage.site, None, Reach::All).await, Err(EditError::NotFound)));
    store.close().await;
}

fn boot(garage: &Garage, after_ms: i64, firmware: &str) -> StationBooted {
    let report = BootReport {
        vendor: "Vendor".to_owned(),
        model: "Model".to_owned(),
        firmware_version: Some(firmware.to_owned()),
        ..BootReport::default()
    };
    StationBooted { station_id: garage.station, at: T0.plus_ms(after_ms), report }
}

async fn a_boot_is_kept_and_the_first_is_the_registration(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let before = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!((before.boot, before.registered_at), (None, None));
    store.save_reboot_state(garage.station, Some(true), Some(2)).await.unwrap();
    assert!(store.station_runtime(garage.station).await.unwrap().unwrap().reboot_required);
    store.station_booted(boot(&garage, 10, "1.0")).await.unwrap();
    store.station_booted(boot(&garage, 20, "2.0")).await.unwrap();
    let runtime = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!(runtime.registered_at, Some(T0.plus_ms(10)));
    assert_eq!(runtime.last_boot_at, Some(T0.plus_ms(20)));
    assert_eq!(runtime.boot.unwrap().firmware_version.as_deref(), Some("2.0"));
    assert!(!runtime.reboot_required, "it has rebooted");
    assert_eq!(runtime.boots_after_write, 2);
    store.close().await;
}

async fn an_older_connection_that_ends_leaves_the_newer_alone(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let connected = |after_ms| StationConnected {
        station_id: garage.station,
        at: T0.plus_ms(after_ms),
        protocol: Protocol::Ocpp16Json,
        remote_address: Some("192.0.2.7".to_owned()),
    };
    let disconnected = |from_ms, after_ms| StationDisconnected {
        station_id: garage.station,
        connected_at: T0.plus_ms(from_ms),
        at: T0.plus_ms(after_ms),
    };
    let reported =
        async || *store.node(garage.station, &Reach::All, None, None).await.unwrap().unwrap().station.unwrap();
    store.station_connected(connected(10)).await.unwrap();
    store.station_connected(connected(20)).await.unwrap();
    store.station_disconnected(disconnected(10, 30)).await.unwrap();
    let told = reported().await;
    assert_eq!(told.connected_at, Some(T0.plus_ms(20)));
    assert_eq!(told.protocol, Some(Protocol::Ocpp16Json));
    assert_eq!(told.remote_address.as_deref(), Some("192.0.2.7"));
    store.station_disconnected(disconnected(20, 40)).await.unwrap();
    let told = reported().await;
    assert_eq!((told.connected_at, told.last_seen_at), (None, Some(T0.plus_ms(40))));
    store.close().await;
}

async fn signs_of_life_add_up(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let seen = |after_ms, clock_skew_ms, deviations| StationSeen {
        station_id: garage.station,
        at: T0.plus_ms(after_ms),
        clock_skew_ms,
        deviations,
    };
    store.station_seen(vec![seen(50, Some(-7_000), 2), seen(40, None, 3)]).await.unwrap();
    store
        .station_seen(vec![seen(30, None, 1), StationSeen { station_id: NodeId(999), ..seen(1, None, 1) }])
        .await
        .unwrap();
    store.station_seen(vec![]).await.unwrap();
    let told = store.node(garage.station, &Reach::All, None, None).await.unwrap().unwrap().station.unwrap();
    assert_eq!(told.last_seen_at, Some(T0.plus_ms(50)));
    assert_eq!((told.clock_skew_ms, told.deviations), (Some(-7_000), 6));
    store.close().await;
}

async fn only_newer_statuses_change_the_present(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let write = |outlet, status, after_ms| {
        let at = T0.plus_ms(after_ms);
        let present = OutletPresent { status, error_code: None, error_text: None, at: Some(at) };
        let change = NewStatusChange {
            station_id: garage.station,
            outlet,
            status,
            error_code: None,
            error_text: Some("text".to_owned()),
            at,
            received_at: at,
            late: false,
        };
        StatusWrite { change, present: Some(present) }
    };
    store.save_status(write(1, OutletStatus::Charging, 100)).await.unwrap();
    store.save_status(write(1, OutletStatus::Available, 50)).await.unwrap();
    store.save_status(write(0, OutletStatus::Unavailable, 60)).await.unwrap();
    let history_only = StatusWrite { present: None, ..write(1, OutletStatus::Faulted, 500) };
    store.save_status(history_only).await.unwrap();
    // Several for one outlet at once: the newest holds.
    let (first, second) = tokio::join!(
        store.save_status(write(2, OutletStatus::Finishing, 80)),
        store.save_status(write(2, OutletStatus::Preparing, 70)),
    );
    first.unwrap();
    second.unwrap();
    let runtime = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!(runtime.outlets[0].present.status, OutletStatus::Charging);
    assert_eq!(runtime.outlets[1].present.status, OutletStatus::Finishing);
    assert_eq!(runtime.present.status, OutletStatus::Unavailable);
    store.close().await;
}

fn key(key: &str, value: Option<&str>) -> StationKey {
    StationKey { key: key.to_owned(), value: value.map(str::to_owned), read_only: value.is_none() }
}

async fn a_configuration_is_kept(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let read = async || store.station_configuration(garage.station, &Reach::All).await.unwrap().unwrap();
    assert_eq!(read().await.read_at, None);
    let whole = vec![key("B", Some("2")), key("A", None), key("B", Some("3"))];
    store.save_configuration(garage.station, whole, Extent::Whole, T0).await.unwrap();
    assert_eq!(read().await.keys, [key("A", None), key("B", Some("3"))]);
    store.save_configuration(garage.station, vec![key("C", Some("1"))], Extent::Some, T0.plus_ms(5)).await.unwrap();
    assert_eq!(read().await.keys.len(), 3);
    assert_eq!(read().await.read_at, Some(T0));
    store.save_configuration(garage.station, vec![key("A", Some("7"))], Extent::Known, T0.plus_ms(7)).await.unwrap();
    assert_eq!((read().await.keys.len(), read().await.read_at), (3, Some(T0.plus_ms(7))));
    store.save_configuration(garage.station, vec![key("C", Some("1"))], Extent::Whole, T0.plus_ms(9)).await.unwrap();
    assert_eq!(read().await.keys.len(), 1);
    assert_eq!(read().await.read_at, Some(T0.plus_ms(9)));
    let foreign = Reach::Sites(vec![NodeId(999)]);
    assert_eq!(store.station_configuration(garage.station, &foreign).await.unwrap(), None);
    let nowhere = store.save_configuration(NodeId(999), vec![], Extent::Whole, T0).await;
    assert!(matches!(nowhere, Err(EditError::NotFound)));
    store.close().await;
}

async fn unknown_stations_are_remembered_up_to_a_bound(database: TestDatabase) {
    let store = database.open().await;
    let unknown = |id: &str, after_ms| NewUnknownStation {
        charge_box_id: id.to_owned(),
        at: T0.plus_ms(after_ms),
        address: Some("192.0.2.9".to_owned()),
        reason: "refused".to_owned(),
    };
    assert!(store.note_unknown_station(unknown("Stranger", 0)).await.unwrap());
    assert!(!store.note_unknown_station(unknown("Stranger", 7)).await.unwrap());
    let known = store.unknown_stations(&Reach::All).await.unwrap();
    assert_eq!((known[0].attempts, known[0].first_at, known[0].last_at), (2, T0, T0.plus_ms(7)));
    assert_eq!(store.unknown_stations(&Reach::Sites(vec![])).await.unwrap(), []);
    let flood = (0..1_010).map(|number| store.note_unknown_station(unknown(&format!("Flood {number}"), 100 + number)));
    for noted in futures_util::future::join_all(flood).await {
        noted.unwrap();
    }
    let known = store.unknown_stations(&Reach::All).await.unwrap();
    assert_eq!(known.len(), 1_000);
    assert_eq!(known[0].charge_box_id, "Flood 1009", "the last heard stay");
    assert!(store.forget_unknown_station("Flood 1009").await.unwrap());
    assert!(!store.forget_unknown_station("Flood 1009").await.unwrap());
    store.close().await;
}

async fn a_station_that_came_unannounced_is_adopted_once(database: TestDatabase) {
    let store = database.open().await;
    let id = ChargeBoxId::new("Newcomer").unwrap();
    let station = store.adopt_station(&id, T0).await.unwrap();
    assert_eq!(store.adopt_station(&id, T0).await.unwrap(), station);
    let other = store.adopt_station(&ChargeBoxId::new("Other").unwrap(), T0).await.unwrap();
    let node = store.node(station, &Reach::All, None, None).await.unwrap().unwrap();
    assert_eq!(node.path.last().unwrap().name, "Unassigned");
    assert_eq!(store.node(other, &Reach::All, None, None).await.unwrap().unwrap().parent_id, node.parent_id);
    store.close().await;
}

async fn everything_live_is_found_at_the_start(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let open = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let ended = store.start_session(other.start(1, 0)).await.unwrap().id;
    store.stop_session(closing(ended, 10, 0)).await.unwrap();
    let live = store.all_live().await.unwrap();
    assert_eq!(live.iter().map(|station| station.id).collect::<Vec<_>>(), [garage.station, other.station]);
    assert_eq!(live[0].outlets.iter().map(|outlet| outlet.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(live[0].sessions.iter().map(|session| session.id).collect::<Vec<_>>(), [open]);
    assert_eq!((live[0].site_id, live[0].floor_id), (garage.site, Some(garage.floor)));
    assert_eq!(live[1].sessions, []);
    store.close().await;
}

async fn a_runtime_knows_where_metering_stands(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(2, 0)).await.unwrap().id;
    let readings = [(60, 1_100.0), (180, 1_300.0), (120, 1_200.0)];
    let readings = readings.map(|(after_s, energy_wh)| new_reading(garage.station, Some(id), after_s, energy_wh));
    store.add_readings(readings.to_vec()).await.unwrap();
    let runtime = store.station_runtime(garage.station).await.unwrap().unwrap();
    assert_eq!(runtime.charge_box_id, charge_box("CB-Torget-1"));
    assert_eq!((runtime.site_name.as_str(), runtime.floor_name.as_deref()), ("Torget", Some("Level 1")));
    assert_eq!(runtime.outlets.len(), 2);
    let open = &runtime.sessions[0];
    let last = open.last_reading.unwrap();
    assert_eq!((open.session.id, last.energy_wh, last.at), (id, 1_300.0, T0.plus_ms(180_000)));
    assert_eq!(open.last_quarter, None::<QuarterEnergy>);
    assert_eq!(store.station_runtime(garage.site).await.unwrap(), None);
    store.close().await;
}
