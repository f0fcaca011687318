//! What 1.5 does not say: it knows of an outlet only that it is occupied. The sessions tell the rest.
//!
//! *Decision:* an outlet that is occupied is charging while a session runs there, and finishing after it. 1.6 tells both by itself.

use std::sync::Arc;

use domain::SessionId;
use domain::outlet::OutletStatus;
use domain::report::{ReportedTime, StatusReport};
use ocpp::v16::{Action, StartTransactionRequest, StopTransactionRequest};

use crate::operation::{self, Context};
use crate::station::Station;

/// The outlet of the session that a StopTransaction is about to end.
pub(super) fn outlet_of(station: &Arc<Station>, payload: &str) -> Option<u16> {
    let request = ocpp::salvage::<StopTransactionRequest>(payload).ok()?.value;
    station.with(|state| state.open_session(SessionId(request.transaction_id)).map(|(outlet, _)| outlet.number))
}

/// Changes the status of an occupied outlet with the session that has just begun or ended.
pub(super) async fn follow(context: &Context<'_>, action: Action, payload: &str, stopped: Option<u16>) {
    let (number, from, status) = match action {
        Action::StartTransaction => {
            let Ok(request) = ocpp::salvage::<StartTransactionRequest>(payload) else { return };
            let number = u16::try_from(request.value.connector_id).ok();
            (number, OutletStatus::Preparing, OutletStatus::Charging)
        }
        Action::StopTransaction => (stopped, OutletStatus::Charging, OutletStatus::Finishing),
        _ => return,
    };
    let Some(number) = number else { return };
    let (is_occupied, has_session) = context.station.with(|state| {
        let outlet = state.outlet(number);
        (
            outlet.is_some_and(|outlet| outlet.present.status == from),
            outlet.is_some_and(|outlet| outlet.session.is_some()),
        )
    });
    if !is_occupied || has_session != (status == OutletStatus::Charging) {
        return;
    }
    let report =
        StatusReport { outlet: number, status, error_code: None, error_text: None, at: ReportedTime::default() };
    if let Err(error) = operation::status(context, report).await {
        tracing::warn!(station = %context.station.charge_box_id, error = %error, "failed to follow a session with its outlet's status");
    }
}
