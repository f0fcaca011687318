//! Makes the demo company's nodes, and tells where there can be charging.

use std::collections::HashSet;

use anyhow::Context;
use domain::access::Reach;
use domain::outlet::{ConnectorType, OutletMode};
use domain::report::BootReport;
use domain::{ChargeBoxId, NodeId, UtcMillis};
use store::Store;
use store::node::{NewNode, NodeSettings, OutletSettings, SiteSettings, StationSettings};
use store::station::StationBooted;

use super::company::{SITES, SitePlan, StationRow};

/// Volts between a phase and neutral.
const PHASE_V: f64 = 230.0;

/// An outlet that was made.
#[derive(Debug, Clone)]
pub(super) struct MadeOutlet {
    /// Its site's place in [`SITES`].
    pub(super) site: usize,
    pub(super) station_id: NodeId,
    pub(super) number: u16,
    pub(super) connector: ConnectorType,
    pub(super) open: bool,
    /// What it can give, W.
    pub(super) power_w: f64,
}

/// What was made.
#[derive(Debug)]
pub(super) struct Places {
    /// The sites, in the order of [`SITES`].
    pub(super) sites: Vec<NodeId>,
    pub(super) outlets: Vec<MadeOutlet>,
}

impl Places {
    /// How many stations there are.
    pub(super) fn stations(&self) -> usize {
        self.outlets.iter().map(|outlet| outlet.station_id).collect::<HashSet<_>>().len()
    }
}

/// Makes all nodes; the stations have been booted once, at `booted_at`.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn make(store: &Store, now: UtcMillis, booted_at: UtcMillis) -> anyhow::Result<Places> {
    let sites = create(store, SITES.iter().map(site_node).collect(), now).await?;
    let mut outlets = Vec::new();
    for (site, (plan, site_id)) in SITES.iter().zip(&sites).enumerate() {
        let floors = plan.floors.iter().map(|name| node(*site_id, name, "", NodeSettings::Floor)).collect();
        let floors = create(store, floors, now).await?;
        for row in plan.stations {
            let parent_id = row.floor.map_or(*site_id, |floor| floors[floor]);
            outlets.extend(make_row(store, (site, parent_id), row, now, booted_at).await?);
        }
    }
    Ok(Places { sites, outlets })
}

async fn make_row(
    store: &Store,
    (site, parent_id): (usize, NodeId),
    row: &StationRow,
    now: UtcMillis,
    booted_at: UtcMillis,
) -> anyhow::Result<Vec<MadeOutlet>> {
    let mut stations = Vec::new();
    for (charge_box_id, name) in row.stations() {
        let charge_box_id = ChargeBoxId::new(charge_box_id)?;
        let settings = StationSettings { public: row.public, ..StationSettings::plain(charge_box_id) };
        stations.push(node(parent_id, &name, row.description, NodeSettings::Station(settings)));
    }
    let stations = create(store, stations, now).await?;
    let outlets =
        stations.iter().flat_map(|station_id| (1..=row.outlets).map(|number| outlet_node(*station_id, number, row)));
    create(store, outlets.collect(), now).await?;
    let mut made = Vec::new();
    for station_id in stations {
        store.station_booted(StationBooted { station_id, at: booted_at, report: boot_report(row, station_id) }).await?;
        made.extend((1..=row.outlets).map(|number| MadeOutlet {
            site,
            station_id,
            number,
            connector: row.connector,
            open: row.mode == OutletMode::Open,
            power_w: power_w(row),
        }));
    }
    Ok(made)
}

async fn create(store: &Store, nodes: Vec<NewNode>, now: UtcMillis) -> anyhow::Result<Vec<NodeId>> {
    store.create_nodes(nodes, now, Reach::All).await.context("failed to make the company's nodes")
}

fn site_node(plan: &SitePlan) -> NewNode {
    let settings = SiteSettings {
        address: plan.address.to_owned(),
        latitude: Some(plan.latitude),
        longitude: Some(plan.longitude),
        time_zone: plan.time_zone.to_owned(),
        contact: plan.contact.to_owned(),
        opening_hours: plan.opening_hours.to_owned(),
    };
    node(NodeId::SYSTEM, plan.name, plan.description, NodeSettings::Site(settings))
}

fn outlet_node(station_id: NodeId, number: u16, row: &StationRow) -> NewNode {
    let settings = OutletSettings {
        number,
        connector_type: row.connector,
        mode: row.mode,
        parking: String::new(),
        rated_current_a: u32::from(row.rated_current_a),
        phases: 3,
    };
    let name = if row.outlets == 1 { "Outlet".to_owned() } else { format!("Outlet {number}") };
    node(station_id, &name, "", NodeSettings::Outlet(settings))
}

fn node(parent_id: NodeId, name: &str, description: &str, settings: NodeSettings) -> NewNode {
    NewNode { parent_id, name: name.to_owned(), description: description.to_owned(), settings, outlets: 0 }
}

/// Three phases; a direct current outlet gives what its rated current does at 600 V.
fn power_w(row: &StationRow) -> f64 {
    let volts = if row.connector == ConnectorType::Ccs { 600.0 } else { 3.0 * PHASE_V };
    f64::from(row.rated_current_a) * volts
}

fn boot_report(row: &StationRow, station_id: NodeId) -> BootReport {
    let (model, firmware) = match (row.connector, row.outlets) {
        (ConnectorType::Ccs, _) => ("Rapid 150", "3.4.1"),
        (_, 1) => ("Single 11", "2.9.0"),
        _ => ("Duo 22", "2.11.3"),
    };
    BootReport {
        vendor: "Fjordlade".to_owned(),
        model: model.to_owned(),
        serial_number: Some(format!("FL{:07}", 4_200_000 + station_id.0 * 37)),
        firmware_version: Some(firmware.to_owned()),
        ..BootReport::default()
    }
}
