//! `POST /configuration-templates/{id}/apply`.

use axum::Json;
use axum::http::StatusCode;
use csms::{Application, CommandRefused};
use domain::{NodeId, TemplateId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::stored;
use crate::access::Access;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::shape::{ApplicationOutcome, Items, TemplateApplication};

/// The most stations at a time.
const MOST_STATIONS: usize = 1_000;

/// Where to apply a template.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TemplateTargets {
    /// The stations, 1 to 1,000.
    station_ids: Vec<i64>,
}

/// Write what stations lack of a template
///
/// By their configurations as last read. The answer tells for each station what became of it.
#[utoipa::path(
    post,
    path = "/api/v1/configuration-templates/{id}/apply",
    tag = "templates",
    params(("id" = i64, Path, description = "The template")),
    request_body = TemplateTargets,
    responses((status = 202, body = Items<TemplateApplication>))
)]
pub(super) async fn apply(
    access: Access,
    Path(id): Path<i64>,
    Body(targets): Body<TemplateTargets>,
) -> Result<(StatusCode, Json<Items<TemplateApplication>>), Problem> {
    if !(1..=MOST_STATIONS).contains(&targets.station_ids.len()) {
        return Err(Problem::invalid("stationIds", format!("There must be 1 to {MOST_STATIONS} stations.")));
    }
    let template = stored(&access, TemplateId(id)).await?;
    let portal = &access.portal;
    let mut items = Vec::with_capacity(targets.station_ids.len());
    for station in targets.station_ids.into_iter().map(NodeId) {
        let application = if portal.store.reaches_node(station, &access.reach).await? {
            match portal.csms.apply_template(station, &template.settings.keys, access.by()).await {
                Err(CommandRefused::UnknownStation) => None,
                other => Some(other?),
            }
        } else {
            None
        };
        items.push(told(station, application));
    }
    Ok((StatusCode::ACCEPTED, Json(Items { items })))
}

fn told(station_id: NodeId, application: Option<Application>) -> TemplateApplication {
    let (outcome, command_ids) = match application {
        None => (ApplicationOutcome::NotFound, Vec::new()),
        Some(Application::Offline) => (ApplicationOutcome::Offline, Vec::new()),
        Some(Application::NeverRead) => (ApplicationOutcome::NeverRead, Vec::new()),
        Some(Application::Writing(ids)) if ids.is_empty() => (ApplicationOutcome::Same, Vec::new()),
        Some(Application::Writing(ids)) => (ApplicationOutcome::Writing, ids),
    };
    TemplateApplication { station_id, outcome, command_ids: command_ids.into_iter().map(|id| id.0).collect() }
}
