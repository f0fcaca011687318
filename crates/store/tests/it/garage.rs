//! A garage to test with: a site, a floor, a station with two outlets, and what happens there.

use domain::access::Reach;
use domain::session::{Authentication, AuthorisationStatus, SessionFlags};
use domain::{ChargeBoxId, NodeId, UtcMillis};
use store::Store;
use store::node::{NewNode, NodeSettings, SiteSettings, StationSettings};
use store::session::{NewSession, SessionClosing, SessionEnd};

/// When everything begins.
pub(crate) const T0: UtcMillis = UtcMillis(1_790_000_000_000);

pub(crate) fn charge_box(id: &str) -> ChargeBoxId {
    ChargeBoxId::new(id).unwrap()
}

pub(crate) fn new_site(name: &str) -> NewNode {
    new_node(NodeId::SYSTEM, name, NodeSettings::Site(SiteSettings::default()))
}

pub(crate) fn new_station(parent_id: NodeId, name: &str, charge_box_id: &str, outlets: u16) -> NewNode {
    let settings = NodeSettings::Station(StationSettings::plain(charge_box(charge_box_id)));
    NewNode { outlets, ..new_node(parent_id, name, settings) }
}

pub(crate) fn new_node(parent_id: NodeId, name: &str, settings: NodeSettings) -> NewNode {
    NewNode { parent_id, name: name.to_owned(), description: String::new(), settings, outlets: 0 }
}

/// A site with a floor with a station with two outlets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Garage {
    pub(crate) site: NodeId,
    pub(crate) floor: NodeId,
    pub(crate) station: NodeId,
}

impl Garage {
    pub(crate) async fn build(store: &Store, name: &str) -> Self {
        let site = store.create_node(new_site(name), T0, Reach::All).await.unwrap();
        let floor = new_node(site, "Level 1", NodeSettings::Floor);
        let floor = store.create_node(floor, T0, Reach::All).await.unwrap();
        let station = new_station(floor, &format!("{name} 1"), &format!("CB-{name}-1"), 2);
        let station = store.create_node(station, T0, Reach::All).await.unwrap();
        Self { site, floor, station }
    }

    /// A session that begins `after_s` seconds after [`T0`].
    pub(crate) fn start(&self, outlet: u16, after_s: i64) -> NewSession {
        new_session(self.station, outlet, after_s)
    }
}

pub(crate) fn new_session(station_id: NodeId, outlet: u16, after_s: i64) -> NewSession {
    NewSession {
        station_id,
        outlet,
        started_at: T0.plus_ms(after_s * 1000),
        received_at: T0.plus_ms(after_s * 1000 + 350),
        meter_start_wh: Some(1_000),
        authentication: Authentication::Rfid,
        start_status: AuthorisationStatus::Accepted,
        user_id: None,
        tag_id: None,
        id_tag: Some("04A2B3".to_owned()),
        tag_normal: Some("04A2B3".to_owned()),
        flags: SessionFlags::NONE,
        started_at_text: None,
        closes: None,
        end: None,
    }
}

/// An end with so much energy, `after_s` seconds after [`T0`].
pub(crate) fn end(after_s: i64, energy_wh: i64) -> SessionEnd {
    SessionEnd {
        ended_at: T0.plus_ms(after_s * 1000),
        meter_end_wh: Some(1_000 + energy_wh),
        energy_wh,
        stop_reason: Some("EVDisconnected".to_owned()),
        flags: SessionFlags::NONE,
        ended_at_text: None,
        readings: Vec::new(),
        quarters: Vec::new(),
    }
}

pub(crate) fn closing(id: domain::SessionId, after_s: i64, energy_wh: i64) -> SessionClosing {
    SessionClosing { id, end: end(after_s, energy_wh) }
}
