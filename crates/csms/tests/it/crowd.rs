//! Many stations at once.

use std::sync::Arc;

use domain::access::Reach;
use domain::{ChargeBoxId, NodeId};
use serde_json::json;
use store::node::{NewNode, NodeSettings, StationSettings};

use crate::portal::Portal;
use crate::session::id_of;
use crate::station::{boot, meter, start, status, stop};

const STATIONS: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_boots_charges_and_leaves() {
    let portal = Arc::new(Portal::new().await);
    let nodes = (0..STATIONS).map(|number| NewNode {
        parent_id: portal.site,
        name: format!("Station {number}"),
        description: String::new(),
        settings: NodeSettings::Station(StationSettings::plain(ChargeBoxId::new(format!("CP{number}")).unwrap())),
        outlets: 1,
    });
    let ids: Vec<NodeId> = portal.store.create_nodes(nodes.collect(), portal.now(), Reach::All).await.unwrap();
    let tasks: Vec<_> = (0..STATIONS)
        .map(|number| {
            let portal = Arc::clone(&portal);
            tokio::spawn(async move {
                let mut station = portal.connect(&format!("CP{number}")).await;
                assert_eq!(station.call("BootNotification", boot()).await["status"], "Accepted");
                let asked = station.asked().await;
                station.answer(&asked, json!({"configurationKey": [{"key": "X", "readonly": true, "value": "1"}]}));
                let asked = station.asked().await;
                assert_eq!(asked.action, "TriggerMessage");
                station.answer(&asked, json!({"status": "Accepted"}));
                station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T12:00:00Z")).await;
                let tag = format!("TAG{number}");
                let id = id_of(&station.call("StartTransaction", start(1, &tag, 0, "2026-06-01T12:00:00Z")).await);
                for minute in 1..=5 {
                    let at = format!("2026-06-01T12:{minute:02}:00Z");
                    station.call("MeterValues", meter(1, Some(id), minute * 100, 6_000, &at)).await;
                }
                station.call("StopTransaction", stop(id, 600, "2026-06-01T12:06:00Z")).await;
                station.hang_up().await;
                id
            })
        })
        .collect();
    let mut sessions = Vec::new();
    for task in tasks {
        sessions.push(task.await.unwrap());
    }
    sessions.sort_unstable();
    sessions.dedup();
    assert_eq!((sessions.len(), ids.len()), (STATIONS, STATIONS));
    assert_eq!(portal.count("SELECT SUM(energy_wh) FROM session WHERE ended_at IS NOT NULL").await, 60_000);
    assert_eq!(portal.count("SELECT COUNT(*) FROM reading").await, 500);
    assert_eq!(portal.system.metrics().connected_stations.get(), 0);
    assert!(portal.system.stations().iter().all(|station| !station.online));
}
