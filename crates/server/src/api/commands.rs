//! Commands to stations: give one, see how it went.

use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use csms::Order;
use domain::access::Capability;
use domain::{CommandId, NodeId};
use serde::{Deserialize, Deserializer, de};
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::Limit;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path, Query};
use crate::problem::{Problem, ProblemKind};
use crate::shape::{Command, CommandRequest, Page, Total};

/// The longest that an answer is held, seconds.
pub(super) const LONGEST_WAIT_S: u64 = 60;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ControlStations), routes!(give))
        .add(Needs::Capability(Capability::ControlStations), routes!(take_back))
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
}

/// How long to wait for the outcome.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wait {
    /// Hold the answer up to this many seconds (at most 60) until the station has answered.
    wait: Option<u64>,
    /// Let the command wait for a station that is offline, so many seconds: 30 to 2592000 (30 days). Without it the command fails
    /// when the station is offline.
    #[param(value_type = Option<u64>, minimum = 30, maximum = 2592000)]
    expires_in_s: Option<Expiry>,
}

/// How long a command may wait for its station: 30 s to 30 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expiry(Duration);

impl Expiry {
    /// The time.
    pub(super) const fn duration(self) -> Duration {
        self.0
    }
}

impl<'de> Deserialize<'de> for Expiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = u64::deserialize(deserializer)?;
        match seconds {
            30..=2_592_000 => Ok(Expiry(Duration::from_secs(seconds))),
            _ => Err(de::Error::custom("it must be 30 to 2592000 seconds")),
        }
    }
}

/// Give a station a command
///
/// It is queued and sent when its turn comes. With `wait` the answer tells how it ended, where that is known in time. With
/// `expiresInS` it waits for a station that is offline, survives a restart of the portal, and is sent once the station is back.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{id}/commands",
    tag = "commands",
    params(("id" = i64, Path, description = "The station"), Wait),
    request_body = CommandRequest,
    responses((status = 202, body = Command))
)]
async fn give(
    access: Access,
    Path(station): Path<i64>,
    Query(wait): Query<Wait>,
    Body(command): Body<domain::command::Command>,
) -> Result<(StatusCode, Json<Command>), Problem> {
    let station = NodeId(station);
    let portal = &access.portal;
    if !portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let expires_in = wait.expires_in_s.map(Expiry::duration);
    let id = portal.csms.give(Order { station_id: station, command, by: access.by(), expires_in }).await?;
    if let Some(seconds) = wait.wait {
        let patience = Duration::from_secs(seconds.min(LONGEST_WAIT_S));
        tokio::select! {
            _ = portal.csms.wait_for(id, patience) => {}
            () = portal.stop.cancelled() => {}
        }
    }
    let command = portal.store.command(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    Ok((StatusCode::ACCEPTED, Json(command.into())))
}

/// Which commands.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Older {
    /// How many.
    #[serde(default)]
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<i64>,
}

/// A station's commands, the newest first
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/commands",
    tag = "commands",
    params(("id" = i64, Path, description = "The station"), Older),
    responses((status = 200, body = Page<Command>))
)]
async fn list(
    access: Access,
    Path(station): Path<i64>,
    Query(older): Query<Older>,
) -> Result<Json<Page<Command>>, Problem> {
    let station = NodeId(station);
    let store = &access.portal.store;
    if !store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let limit = older.limit.rows();
    // One more tells whether there is a next page.
    let mut commands = store.commands(station, older.cursor.map(CommandId), limit + 1, &access.reach).await?;
    let more = commands.len() > limit as usize;
    commands.truncate(limit as usize);
    let next_cursor = commands.last().filter(|_| more).map(|last| last.id.to_string());
    let items: Vec<Command> = commands.into_iter().map(Command::from).collect();
    let total = Total { count: i64::try_from(items.len()).unwrap_or(i64::MAX), capped: more };
    Ok(Json(Page { items, next_cursor, total }))
}

/// A command and how it went
#[utoipa::path(
    get,
    path = "/api/v1/commands/{id}",
    tag = "commands",
    params(("id" = i64, Path, description = "The command")),
    responses((status = 200, body = Command))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<Command>, Problem> {
    let command = access.portal.store.command(CommandId(id), &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    Ok(Json(command.into()))
}

/// Take back a command that still waits
///
/// One that was sent, or has ended, is a conflict.
#[utoipa::path(
    delete,
    path = "/api/v1/commands/{id}",
    tag = "commands",
    params(("id" = i64, Path, description = "The command")),
    responses((status = 200, body = Command))
)]
async fn take_back(access: Access, Path(id): Path<i64>) -> Result<Json<Command>, Problem> {
    let portal = &access.portal;
    let id = CommandId(id);
    portal.store.command(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    portal.csms.cancel_command(id, &access.by()).await?;
    let command = portal.store.command(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    Ok(Json(command.into()))
}
