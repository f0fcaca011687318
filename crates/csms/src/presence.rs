//! Stations that come and go.

use std::sync::Arc;

use domain::alarm::AlarmType;
use domain::change::{Change, ChangeBody};
use store::station::{StationConnected, StationDisconnected};

use crate::alarms;
use crate::central_system::CentralSystem;
use crate::event::{EventKind, Happening};
use crate::line::Line;
use crate::operation::Context;
use crate::station::Station;
use crate::{command, commissioning};

/// A station's presence through one line: while this lives the station is there; when it is dropped it is gone, unless a newer
/// line took over.
pub(crate) struct Presence<'a> {
    system: &'a Arc<CentralSystem>,
    station: &'a Arc<Station>,
    line: &'a Arc<Line>,
    is_over: bool,
}

impl CentralSystem {
    /// Notes in memory that a station is there.
    pub(crate) fn presence<'a>(self: &'a Arc<Self>, station: &'a Arc<Station>, line: &'a Arc<Line>) -> Presence<'a> {
        self.metrics.connected_stations.add(1);
        self.metrics.connections.increment();
        station.heard(line.since);
        self.tell_station(station);
        Presence { system: self, station, line, is_over: false }
    }

    /// Tells the bus how a station and its outlets stand.
    pub(crate) fn tell_station(&self, station: &Arc<Station>) {
        let at = self.now();
        let changes = station.with(|state| {
            let body = ChangeBody::Station { id: station.id, online: state.line.is_some(), state: state.state() };
            let own = Change { at, scope: state.scope(station.id), body };
            let outlets = state.outlets.iter().filter_map(|outlet| state.outlet_change(station.id, outlet.number, at));
            std::iter::once(own).chain(outlets).collect::<Vec<_>>()
        });
        for change in changes {
            self.bus.publish(change);
        }
    }
}

impl Presence<'_> {
    /// Notes in the database that the station has come, ends the alarm that missed it, and goes on with what waited for it.
    pub(crate) async fn arrived(&self) {
        let connected = StationConnected {
            station_id: self.station.id,
            at: self.line.since,
            protocol: self.line.protocol,
            remote_address: Some(self.line.address.clone()),
        };
        // The database is told for the record; a station is served whether it hears of it or not.
        if let Err(error) = self.system.store.station_connected(connected).await {
            tracing::warn!(station = %self.station.charge_box_id, error = %error, "failed to note that a station has connected");
        }
        self.system.events.tell(Happening {
            station: Some(self.station),
            outlet: None,
            kind: EventKind::Connected,
            text: format!("connected from {}", self.line.address),
            at: self.line.since,
            by: None,
        });
        if self.station.with(|state| std::mem::take(&mut state.is_missed)) {
            let kinds = [AlarmType::NotRegistered, AlarmType::NoNetworkContact];
            let context = Context { system: self.system, station: self.station, at: self.line.since };
            if let Err(error) = alarms::clear(self.system, self.station, self.station.id, &kinds, context.at).await {
                self.station.with(|state| state.is_missed = true);
                tracing::warn!(station = %self.station.charge_box_id, error = %error, "failed to clear an alarm");
            }
        }
        commissioning::after_reconnect(self.system, self.station, self.line);
        command::resume(self.system, self.station, self.line);
    }

    /// Notes in memory and in the database that the station has gone, unless a newer line took over.
    pub(crate) async fn departed(mut self, why: &str) {
        if !self.end() {
            return;
        }
        let at = self.system.now();
        let disconnected = StationDisconnected { station_id: self.station.id, connected_at: self.line.since, at };
        if let Err(error) = self.system.store.station_disconnected(disconnected).await {
            tracing::warn!(station = %self.station.charge_box_id, error = %error, "failed to note that a station has gone");
        }
        self.system.events.tell(Happening {
            station: Some(self.station),
            outlet: None,
            kind: EventKind::Disconnected,
            text: why.to_owned(),
            at,
            by: None,
        });
    }

    /// Ends the presence in memory; tells whether it was still the current one.
    fn end(&mut self) -> bool {
        if std::mem::replace(&mut self.is_over, true) {
            return false;
        }
        self.system.metrics.connected_stations.add(-1);
        let was_current = self.station.leave(self.line, self.system.now());
        if was_current {
            self.system.tell_station(self.station);
        }
        was_current
    }
}

impl Drop for Presence<'_> {
    fn drop(&mut self) {
        self.end();
    }
}
