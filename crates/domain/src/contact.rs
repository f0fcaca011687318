//! Whether a station is heard of: the alarms *Not registered* and *No network contact*, and the reconnect storm.

use std::collections::VecDeque;

use crate::alarm::AlarmType;
use crate::policy::Policies;
use crate::time::UtcMillis;

/// How many reconnects within [`STORM_WINDOW_MS`] are still no storm (`ocpp.md` rule 9).
pub const RECONNECTS_WITHOUT_STORM: usize = 60;

/// The span in which reconnects are counted, ms: an hour.
pub const STORM_WINDOW_MS: i64 = 60 * 60 * 1_000;

/// Which alarm a configured station deserves for its silence; `None` while it is heard of.
///
/// `last_seen_at` is when anything at all was heard from it, an answered ping included; `None` when it never connected. The
/// limit is the policy's: two heartbeat intervals (the station's own where it has one, s) and 60 s. A socket that was closed
/// that long ago has been silent at least as long, so it needs no rule of its own (`product.md`, Alarms).
pub fn contact_alarm(
    last_seen_at: Option<UtcMillis>,
    heartbeat_interval_s: Option<u32>,
    policies: &Policies,
    now: UtcMillis,
) -> Option<AlarmType> {
    let Some(last_seen_at) = last_seen_at else { return Some(AlarmType::NotRegistered) };
    let silent_ms = now.since(last_seen_at);
    (silent_ms > policies.silence_limit_ms(heartbeat_interval_s)).then_some(AlarmType::NoNetworkContact)
}

/// When a station connected, within the last hour; it remembers no more than it takes to tell a storm.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReconnectWindow {
    connected_at: VecDeque<UtcMillis>,
}

impl ReconnectWindow {
    /// Takes in one more connection.
    pub fn observe(&mut self, now: UtcMillis) {
        if self.connected_at.len() > RECONNECTS_WITHOUT_STORM {
            self.connected_at.pop_front();
        }
        self.connected_at.push_back(now);
    }

    /// Whether there were more than 60 connections in the hour before `now`.
    pub fn is_storm(&self, now: UtcMillis) -> bool {
        let recent = self.connected_at.iter().filter(|at| now.since(**at) < STORM_WINDOW_MS);
        recent.count() > RECONNECTS_WITHOUT_STORM
    }
}
