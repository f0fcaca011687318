//! The presence of a station that has no socket: while it posts, this keeps its line, and carries our calls to it.

use std::sync::Arc;
use std::time::Duration;

use domain::UtcMillis;
use store::EditError;

use super::call;
use crate::central_system::CentralSystem;
use crate::handshake::Admission;
use crate::line::{Errand, Line};
use crate::socket::CloseReason;
use crate::station::Station;

impl CentralSystem {
    /// Makes a station that posts present, unless it is already; `false` when the portal shuts down.
    pub(super) fn visit(self: &Arc<Self>, station: &Arc<Station>, admission: Admission) -> bool {
        if self.is_shutting_down() {
            return false;
        }
        let Admission { protocol, address, at, order, .. } = admission;
        let line = Line::new(order, protocol, address, at);
        if let Some(line) = station.take_over_by_post(line) {
            self.spawn_connection(keep(Arc::clone(self), Arc::clone(station), line));
        }
        true
    }

    /// Keeps the address at which a station says that it can be called, where it is another than before.
    pub(super) async fn learn_callback(&self, station: &Arc<Station>, told: Option<&str>) {
        /// The longest address that is kept, bytes.
        const LONGEST: usize = 1_000;
        let told = told.filter(|told| told.len() <= LONGEST).map(str::to_owned);
        let is_known = station.with(|state| state.callback_told.as_ref() == Some(&told));
        if is_known {
            return;
        }
        let learned: Result<(), EditError> = self.store.learn_callback(station.id, told.clone()).await;
        match learned {
            Ok(()) => station.with(|state| {
                state.callback_told = Some(told);
                state.call_failure = None;
            }),
            Err(error) => {
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to keep a station's address");
            }
        }
    }
}

/// Keeps a station present until nothing was heard of it for as long as the alarm *No network contact* allows.
async fn keep(system: Arc<CentralSystem>, station: Arc<Station>, line: Arc<Line>) {
    let presence = system.presence(&station, &line);
    if system.is_shutting_down() {
        line.close(CloseReason::ShuttingDown);
    }
    presence.arrived().await;
    let end = loop {
        let Some(remaining) = patience(&system, &station, system.now()) else { break CloseReason::Silent };
        tokio::select! {
            biased;
            errand = line.errand(true) => match errand {
                Errand::Close(reason) => break reason,
                Errand::Send(call) => tokio::select! {
                    biased;
                    closing = line.errand(false) => if let Errand::Close(reason) = closing { break reason },
                    () = call::deliver(&system, &station, &line, *call) => {}
                },
            },
            () = tokio::time::sleep(remaining) => {}
        }
    };
    system.metrics.queued_calls.add(-i64::try_from(line.end()).unwrap_or(0));
    tracing::info!(station = %station.charge_box_id, address = %line.address, end = end.text(), "a station's visit ended");
    presence.departed(end.text()).await;
}

/// How long the station may still be silent; nothing when it has been for too long.
fn patience(system: &CentralSystem, station: &Station, now: UtcMillis) -> Option<Duration> {
    let own = station.with(|state| state.settings.heartbeat_interval_s);
    let limit_ms = system.policies().silence_limit_ms(own);
    let silent_ms = station.last_heard().map_or(0, |heard| now.since(heard));
    let remaining_ms = limit_ms - silent_ms;
    let remaining = u64::try_from(remaining_ms).ok().filter(|ms| *ms > 0).map(Duration::from_millis)?;
    // The time of day may be set anew meanwhile.
    Some(remaining.min(system.options.contact_interval))
}
