//! One command for many stations, with a result for each.

use axum::Json;
use axum::http::StatusCode;
use csms::BatchOrder;
use domain::NodeId;
use domain::access::Capability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::commands::Expiry;
use super::parameter::Limit;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path, Query};
use crate::problem::{Problem, ProblemKind};
use crate::shape::{BatchResult, Command, CommandBatch, CommandRequest, Items, Page, Total};

/// How many batches are listed.
const LISTED: u32 = 20;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ControlStations), routes!(give))
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
        .add(Needs::Capability(Capability::ViewMessages), routes!(results))
}

/// A command for many stations.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    command: domain::command::Command,
    #[serde(default)]
    station_ids: Option<Vec<i64>>,
    #[serde(default)]
    node: Option<i64>,
    #[serde(default)]
    expires_in_s: Option<Expiry>,
}

/// A command for many stations. Only for the document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BatchRequest {
    /// The command.
    pub command: CommandRequest,
    /// These stations.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub station_ids: Option<Vec<i64>>,
    /// Or every station at or below this node.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub node: Option<i64>,
    /// Let the command wait for stations that are offline, so many seconds: 30 to 2592000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 30, maximum = 2_592_000)]
    pub expires_in_s: Option<u64>,
}

/// Give many stations a command
///
/// Some tens are asked at once. What became of it at each station is told by the batch's results, and live by `command` events.
#[utoipa::path(
    post,
    path = "/api/v1/commands",
    tag = "commands",
    request_body = BatchRequest,
    responses((status = 202, body = CommandBatch))
)]
async fn give(access: Access, Body(given): Body<Given>) -> Result<(StatusCode, Json<CommandBatch>), Problem> {
    let store = &access.portal.store;
    let nodes: Vec<NodeId> = match (given.station_ids, given.node) {
        (Some(stations), None) => stations.into_iter().map(NodeId).collect(),
        (None, Some(node)) => vec![NodeId(node)],
        _ => return Err(Problem::invalid("stationIds", "Give either stationIds or node.")),
    };
    for node in &nodes {
        if !store.reaches_node(*node, &access.reach).await? {
            return Err(Problem::invalid("stationIds", "There is no such station."));
        }
    }
    let stations = store.stations_below(&nodes, &access.reach).await?;
    if stations.is_empty() {
        return Err(Problem::invalid("stationIds", "There is no station among them."));
    }
    let expires_in = given.expires_in_s.map(Expiry::duration);
    let order = BatchOrder { stations, command: given.command, by: access.by(), expires_in };
    let id = access.portal.csms.give_to_many(order).await?;
    let batch = store.batch(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    Ok((StatusCode::ACCEPTED, Json(batch.into())))
}

/// The newest commands that were given to many stations
#[utoipa::path(
    get,
    path = "/api/v1/command-batches",
    tag = "commands",
    responses((status = 200, body = Items<CommandBatch>))
)]
async fn list(access: Access) -> Result<Json<Items<CommandBatch>>, Problem> {
    let batches = access.portal.store.batches(LISTED, &access.reach).await?;
    Ok(Json(Items { items: batches.into_iter().map(CommandBatch::from).collect() }))
}

/// How far a command for many stations has come
#[utoipa::path(
    get,
    path = "/api/v1/command-batches/{id}",
    tag = "commands",
    params(("id" = i64, Path, description = "The batch")),
    responses((status = 200, body = CommandBatch))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<CommandBatch>, Problem> {
    let batch = access.portal.store.batch(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    Ok(Json(batch.into()))
}

/// Which results.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct After {
    /// How many.
    #[serde(default)]
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<i64>,
}

/// What became of a command for many stations at each
#[utoipa::path(
    get,
    path = "/api/v1/command-batches/{id}/results",
    tag = "commands",
    params(("id" = i64, Path, description = "The batch"), After),
    responses((status = 200, body = Page<BatchResult>))
)]
async fn results(
    access: Access,
    Path(id): Path<i64>,
    Query(after): Query<After>,
) -> Result<Json<Page<BatchResult>>, Problem> {
    let store = &access.portal.store;
    let batch: CommandBatch = store.batch(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?.into();
    let limit = after.limit.rows();
    // One more tells whether there is a next page.
    let mut commands = store.batch_commands(id, after.cursor, limit + 1, &access.reach).await?;
    let more = commands.len() > limit as usize;
    commands.truncate(limit as usize);
    let next_cursor = commands.last().filter(|_| more).map(|last| last.command.id.to_string());
    let result = |found: store::command::BatchCommand| BatchResult {
        station_name: found.station_name,
        command: Command::from(found.command),
    };
    let items = commands.into_iter().map(result).collect();
    Ok(Json(Page { items, next_cursor, total: Total { count: batch.stations, capped: false } }))
}
