//! The lines to stations that wait to be adopted, so that they can be closed when they are.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ChargeBoxId;

use crate::line::Line;
use crate::socket::CloseReason;

/// The held stations of one portal; the newest line of each.
#[derive(Debug, Default)]
pub(crate) struct HeldLines {
    lines: Mutex<HashMap<String, Arc<Line>>>,
}

/// A held station's place; given back when dropped.
pub(crate) struct HeldPlace<'a> {
    held: &'a HeldLines,
    charge_box_id: String,
    order: u64,
}

impl HeldLines {
    /// Puts a line in; an older one of the same station is closed.
    pub(crate) fn put(&self, charge_box_id: &ChargeBoxId, line: &Arc<Line>) -> HeldPlace<'_> {
        let charge_box_id = charge_box_id.as_str().to_owned();
        let stale = self.lock().insert(charge_box_id.clone(), Arc::clone(line));
        if let Some(stale) = stale {
            stale.close(CloseReason::Superseded);
        }
        HeldPlace { held: self, charge_box_id, order: line.order }
    }

    /// Closes the line of a station that is not held any more, if it has one.
    pub(crate) fn close(&self, charge_box_id: &str, reason: CloseReason) {
        if let Some(line) = self.lock().remove(charge_box_id) {
            line.close(reason);
        }
    }

    /// Closes all lines.
    pub(crate) fn close_all(&self, reason: CloseReason) {
        for line in self.lock().values() {
            line.close(reason);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Line>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for HeldPlace<'_> {
    fn drop(&mut self) {
        let mut lines = self.held.lock();
        if lines.get(&self.charge_box_id).is_some_and(|line| line.order == self.order) {
            lines.remove(&self.charge_box_id);
        }
    }
}
