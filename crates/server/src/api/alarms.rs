//! Alarms: what is wrong now and what was, and clearing one by hand.

use axum::Json;
use domain::access::Capability;
use domain::alarm::AlarmType;
use domain::{AlarmId, NodeId};
use serde::Deserialize;
use store::alarm::AlarmQuery;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::{Choices, Limit};
use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::{Path, Query};
use crate::problem::Problem;
use crate::shape::{Alarm, Page};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewAlarms), routes!(list))
        .add(Needs::Capability(Capability::ClearAlarms), routes!(clear))
}

/// Which alarms.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct AlarmParameters {
    /// Active ones, or those that have ended; both when nothing is said.
    active: Option<bool>,
    /// Of one of these types, separated by commas.
    #[serde(rename = "type")]
    #[param(value_type = Option<String>)]
    kind: Option<Choices<AlarmType>>,
    /// At this node or below it.
    node: Option<i64>,
    /// Rows of a page.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// The alarms that the viewer may see, the newest first
#[utoipa::path(get, path = "/api/v1/alarms", tag = "alarms", params(AlarmParameters), responses((status = 200, body = Page<Alarm>)))]
async fn list(access: Access, Query(parameters): Query<AlarmParameters>) -> Result<Json<Page<Alarm>>, Problem> {
    let query = AlarmQuery {
        active: parameters.active,
        kinds: parameters.kind.map_or_else(Vec::new, |kinds| kinds.0),
        node: parameters.node.map(NodeId),
        cursor: parameters.cursor,
        limit: parameters.limit.rows(),
    };
    let page = access.portal.store.alarms(&query, &access.reach).await?;
    Ok(Json(Page::of(page, |alarm| Alarm::from(&alarm))))
}

/// Clear an alarm
///
/// One that has ended already stays as it is. It is raised anew when its condition is reported again.
#[utoipa::path(
    post,
    path = "/api/v1/alarms/{id}/clear",
    tag = "alarms",
    params(("id" = i64, Path, description = "The alarm")),
    responses((status = 200, body = Alarm))
)]
async fn clear(access: Access, Path(id): Path<i64>) -> Result<Json<Alarm>, Problem> {
    let portal = &access.portal;
    let alarm = portal.csms.clear_alarm(AlarmId(id), &access.viewer.name, access.reach.clone()).await?;
    let place = Place { site_id: alarm.site_id, ..Place::default() };
    record(&access, "alarmCleared", format!("The alarm {} of {} was cleared", alarm.key.kind, alarm.node_name), place)
        .await?;
    Ok(Json(Alarm::from(&alarm)))
}
