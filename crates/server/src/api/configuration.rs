//! A station's configuration: as last read, what it lacks of its template, and writing several keys in one go.

use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use domain::access::Capability;
use domain::configuration::differences;
use domain::registration::{KeyWrite, ReportedKey};
use domain::{CommandId, NodeId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::commands::LONGEST_WAIT_S;
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path, Query};
use crate::problem::{Problem, ProblemKind};
use crate::shape::{
    Command, ConfigurationDifference, ConfigurationDifferences, Items, StationConfiguration, WantedKey,
};

/// The longest key and value that OCPP carries, characters (OCPP 1.6 ed. 2 §7.18).
const LONGEST_KEY: usize = 50;
const LONGEST_VALUE: usize = 500;

/// The most keys that are written in one go, or stand in a template.
pub(super) const MOST_KEYS: usize = 200;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(write))
        .add(Needs::Capability(Capability::ViewMessages), routes!(compare))
}

/// A station's configuration as last read
///
/// Send the command `getConfiguration` to read it anew; a station that does not list its keys is then asked for those that are known.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/configuration",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = StationConfiguration))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<StationConfiguration>, Problem> {
    let read = access.portal.store.station_configuration(NodeId(id), &access.reach).await?;
    Ok(Json(read.ok_or(ProblemKind::NotFound)?.into()))
}

/// How long to wait for the outcome.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wait {
    /// Hold the answer up to this many seconds (at most 60) until the station has answered them all.
    wait: Option<u64>,
}

/// Keys to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConfigurationWrite {
    /// The keys, 1 to 200, in the order in which they are written.
    keys: Vec<WantedKey>,
}

/// Write several configuration keys into a station
///
/// Each is a command `changeConfiguration` with an answer of its own, delivered when the one before has ended. With `wait` the answer
/// tells how they ended, where that is known in time.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{id}/configuration",
    tag = "stations",
    params(("id" = i64, Path, description = "The station"), Wait),
    request_body = ConfigurationWrite,
    responses((status = 202, body = Items<Command>))
)]
async fn write(
    access: Access,
    Path(station): Path<i64>,
    Query(wait): Query<Wait>,
    Body(write): Body<ConfigurationWrite>,
) -> Result<(StatusCode, Json<Items<Command>>), Problem> {
    let (portal, station) = (&access.portal, NodeId(station));
    if !portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let keys = read_keys(write.keys)?;
    if keys.is_empty() {
        return Err(Problem::invalid("keys", "There must be at least one key."));
    }
    let ids = portal.csms.write_keys(station, keys, access.by()).await?;
    if let Some(seconds) = wait.wait {
        let patience = Duration::from_secs(seconds.min(LONGEST_WAIT_S));
        let all = async {
            for id in &ids {
                portal.csms.wait_for(*id, patience).await;
            }
        };
        tokio::select! {
            _ = tokio::time::timeout(patience, all) => {}
            () = portal.stop.cancelled() => {}
        }
    }
    Ok((StatusCode::ACCEPTED, Json(Items { items: commands(&access, &ids).await? })))
}

async fn commands(access: &Access, ids: &[CommandId]) -> Result<Vec<Command>, Problem> {
    let mut commands = Vec::with_capacity(ids.len());
    for id in ids {
        commands.extend(access.portal.store.command(*id, &access.reach).await?.map(Command::from));
    }
    Ok(commands)
}

/// What a station's configuration, as last read, lacks of its template
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/configuration/differences",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = ConfigurationDifferences))
)]
async fn compare(access: Access, Path(id): Path<i64>) -> Result<Json<ConfigurationDifferences>, Problem> {
    let (store, station) = (&access.portal.store, NodeId(id));
    let read = store.station_configuration(station, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    let Some(template) = store.template_of(station).await? else {
        return Ok(Json(ConfigurationDifferences { template_id: None, template_name: None, items: Vec::new() }));
    };
    let told: Vec<ReportedKey> = read
        .keys
        .into_iter()
        .map(|key| ReportedKey { key: key.key, value: key.value, read_only: key.read_only })
        .collect();
    let items = differences(&told, &template.settings.keys).into_iter().map(ConfigurationDifference::from).collect();
    let template_name = Some(template.settings.name);
    Ok(Json(ConfigurationDifferences { template_id: Some(template.id), template_name, items }))
}

/// Keys as people enter them.
///
/// # Errors
/// `invalid-input` with the key at fault.
pub(super) fn read_keys(keys: Vec<WantedKey>) -> Result<Vec<KeyWrite>, Problem> {
    if keys.len() > MOST_KEYS {
        return Err(Problem::invalid("keys", format!("There must be at most {MOST_KEYS} keys.")));
    }
    let mut read: Vec<KeyWrite> = Vec::with_capacity(keys.len());
    for (place, WantedKey { key, value }) in keys.into_iter().enumerate() {
        let key = value::text(&format!("keys[{place}].key"), &key, 1..=LONGEST_KEY)?;
        let field = format!("keys[{place}].value");
        if value.chars().count() > LONGEST_VALUE {
            return Err(Problem::invalid(field, format!("It must have at most {LONGEST_VALUE} characters.")));
        }
        if read.iter().any(|other| domain::configuration::is_same_key(&other.key, &key)) {
            return Err(Problem::invalid(format!("keys[{place}].key"), format!("{key} stands there twice.")));
        }
        read.push(KeyWrite { key, value });
    }
    Ok(read)
}
