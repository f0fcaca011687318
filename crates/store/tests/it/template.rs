//! Templates of configurations.

use domain::access::Reach;
use domain::registration::KeyWrite;
use domain::{NodeId, TemplateId};
use store::node::{NodeSettings, NodeUpdate, StationSettings};
use store::template::TemplateSettings;
use store::testing::TestDatabase;
use store::{EditError, Store};

use crate::garage::{Garage, T0, charge_box};

on_both!(a_template_is_made_changed_and_deleted, a_station_is_given_a_template_and_keeps_none_that_is_gone);

fn settings(name: &str) -> TemplateSettings {
    TemplateSettings {
        name: name.to_owned(),
        vendor: Some("Chargestorm".to_owned()),
        model: None,
        keys: vec![KeyWrite { key: "HeartbeatInterval".to_owned(), value: "60, \"x\"".to_owned() }],
    }
}

async fn a_template_is_made_changed_and_deleted(database: TestDatabase) {
    let store = database.open().await;
    let id = store.create_template(settings("Garage"), T0).await.unwrap();
    let taken = store.create_template(settings("GARAGE"), T0).await;
    assert!(matches!(taken, Err(EditError::Taken { field: "name" })), "{taken:?}");
    store.create_template(settings("Apartment"), T0).await.unwrap();
    let names: Vec<_> = store.templates().await.unwrap().into_iter().map(|template| template.settings.name).collect();
    assert_eq!(names, ["Apartment", "Garage"]);
    let template = store.template(id).await.unwrap().unwrap();
    assert_eq!((template.settings, template.version, template.created_at), (settings("Garage"), 1, T0));
    assert_eq!(store.update_template(id, 1, settings("Hall")).await.unwrap(), 2);
    let late = store.update_template(id, 1, settings("Cellar")).await;
    assert!(matches!(late, Err(EditError::VersionMismatch { expected: 1, current: 2 })), "{late:?}");
    let taken = store.update_template(id, 2, settings("apartment")).await;
    assert!(matches!(taken, Err(EditError::Taken { field: "name" })), "{taken:?}");
    assert!(matches!(store.delete_template(id, 1).await, Err(EditError::VersionMismatch { .. })));
    store.delete_template(id, 2).await.unwrap();
    assert_eq!(store.template(id).await.unwrap(), None);
    assert!(matches!(store.delete_template(id, 2).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn give(store: &Store, station: NodeId, version: i64, template: TemplateId) -> Result<i64, EditError> {
    let settings = StationSettings {
        configuration_template_id: Some(template),
        ..StationSettings::plain(charge_box("CB-Torget-1"))
    };
    let update = NodeUpdate {
        name: "Torget 1".to_owned(),
        description: String::new(),
        settings: NodeSettings::Station(settings),
    };
    store.update_node(station, version, update, Reach::All).await
}

async fn a_station_is_given_a_template_and_keeps_none_that_is_gone(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    assert_eq!(store.template_of(garage.station).await.unwrap(), None);
    let absent = give(&store, garage.station, 1, TemplateId(99)).await;
    assert!(matches!(absent, Err(EditError::NoSuch { field: "station.configurationTemplateId" })), "{absent:?}");
    let id = store.create_template(settings("Garage"), T0).await.unwrap();
    give(&store, garage.station, 1, id).await.unwrap();
    let template = store.template_of(garage.station).await.unwrap().unwrap();
    assert_eq!((template.id, template.stations), (id, 1));
    store.delete_template(id, 1).await.unwrap();
    assert_eq!(store.template_of(garage.station).await.unwrap(), None);
    store.close().await;
}
