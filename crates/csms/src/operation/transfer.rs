//! How a firmware update, a diagnostics or a log upload goes (OCPP 1.6 ed. 2 §4.4, §4.5; security whitepaper L01, N01).

use domain::report::{TransferKind, TransferReport};

use super::{Context, OperationFailure};
use crate::event::{EventKind, Happening};
use crate::transfer;

/// Keeps the status in the event log.
pub(crate) async fn transfer(context: &Context<'_>, report: TransferReport) -> Result<(), OperationFailure> {
    let (kind, what) = match report.kind {
        TransferKind::Firmware => (EventKind::Firmware, "firmware update"),
        TransferKind::Diagnostics => (EventKind::Diagnostics, "diagnostics upload"),
        TransferKind::Log => (EventKind::Diagnostics, "log upload"),
    };
    let request = report.request.map(|request| format!(" (request {request})")).unwrap_or_default();
    let happening = Happening {
        station: Some(context.station),
        outlet: None,
        kind,
        text: format!("{what}: {}{request}", report.status),
        at: context.at,
        by: None,
    };
    context.system.events.keep(happening).await?;
    transfer::reported(context.system, context.station, report.kind, &report.status, report.request).await;
    Ok(())
}
