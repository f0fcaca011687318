//! `GET /sessions/{id}/curve`.

use axum::Json;
use domain::SessionId;
use domain::report::{Reading, ReportedTime};

use super::drawing::{self, CurveEnd};
use super::visible;
use crate::access::Access;
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::Curve;

/// A session's power, energy, current and state of charge over time
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/curve",
    tag = "sessions",
    params(("id" = i64, Path, description = "The session")),
    responses((status = 200, body = Curve))
)]
pub(super) async fn curve(access: Access, Path(id): Path<i64>) -> Result<Json<Curve>, Problem> {
    let session = visible(&access, SessionId(id)).await?;
    let readings = access.portal.store.readings(session.id, &access.reach).await?;
    let readings: Vec<_> = readings
        .into_iter()
        .map(|reading| (reading.at, Reading { at: ReportedTime::default(), samples: reading.samples }))
        .collect();
    let end = session.ended_at.map(|at| CurveEnd { at, energy_wh: session.energy_wh });
    Ok(Json(Curve { points: drawing::curve(session.started_at, session.meter_start_wh, &readings, end) }))
}
