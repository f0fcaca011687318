//! The dashboard's energy: today, this week and this month against the ones before.

use axum::Json;
use domain::NodeId;
use domain::access::Capability;
use domain::energy_period::{self, energy_periods};
use jiff::tz::TimeZone;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::Query;
use crate::problem::{Problem, ProblemKind};
use crate::shape::{DashboardEnergy, HourEnergy, Period};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewSessions), routes!(energy))
}

/// Where, and by whose clock.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EnergyParameters {
    /// At this node or below it.
    node: Option<i64>,
    /// The IANA time zone whose days, weeks and months are meant.
    time_zone: String,
}

/// Energy now against before
///
/// Each earlier period counts up to the same moment in it. Energy counts when it flows, a session when it begins.
#[utoipa::path(
    get,
    path = "/api/v1/dashboard/energy",
    tag = "dashboard",
    params(EnergyParameters),
    responses((status = 200, body = DashboardEnergy))
)]
async fn energy(access: Access, Query(parameters): Query<EnergyParameters>) -> Result<Json<DashboardEnergy>, Problem> {
    let (store, now) = (&access.portal.store, access.portal.now());
    let zone = value::time_zone("timeZone", parameters.time_zone)?;
    let zone = TimeZone::get(&zone).map_err(|_| ProblemKind::Internal)?;
    let periods = energy_periods(now, &zone).map_err(|_| ProblemKind::Internal)?;
    let node = parameters.node.map(NodeId);
    let compared = [
        periods.today,
        periods.same_day_last_week,
        periods.week,
        periods.previous_week,
        periods.month,
        periods.previous_month,
    ];
    let hours = periods.hours.iter().flat_map(|hour| [hour.hour, hour.last_week]);
    let spans: Vec<energy_period::Period> = compared.into_iter().chain(hours).collect();
    let energy_wh = store.energy_in(&spans, now, node, &access.reach).await?;
    let sessions = store.sessions_in(&compared, node, &access.reach).await?;
    let period = |index: usize| Period { energy_wh: energy_wh[index], sessions: sessions[index] };
    let hours = periods.hours.iter().zip(energy_wh[compared.len()..].chunks_exact(2));
    Ok(Json(DashboardEnergy {
        today: period(0),
        same_day_last_week: period(1),
        week: period(2),
        previous_week: period(3),
        month: period(4),
        previous_month: period(5),
        hours: hours
            .map(|(hour, energy)| HourEnergy {
                start: hour.hour.from,
                energy_wh: energy[0],
                previous_energy_wh: energy[1],
            })
            .collect(),
    }))
}
