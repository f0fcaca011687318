//! Stations that boot, come and go.

use std::collections::HashMap;

use domain::report::BootReport;
use domain::station::Protocol;
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// What a station told at boot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationBooted {
    /// The station.
    pub station_id: NodeId,
    /// When.
    pub at: UtcMillis,
    /// What it told; the first boot is also its registration.
    pub report: BootReport,
}

/// A station has connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationConnected {
    /// The station.
    pub station_id: NodeId,
    /// When; the connection's name in [`StationDisconnected`].
    pub at: UtcMillis,
    /// How it speaks.
    pub protocol: Protocol,
    /// From where.
    pub remote_address: Option<String>,
}

/// A connection has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StationDisconnected {
    /// The station.
    pub station_id: NodeId,
    /// When it began: a newer connection stays untouched.
    pub connected_at: UtcMillis,
    /// When it ended.
    pub at: UtcMillis,
}

static BOOTED: RowsStatement = RowsStatement::new(
    "WITH v (id, at, vendor, model, serial_number, charge_box_serial_number, firmware_version, iccid, imsi, \
     meter_type, meter_serial_number) AS (",
    &[Integer, Integer, Text, Text, Text, Text, Text, Text, Text, Text, Text],
    ") UPDATE station SET registered_at = COALESCE(station.registered_at, v.at), last_boot_at = v.at, \
     reboot_required = FALSE, vendor = v.vendor, model = v.model, serial_number = v.serial_number, \
     charge_box_serial_number = v.charge_box_serial_number, firmware_version = v.firmware_version, \
     iccid = v.iccid, imsi = v.imsi, meter_type = v.meter_type, meter_serial_number = v.meter_serial_number \
     FROM v WHERE station.node_id = v.id",
);

static CONNECTED: RowsStatement = RowsStatement::new(
    "WITH v (id, at, protocol, remote_address) AS (",
    &[Integer, Integer, Text, Text],
    ") UPDATE station SET connected_at = v.at, last_seen_at = v.at, protocol = v.protocol, \
     remote_address = v.remote_address FROM v WHERE station.node_id = v.id",
);

static DISCONNECTED: RowsStatement = RowsStatement::new(
    "WITH v (id, connected_at, at) AS (",
    &[Integer, Integer, Integer],
    ") UPDATE station SET connected_at = NULL, \
     last_seen_at = CASE WHEN station.last_seen_at > v.at THEN station.last_seen_at ELSE v.at END \
     FROM v WHERE station.node_id = v.id AND station.connected_at = v.connected_at",
);

/// The last of several writes for one station.
fn last<'a, W>(writes: &[&'a W], station: fn(&W) -> NodeId) -> impl ExactSizeIterator<Item = &'a W> + use<'a, W> {
    let last: HashMap<NodeId, &W> = writes.iter().map(|write| (station(write), *write)).collect();
    last.into_values()
}

impl HotWrite for StationBooted {
    type Answer = ();

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut rows = Rows::with_capacity(writes.len(), &BOOTED);
        for boot in last(writes, |boot| boot.station_id) {
            let report = &boot.report;
            rows.push(boot.station_id)
                .push(boot.at)
                .push(report.vendor.as_str())
                .push(report.model.as_str())
                .push(report.serial_number.as_deref())
                .push(report.charge_box_serial_number.as_deref())
                .push(report.firmware_version.as_deref())
                .push(report.iccid.as_deref())
                .push(report.imsi.as_deref())
                .push(report.meter_type.as_deref())
                .push(report.meter_serial_number.as_deref());
        }
        BOOTED.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

impl HotWrite for StationConnected {
    type Answer = ();

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut rows = Rows::with_capacity(writes.len(), &CONNECTED);
        for connected in last(writes, |connected| connected.station_id) {
            rows.push(connected.station_id)
                .push(connected.at)
                .push(connected.protocol.as_str())
                .push(connected.remote_address.as_deref());
        }
        CONNECTED.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

impl HotWrite for StationDisconnected {
    type Answer = ();

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut rows = Rows::with_capacity(writes.len(), &DISCONNECTED);
        for disconnected in writes {
            rows.push(disconnected.station_id).push(disconnected.connected_at).push(disconnected.at);
        }
        DISCONNECTED.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Notes what a station told at boot; the first boot is its registration.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn station_booted(&self, boot: StationBooted) -> Result<(), WriteError> {
        self.write(boot).await
    }

    /// Notes that a station has connected.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn station_connected(&self, connected: StationConnected) -> Result<(), WriteError> {
        self.write(connected).await
    }

    /// Notes that a connection has ended; changes nothing when the station has connected anew since.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn station_disconnected(&self, disconnected: StationDisconnected) -> Result<(), WriteError> {
        self.write(disconnected).await
    }
}
