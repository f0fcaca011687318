//! Everything that the central system must know of one station when it comes.

use domain::outlet::{ConnectorType, OutletMode, OutletPresent};
use domain::report::BootReport;
use domain::session::Session;
use domain::station::Protocol;
use domain::{ChargeBoxId, NodeId, SessionId, UtcMillis};

use super::admission::charge_box_id;
use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;
use crate::session::{QuarterEnergy, session_from, whole_session_query};

/// A station with its outlets and what runs on them.
#[derive(Debug, Clone, PartialEq)]
pub struct StationRuntime {
    /// The station.
    pub id: NodeId,
    /// Its charge box id.
    pub charge_box_id: ChargeBoxId,
    /// Its name.
    pub name: String,
    /// The site it stands on.
    pub site_id: NodeId,
    /// The site's name.
    pub site_name: String,
    /// The floor it stands on.
    pub floor_id: Option<NodeId>,
    /// The floor's name.
    pub floor_name: Option<String>,
    /// Whether it is public.
    pub public: bool,
    /// How it spoke last.
    pub protocol: Option<Protocol>,
    /// Its own heartbeat interval, seconds; the portal's policy where absent.
    pub heartbeat_interval_s: Option<u32>,
    /// When it was first accepted.
    pub registered_at: Option<UtcMillis>,
    /// When it last booted.
    pub last_boot_at: Option<UtcMillis>,
    /// When it was last heard.
    pub last_seen_at: Option<UtcMillis>,
    /// What it told at boot; `None` before the first.
    pub boot: Option<BootReport>,
    /// Whether it must reboot for what was written into it.
    pub reboot_required: bool,
    /// How often it has booted since without keeping what was written.
    pub boots_after_write: u32,
    /// When its configuration was last read.
    pub configuration_read_at: Option<UtcMillis>,
    /// Its own status.
    pub present: OutletPresent,
    /// Its outlets by number.
    pub outlets: Vec<OutletRuntime>,
    /// Its open sessions by outlet and age, also those at outlets that are not configured.
    pub sessions: Vec<OpenSession>,
}

/// An outlet as it is configured, and its present.
#[derive(Debug, Clone, PartialEq)]
pub struct OutletRuntime {
    /// The outlet.
    pub id: NodeId,
    /// Its number, from 1.
    pub number: u16,
    /// Its name.
    pub name: String,
    /// Its socket or plug.
    pub connector_type: ConnectorType,
    /// Who may charge.
    pub mode: OutletMode,
    /// Current that it can give, A on each phase.
    pub rated_current_a: u32,
    /// Phases, 1 to 3.
    pub phases: u8,
    /// Its present.
    pub present: OutletPresent,
}

/// An open session and where its metering stands.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenSession {
    /// The session.
    pub session: Session,
    /// Its newest reading that held an energy register.
    pub last_reading: Option<LastReading>,
    /// Its newest quarter of an hour.
    pub last_quarter: Option<QuarterEnergy>,
}

/// What matters of a reading to go on from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LastReading {
    /// When, by the station's clock.
    pub at: UtcMillis,
    /// The energy register, Wh.
    pub energy_wh: f64,
}

impl Store {
    /// Everything that the central system must know of a station; `None` when there is no such station.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn station_runtime(&self, id: NodeId) -> Result<Option<StationRuntime>, StoreError> {
        let query = sql("SELECT node.id, node.name, node.site_id, site.name AS site_name, node.floor_id, \
             floor.name AS floor_name, charge_box_id, public, protocol, heartbeat_interval_s, registered_at, \
             last_boot_at, last_seen_at, vendor, model, serial_number, charge_box_serial_number, firmware_version, \
             iccid, imsi, meter_type, meter_serial_number, reboot_required, boots_after_write, \
             configuration_read_at, status, error_code, error_text, status_at \
             FROM station JOIN node ON node.id = station.node_id JOIN node AS site ON site.id = node.site_id \
             LEFT JOIN node AS floor ON floor.id = node.floor_id WHERE station.node_id = $1");
        let Some(row) = self.readers().optional(query.bind(id)).await? else { return Ok(None) };
        let query =
            sql("SELECT node_id, number, name, connector_type, mode, rated_current_a, phases, status, error_code, \
             error_text, status_at FROM outlet JOIN node ON node.id = outlet.node_id \
             WHERE outlet.station_id = $1 ORDER BY number");
        let outlets = self.readers().all(query.bind(id)).await?;
        Ok(Some(StationRuntime {
            outlets: outlets.iter().map(outlet).collect::<Result<_, _>>()?,
            sessions: self.open_sessions(id).await?,
            ..station(&row)?
        }))
    }

    /// The open sessions of a station with where their metering stands.
    async fn open_sessions(&self, station_id: NodeId) -> Result<Vec<OpenSession>, StoreError> {
        let mut query = whole_session_query();
        query.push("session.station_id = ").bind(station_id);
        query.push(" AND ended_at IS NULL ORDER BY session.outlet, session.id");
        let mut open = Vec::new();
        for row in self.readers().all(query.statement()).await? {
            let session = session_from(&row)?;
            open.push(OpenSession {
                last_reading: self.last_reading(session.id).await?,
                last_quarter: self.last_quarter(session.id).await?,
                session,
            });
        }
        Ok(open)
    }

    async fn last_reading(&self, id: SessionId) -> Result<Option<LastReading>, StoreError> {
        let query = sql("SELECT at, energy_wh FROM reading WHERE session_id = $1 AND energy_wh IS NOT NULL \
             ORDER BY at DESC, received_at DESC LIMIT 1");
        let row = self.readers().optional(query.bind(id)).await?;
        row.map(|row| Ok(LastReading { at: row.time("at")?, energy_wh: row.get("energy_wh")? })).transpose()
    }

    async fn last_quarter(&self, id: SessionId) -> Result<Option<QuarterEnergy>, StoreError> {
        let query = sql("SELECT quarter_at, energy_wh FROM energy_quarter WHERE session_id = $1 \
             ORDER BY quarter_at DESC LIMIT 1");
        let row = self.readers().optional(query.bind(id)).await?;
        row.map(|row| Ok(QuarterEnergy { at: row.time("quarter_at")?, energy_wh: row.get("energy_wh")? })).transpose()
    }
}

fn station(row: &Row) -> Result<StationRuntime, StoreError> {
    Ok(StationRuntime {
        id: row.id("id", NodeId)?,
        charge_box_id: charge_box_id(row)?,
        name: row.get("name")?,
        site_id: row.id("site_id", NodeId)?,
        site_name: row.get("site_name")?,
        floor_id: row.optional_id("floor_id", NodeId)?,
        floor_name: row.get("floor_name")?,
        public: row.get("public")?,
        protocol: row.optional_word("protocol")?,
        heartbeat_interval_s: row.optional_small("heartbeat_interval_s")?,
        registered_at: row.optional_time("registered_at")?,
        last_boot_at: row.optional_time("last_boot_at")?,
        last_seen_at: row.optional_time("last_seen_at")?,
        boot: boot_from(row)?,
        reboot_required: row.get("reboot_required")?,
        boots_after_write: row.small("boots_after_write")?,
        configuration_read_at: row.optional_time("configuration_read_at")?,
        present: present_from(row)?,
        outlets: Vec::new(),
        sessions: Vec::new(),
    })
}

/// The columns of what a station told at boot; `None` before its first.
pub(crate) fn boot_from(row: &Row) -> Result<Option<BootReport>, StoreError> {
    let Some(vendor) = row.get("vendor")? else { return Ok(None) };
    Ok(Some(BootReport {
        vendor,
        model: row.get::<Option<String>>("model")?.unwrap_or_default(),
        serial_number: row.get("serial_number")?,
        charge_box_serial_number: row.get("charge_box_serial_number")?,
        firmware_version: row.get("firmware_version")?,
        iccid: row.get("iccid")?,
        imsi: row.get("imsi")?,
        meter_type: row.get("meter_type")?,
        meter_serial_number: row.get("meter_serial_number")?,
    }))
}

fn outlet(row: &Row) -> Result<OutletRuntime, StoreError> {
    Ok(OutletRuntime {
        id: row.id("node_id", NodeId)?,
        number: row.small("number")?,
        name: row.get("name")?,
        connector_type: row.word("connector_type")?,
        mode: row.word("mode")?,
        rated_current_a: row.small("rated_current_a")?,
        phases: row.small("phases")?,
        present: present_from(row)?,
    })
}

/// The columns `status`, `error_code`, `error_text` and `status_at`.
pub(crate) fn present_from(row: &Row) -> Result<OutletPresent, StoreError> {
    Ok(OutletPresent {
        status: row.word("status")?,
        error_code: row.get("error_code")?,
        error_text: row.get("error_text")?,
        at: row.optional_time("status_at")?,
    })
}
