//! What concerns a station's security (Improved security for OCPP 1.6-J, A02 and A04).

use domain::alarm::AlarmType;
use domain::report::SecurityReport;

use super::{Context, OperationFailure};
use crate::alarms::{self, Condition};
use crate::certificate;
use crate::event::{EventKind, Happening};

/// Keeps a security event and raises the alarm *Security*, which a person clears.
pub(crate) async fn security(context: &Context<'_>, report: SecurityReport) -> Result<(), OperationFailure> {
    let at = report.at.resolve(context.at).at;
    let text = report.text.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
    let happening = Happening {
        station: Some(context.station),
        outlet: None,
        kind: EventKind::Security,
        text: format!("{}{text}, at {at}", report.kind),
        at: context.at,
        by: None,
    };
    context.system.events.keep(happening).await?;
    let condition = Condition {
        kind: AlarmType::Security,
        node_id: Some(context.station.id),
        subject: report.kind,
        outlet: None,
        text: report.text,
    };
    alarms::raise(context.system, Some(context.station), condition, context.at).await?;
    Ok(())
}

/// Whether the station will get the certificate that it asks for. Where the portal decides by itself it is signed in the background: the
/// certificate must come after the answer.
pub(crate) async fn sign_certificate(context: &Context<'_>, request: &str) -> Result<bool, OperationFailure> {
    let taken = certificate::take_request(context, request).await?;
    if let Some(id) = taken.sign_now {
        certificate::complete(context.system, context.station, id);
    }
    Ok(taken.accepted)
}
