//! Reading one node whole.

use domain::access::Reach;
use domain::node::NodeKind;
use domain::outlet::OutletPresent;
use domain::report::BootReport;
use domain::session::Session;
use domain::station::{Protocol, SecurityProfile};
use domain::{ChargeBoxId, NodeId, TemplateId, UtcMillis};

use super::settings::{NodeSettings, OutletSettings, SiteSettings, StationSettings};
use super::soap::SoapSettings;
use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::reach;
use crate::station::{boot_from, present_from};

/// A node, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// The id by which external services know it.
    pub uuid: String,
    /// What it stands below.
    pub parent_id: Option<NodeId>,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Goes up with each edit.
    pub version: i64,
    /// When it was made.
    pub created_at: UtcMillis,
    /// The site it is or stands on.
    pub site_id: Option<NodeId>,
    /// The floor it is or stands on.
    pub floor_id: Option<NodeId>,
    /// The station it is or stands on.
    pub station_id: Option<NodeId>,
    /// What it stands below, from the system to its parent.
    pub path: Vec<PathStep>,
    /// What people set of it.
    pub settings: NodeSettings,
    /// What a station told.
    pub station: Option<Box<StationReported>>,
    /// What was told of an outlet, or of a station itself.
    pub present: Option<OutletPresent>,
    /// An outlet's open session, where within reach.
    pub session: Option<Box<Session>>,
}

impl Node {
    /// What it is.
    pub const fn kind(&self) -> NodeKind {
        self.settings.kind()
    }
}

/// A node above another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// The node.
    pub id: NodeId,
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
}

/// What a station told, and how it connects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationReported {
    /// Whether a Basic password is set.
    pub has_credential: bool,
    /// How it spoke last.
    pub protocol: Option<Protocol>,
    /// What it told at boot; `None` before the first.
    pub boot: Option<BootReport>,
    /// When it was first accepted.
    pub registered_at: Option<UtcMillis>,
    /// When it last booted.
    pub last_boot_at: Option<UtcMillis>,
    /// Since when it is connected, as far as the database knows.
    pub connected_at: Option<UtcMillis>,
    /// When it was last heard.
    pub last_seen_at: Option<UtcMillis>,
    /// From where.
    pub remote_address: Option<String>,
    /// Where it says that it can be called, when it speaks SOAP.
    pub soap_address: Option<String>,
    /// How far its clock is ahead of ours, ms.
    pub clock_skew_ms: Option<i64>,
    /// Deviations counted so far.
    pub deviations: i64,
    /// Whether it must reboot for what was written into it.
    pub reboot_required: bool,
}

impl Store {
    /// A node, whole; `None` where it is not within reach. `sessions` and `personal` are how far sessions, and who charged,
    /// may be seen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn node(
        &self,
        id: NodeId,
        reach: &Reach,
        sessions: Option<&Reach>,
        personal: Option<&Reach>,
    ) -> Result<Option<Node>, StoreError> {
        let mut query = Assembly::new("SELECT * FROM node WHERE id = ");
        query.bind(id).push(" AND ");
        reach::nodes(&mut query, reach);
        let Some(row) = self.readers().optional(query.statement()).await? else { return Ok(None) };
        let mut node = Node {
            id,
            uuid: row.get("uuid")?,
            parent_id: row.optional_id("parent_id", NodeId)?,
            name: row.get("name")?,
            description: row.get("description")?,
            version: row.get("version")?,
            created_at: row.time("created_at")?,
            site_id: row.optional_id("site_id", NodeId)?,
            floor_id: row.optional_id("floor_id", NodeId)?,
            station_id: row.optional_id("station_id", NodeId)?,
            path: Vec::new(),
            settings: NodeSettings::System,
            station: None,
            present: None,
            session: None,
        };
        node.path = self.path(node.parent_id).await?;
        match row.word("kind")? {
            NodeKind::System => {}
            NodeKind::Floor => node.settings = NodeSettings::Floor,
            NodeKind::GridController => node.settings = NodeSettings::GridController,
            NodeKind::Site => node.settings = NodeSettings::Site(self.site_settings(id).await?),
            NodeKind::Station => self.fill_station(&mut node).await?,
            NodeKind::Outlet => {
                self.fill_outlet(&mut node).await?;
                if let Some(sessions) = sessions {
                    node.session = self.open_session_of_outlet(id, sessions, personal).await?.map(Box::new);
                }
            }
        }
        Ok(Some(node))
    }

    /// The nodes from the system down to `lowest`.
    async fn path(&self, lowest: Option<NodeId>) -> Result<Vec<PathStep>, StoreError> {
        let query = sql("WITH RECURSIVE above (id, kind, name, parent_id, height) AS (\
             SELECT id, kind, name, parent_id, 0 FROM node WHERE id = $1 \
             UNION ALL SELECT node.id, node.kind, node.name, node.parent_id, above.height + 1 \
             FROM above JOIN node ON node.id = above.parent_id) \
             SELECT id, kind, name FROM above ORDER BY height DESC");
        let rows = self.readers().all(query.bind(lowest)).await?;
        rows.iter()
            .map(|row| Ok(PathStep { id: row.id("id", NodeId)?, kind: row.word("kind")?, name: row.get("name")? }))
            .collect()
    }

    async fn site_settings(&self, id: NodeId) -> Result<SiteSettings, StoreError> {
        let query = sql("SELECT address, latitude, longitude, time_zone, contact, opening_hours FROM site \
             WHERE node_id = $1");
        let Some(row) = self.readers().optional(query.bind(id)).await? else { return Ok(SiteSettings::default()) };
        Ok(SiteSettings {
            address: row.get("address")?,
            latitude: row.get("latitude")?,
            longitude: row.get("longitude")?,
            time_zone: row.get("time_zone")?,
            contact: row.get("contact")?,
            opening_hours: row.get("opening_hours")?,
        })
    }

    async fn fill_station(&self, node: &mut Node) -> Result<(), StoreError> {
        let query =
            sql("SELECT station.*, credential_hash IS NOT NULL AS has_credential FROM station WHERE node_id = $1");
        let row = self.readers().one(query.bind(node.id)).await?;
        node.settings = NodeSettings::Station(station_settings(&row)?);
        node.present = Some(present_from(&row)?);
        node.station = Some(Box::new(station_reported(&row)?));
        Ok(())
    }

    async fn fill_outlet(&self, node: &mut Node) -> Result<(), StoreError> {
        let query = sql("SELECT * FROM outlet WHERE node_id = $1").bind(node.id);
        let row = self.readers().one(query).await?;
        node.settings = NodeSettings::Outlet(OutletSettings {
            number: row.small("number")?,
            connector_type: row.word("connector_type")?,
            mode: row.word("mode")?,
            parking: row.get("parking")?,
            rated_current_a: row.small("rated_current_a")?,
            phases: row.small("phases")?,
        });
        node.present = Some(present_from(&row)?);
        Ok(())
    }
}

fn station_settings(row: &Row) -> Result<StationSettings, StoreError> {
    let charge_box_id: String = row.get("charge_box_id")?;
    let profile: i64 = row.get("security_profile")?;
    Ok(StationSettings {
        charge_box_id: ChargeBoxId::new(charge_box_id.as_str())
            .map_err(|error| StoreError::bad_row("station", &charge_box_id, error))?,
        public: row.get("public")?,
        security_profile: SecurityProfile::from_number(profile)
            .ok_or_else(|| StoreError::bad_row("station", charge_box_id, format!("security profile {profile}")))?,
        accept_missing_subprotocol: row.get("accept_missing_subprotocol")?,
        heartbeat_interval_s: row.optional_small("heartbeat_interval_s")?,
        soap: SoapSettings::from_row(row)?,
        configuration_template_id: row.optional_id("configuration_template_id", TemplateId)?,
    })
}

fn station_reported(row: &Row) -> Result<StationReported, StoreError> {
    Ok(StationReported {
        has_credential: row.get("has_credential")?,
        protocol: row.optional_word("protocol")?,
        boot: boot_from(row)?,
        registered_at: row.optional_time("registered_at")?,
        last_boot_at: row.optional_time("last_boot_at")?,
        connected_at: row.optional_time("connected_at")?,
        last_seen_at: row.optional_time("last_seen_at")?,
        remote_address: row.get("remote_address")?,
        soap_address: row.get("soap_address")?,
        clock_skew_ms: row.get("clock_skew_ms")?,
        deviations: row.get("deviations")?,
        reboot_required: row.get("reboot_required")?,
    })
}
