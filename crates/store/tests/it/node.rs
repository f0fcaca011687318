//! The navigator's tree: making, changing, moving and deleting nodes.

use domain::access::Reach;
use domain::node::NodeKind;
use domain::session::SessionFlag;
use domain::user::Role;
use domain::{NodeId, UserId};
use store::node::{NodeSettings, NodeUpdate, OutletSettings, SiteSettings, StationSettings};
use store::testing::TestDatabase;
use store::{EditError, NewSession, Store};

use crate::garage::{Garage, T0, charge_box, new_node, new_site, new_station};
use crate::user::new_user;

on_both!(
    a_tree_is_built_and_read,
    nodes_stand_only_where_they_fit,
    what_must_be_unique_is,
    an_edit_of_an_old_version_is_refused,
    a_move_takes_everything_below_along,
    a_rename_leaves_past_sessions_their_names,
    only_a_node_without_children_is_deleted,
    a_site_that_is_some_drivers_only_one_stays,
    edits_beyond_reach_find_nothing,
    a_driver_sees_public_stations_and_their_sites,
    ten_thousand_stations_are_made_at_once,
);

async fn version(store: &Store, id: NodeId) -> i64 {
    store.node(id, &Reach::All, None, None).await.unwrap().unwrap().version
}

async fn a_tree_is_built_and_read(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let station = store.node(garage.station, &Reach::All, None, None).await.unwrap().unwrap();
    let path: Vec<_> = station.path.iter().map(|step| (step.kind, step.name.as_str())).collect();
    assert_eq!(path, [(NodeKind::System, "System"), (NodeKind::Site, "Torget"), (NodeKind::Floor, "Level 1")]);
    assert_eq!(station.settings, NodeSettings::Station(StationSettings::plain(charge_box("CB-Torget-1"))));
    assert_eq!((station.site_id, station.floor_id), (Some(garage.site), Some(garage.floor)));
    assert!(!station.station.unwrap().has_credential);
    let settings = SiteSettings {
        address: "Torget 1".to_owned(),
        latitude: Some(60.39),
        longitude: Some(-5.32),
        time_zone: "Europe/Oslo".to_owned(),
        contact: "Ola".to_owned(),
        opening_hours: "always".to_owned(),
    };
    let site =
        store.create_node(new_node(NodeId::SYSTEM, "Havn", NodeSettings::Site(settings.clone())), T0, Reach::All);
    let site = site.await.unwrap();
    let read = store.node(site, &Reach::All, None, None).await.unwrap().unwrap();
    assert_eq!((read.settings, read.created_at), (NodeSettings::Site(settings), T0));

    let tree = store.navigator(&Reach::All).await.unwrap();
    assert_eq!(tree.len(), 7);
    for (place, node) in tree.iter().enumerate() {
        let parent = node.parent_id.map(|parent| tree.iter().position(|node| node.id == parent).unwrap());
        assert!(parent.is_none_or(|parent| parent < place), "parents come first");
    }
    let outlet = tree.iter().find(|node| node.number == Some(2)).unwrap();
    let outlet = store.node(outlet.id, &Reach::All, Some(&Reach::All), None).await.unwrap().unwrap();
    assert_eq!(outlet.settings, NodeSettings::Outlet(OutletSettings::usual(2)));
    assert_eq!((outlet.kind(), outlet.session), (NodeKind::Outlet, None));
    assert_eq!(store.navigator_node(outlet.id, &Reach::All).await.unwrap().unwrap().number, Some(2));
    let scope = store.node_scope(outlet.id).await.unwrap().unwrap();
    assert_eq!((scope.station_id, scope.outlet_id), (Some(garage.station), Some(outlet.id)));
    assert_eq!(store.node_scope(NodeId(999)).await.unwrap(), None);
    store.close().await;
}

async fn nodes_stand_only_where_they_fit(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let outlet = NodeSettings::Outlet(OutletSettings::usual(1));
    for (parent, settings) in [
        (NodeId::SYSTEM, NodeSettings::Floor),
        (garage.floor, NodeSettings::Site(SiteSettings::default())),
        (garage.station, NodeSettings::Floor),
        (garage.site, outlet.clone()),
        (garage.floor, NodeSettings::GridController),
        (garage.site, NodeSettings::System),
    ] {
        let made = store.create_node(new_node(parent, "X", settings.clone()), T0, Reach::All).await;
        assert!(matches!(made, Err(EditError::BadPlace)), "{settings:?}");
    }
    let orphan = store.create_node(new_node(NodeId(999), "X", outlet), T0, Reach::All).await;
    assert!(matches!(orphan, Err(EditError::NoSuch { field: "parentId" })));
    let controller = new_node(garage.site, "Meter", NodeSettings::GridController);
    let controller = store.create_node(controller, T0, Reach::All).await.unwrap();
    assert!(matches!(store.move_node(controller, 1, garage.floor, Reach::All).await, Err(EditError::BadPlace)));
    assert!(matches!(store.move_node(garage.floor, 1, garage.site, Reach::All).await, Err(EditError::BadPlace)));
    let wrong = NodeUpdate { name: "X".to_owned(), description: String::new(), settings: NodeSettings::Floor };
    assert!(matches!(store.update_node(garage.site, 1, wrong, Reach::All).await, Err(EditError::BadPlace)));
    store.close().await;
}

async fn what_must_be_unique_is(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let same = store.create_node(new_station(garage.site, "Same", "CB-Torget-1", 0), T0, Reach::All).await;
    assert!(matches!(same, Err(EditError::Taken { field: "chargeBoxId" })), "{same:?}");
    let second = NodeSettings::Outlet(OutletSettings::usual(2));
    let same = store.create_node(new_node(garage.station, "2", second), T0, Reach::All).await;
    assert!(matches!(same, Err(EditError::Taken { field: "number" })), "{same:?}");
    let other = store.create_node(new_station(garage.site, "Other", "CB-Other", 1), T0, Reach::All).await.unwrap();
    let settings = NodeSettings::Station(StationSettings::plain(charge_box("CB-Torget-1")));
    let update = NodeUpdate { name: "Other".to_owned(), description: String::new(), settings };
    let same = store.update_node(other, 1, update, Reach::All).await;
    assert!(matches!(same, Err(EditError::Taken { field: "chargeBoxId" })), "{same:?}");
    assert_eq!(version(&store, other).await, 1);
    store.close().await;
}

async fn an_edit_of_an_old_version_is_refused(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let rename =
        |name: &str| NodeUpdate { name: name.to_owned(), description: "New".to_owned(), settings: NodeSettings::Floor };
    assert_eq!(store.update_node(garage.floor, 1, rename("Roof"), Reach::All).await.unwrap(), 2);
    let old = store.update_node(garage.floor, 1, rename("Cellar"), Reach::All).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 1, current: 2 })), "{old:?}");
    let old = store.delete_node(garage.floor, 1, T0, Reach::All).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 1, current: 2 })), "{old:?}");
    let old = store.move_node(garage.station, 7, garage.site, Reach::All).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 7, current: 1 })), "{old:?}");
    let floor = store.node(garage.floor, &Reach::All, None, None).await.unwrap().unwrap();
    assert_eq!((floor.name.as_str(), floor.description.as_str()), ("Roof", "New"));
    // Both at once: one of them is told.
    let (one, other) = tokio::join!(
        store.update_node(garage.floor, 2, rename("One"), Reach::All),
        store.update_node(garage.floor, 2, rename("Other"), Reach::All),
    );
    assert!(one.is_ok() != other.is_ok());
    store.close().await;
}

async fn a_move_takes_everything_below_along(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let before = store.start_session(garage.start(1, 0)).await.unwrap().id;
    assert_eq!(store.move_node(garage.station, 1, other.floor, Reach::All).await.unwrap(), 2);
    let reach = Reach::Sites(vec![other.site]);
    let tree = store.navigator(&reach).await.unwrap();
    assert_eq!(tree.iter().filter(|node| node.station_id == Some(garage.station)).count(), 3);
    assert!(!store.reaches_node(garage.station, &Reach::Sites(vec![garage.site])).await.unwrap());
    let after = store.start_session(garage.start(2, 10)).await.unwrap().id;
    let site_of = async |id| store.session(id).await.unwrap().unwrap().placement.site_name;
    assert_eq!((site_of(before).await.as_str(), site_of(after).await.as_str()), ("Torget", "Havn"));
    assert_eq!(store.move_node(garage.station, 2, other.site, Reach::All).await.unwrap(), 3);
    let station = store.node(garage.station, &reach, None, None).await.unwrap().unwrap();
    assert_eq!((station.site_id, station.floor_id), (Some(other.site), None));
    store.close().await;
}

async fn a_rename_leaves_past_sessions_their_names(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let mut ids = vec![store.start_session(garage.start(1, 0)).await.unwrap().id];
    let floor = NodeUpdate { name: "Roof".to_owned(), description: String::new(), settings: NodeSettings::Floor };
    store.update_node(garage.floor, 1, floor, Reach::All).await.unwrap();
    ids.push(store.start_session(garage.start(1, 1)).await.unwrap().id);
    let settings = NodeSettings::Station(StationSettings::plain(charge_box("CB-New")));
    let station = NodeUpdate { name: "New".to_owned(), description: String::new(), settings };
    store.update_node(garage.station, 1, station, Reach::All).await.unwrap();
    ids.push(store.start_session(garage.start(1, 2)).await.unwrap().id);
    let mut told = Vec::new();
    for id in ids {
        let place = store.session(id).await.unwrap().unwrap().placement;
        told.push((place.floor_name.unwrap(), place.station_name, place.charge_box_id));
    }
    let names = |floor: &str, station: &str, id: &str| (floor.to_owned(), station.to_owned(), id.to_owned());
    assert_eq!(
        told,
        [
            names("Level 1", "Torget 1", "CB-Torget-1"),
            names("Roof", "Torget 1", "CB-Torget-1"),
            names("Roof", "New", "CB-New")
        ]
    );
    store.close().await;
}

async fn only_a_node_without_children_is_deleted(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    for parent in [garage.site, garage.floor, garage.station] {
        let refused = store.delete_node(parent, 1, T0, Reach::All).await;
        assert!(matches!(refused, Err(EditError::HasChildren)), "{refused:?}");
    }
    let refused = store.delete_node(NodeId::SYSTEM, 1, T0, Reach::All).await;
    assert!(matches!(refused, Err(EditError::BadPlace)));
    let open = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let tree = store.navigator(&Reach::All).await.unwrap();
    for outlet in tree.iter().filter(|node| node.kind == NodeKind::Outlet) {
        store.delete_node(outlet.id, 1, T0, Reach::All).await.unwrap();
    }
    store.delete_node(garage.station, 1, T0.plus_ms(60_000), Reach::All).await.unwrap();
    let session = store.session(open).await.unwrap().unwrap();
    assert_eq!(session.ended_at, Some(T0.plus_ms(60_000)), "what ran there has ended");
    assert!(session.flags.has(SessionFlag::EndedWithoutStop));
    assert_eq!(session.placement.station_name, "Torget 1", "history keeps its names");
    assert_eq!(store.admission(&charge_box("CB-Torget-1")).await.unwrap(), None);
    // A child that is made at the same moment wins or is told that its parent is gone.
    let floor = store.delete_node(garage.floor, 1, T0, Reach::All);
    let station = store.create_node(new_station(garage.floor, "Late", "CB-Late", 1), T0, Reach::All);
    match tokio::join!(floor, station) {
        (Ok(()), Err(EditError::NoSuch { field: "parentId" })) | (Err(EditError::HasChildren), Ok(_)) => {}
        both => panic!("{both:?}"),
    }
    store.close().await;
}

async fn edits_beyond_reach_find_nothing(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let reach = Reach::Sites(vec![other.site]);
    let update = NodeUpdate { name: "Mine".to_owned(), description: String::new(), settings: NodeSettings::Floor };
    assert!(matches!(
        store.update_node(garage.floor, 1, update.clone(), reach.clone()).await,
        Err(EditError::NotFound)
    ));
    assert!(matches!(store.delete_node(garage.station, 1, T0, reach.clone()).await, Err(EditError::NotFound)));
    assert!(matches!(store.delete_node(other.site, 1, T0, reach.clone()).await, Err(EditError::NotFound)));
    let moved = store.move_node(other.station, 1, garage.floor, reach.clone()).await;
    assert!(matches!(moved, Err(EditError::NoSuch { field: "parentId" })));
    let made = store.create_node(new_station(garage.site, "X", "CB-X", 1), T0, reach.clone()).await;
    assert!(matches!(made, Err(EditError::NoSuch { field: "parentId" })));
    assert!(matches!(store.create_node(new_site("X"), T0, reach.clone()).await, Err(EditError::NotFound)));
    assert!(matches!(store.set_credential(garage.station, None, reach.clone()).await, Err(EditError::NotFound)));
    let system = NodeUpdate { settings: NodeSettings::System, ..update.clone() };
    assert!(matches!(store.update_node(NodeId::SYSTEM, 1, system, reach.clone()).await, Err(EditError::NotFound)));
    assert_eq!(store.update_node(other.floor, 1, update, reach.clone()).await.unwrap(), 2);
    assert_eq!(store.node(garage.station, &reach, None, None).await.unwrap(), None);
    store.close().await;
}

async fn a_driver_sees_public_stations_and_their_sites(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let hidden = Garage::build(&store, "Hemmelig").await;
    let settings = StationSettings { public: true, ..StationSettings::plain(charge_box("CB-Torget-1")) };
    let settings = NodeSettings::Station(settings);
    let update = NodeUpdate { name: "Torget 1".to_owned(), description: String::new(), settings };
    store.update_node(garage.station, 1, update, Reach::All).await.unwrap();
    let reach = Reach::Own { user_id: UserId(1), sites: vec![other.site] };
    let seen: Vec<NodeId> = store.navigator(&reach).await.unwrap().iter().map(|node| node.id).collect();
    for id in [NodeId::SYSTEM, garage.site, garage.floor, garage.station, other.site, other.floor, other.station] {
        assert!(seen.contains(&id), "{id}");
    }
    assert_eq!(seen.len(), 7 + 4);
    assert!(!seen.contains(&hidden.station) && !seen.contains(&hidden.site));
    // Of the open session at an outlet a driver sees only their own, and of others' not who it is.
    store.start_session(NewSession { user_id: Some(UserId(2)), ..garage.start(1, 0) }).await.unwrap();
    let outlet = store.navigator(&reach).await.unwrap();
    let outlet = outlet.iter().find(|node| node.station_id == Some(garage.station) && node.number == Some(1)).unwrap();
    let node = store.node(outlet.id, &reach, Some(&reach), Some(&reach)).await.unwrap().unwrap();
    assert_eq!(node.session, None);
    let node = store.node(outlet.id, &Reach::All, Some(&Reach::All), None).await.unwrap().unwrap();
    let session = node.session.unwrap();
    assert_eq!((session.user_id, session.tag, session.email), (None, None, None));
    store.close().await;
}

async fn ten_thousand_stations_are_made_at_once(database: TestDatabase) {
    let store = database.open().await;
    let site = store.create_node(new_site("Large"), T0, Reach::All).await.unwrap();
    let stations = (0..10_000).map(|number| new_station(site, &format!("S {number}"), &format!("CB-{number}"), 1));
    let ids = store.create_nodes(stations.collect(), T0, Reach::All).await.unwrap();
    assert_eq!(ids.len(), 10_000);
    let station = store.node(ids[4_321], &Reach::All, None, None).await.unwrap().unwrap();
    assert_eq!(station.name, "S 4321");
    assert_eq!(store.navigator(&Reach::All).await.unwrap().len(), 20_002);
    assert_eq!(store.all_live().await.unwrap().len(), 10_000);
    store.close().await;
}

async fn a_site_that_is_some_drivers_only_one_stays(database: TestDatabase) {
    let store = database.open().await;
    let old = store.create_node(new_site("Old"), T0, Reach::All).await.unwrap();
    let new = store.create_node(new_site("New"), T0, Reach::All).await.unwrap();
    for (email, role, sites) in [
        ("only@example.org", Role::Driver, vec![old]),
        ("both@example.org", Role::Driver, vec![old, new]),
        ("free@example.org", Role::Driver, vec![]),
        ("keeper@example.org", Role::SiteAdministrator, vec![old]),
    ] {
        store.create_user(new_user(email, role, &sites), T0).await.unwrap();
    }
    let refused = store.delete_node(old, 1, T0, Reach::All).await;
    assert!(matches!(refused, Err(EditError::OnlySiteOfDrivers { users: 1 })), "{refused:?}");
    store.delete_node(new, 1, T0, Reach::All).await.unwrap();
    let refused = store.delete_node(old, 1, T0, Reach::All).await;
    assert!(matches!(refused, Err(EditError::OnlySiteOfDrivers { users: 2 })), "{refused:?}");
    store.close().await;
}
