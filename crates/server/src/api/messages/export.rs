//! `GET /stations/{id}/messages/export.zip`: a station's log for a support case.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::{NodeId, UtcMillis};
use futures_util::{Stream, TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::message::{LoggedMessage as Stored, MessageQuery};
use utoipa::IntoParams;

use super::tags;
use crate::access::Access;
use crate::export::{self, Archive};
use crate::extract::{Path, Query};
use crate::portal::Portal;
use crate::problem::{Problem, ProblemKind};
use crate::shape::{CountedDeviation, LoggedMessage, Node, Sight, StationConfiguration, word};

/// Messages are read minute by minute, so that they come in order and few are held.
const WINDOW_MS: i64 = 60_000;

/// More than a station can send in a window.
const ALL: usize = 1_000_000;

/// What to take.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Wishes {
    /// At this moment or later; unset: as long as messages are kept.
    #[param(value_type = Option<word::Time>)]
    from: Option<UtcMillis>,
    /// Before this moment; unset: now.
    #[param(value_type = Option<word::Time>)]
    to: Option<UtcMillis>,
    /// Whether tags are masked, so that nobody learns who charged.
    #[serde(default)]
    mask_tags: bool,
}

/// Take a station's log away for a support case
///
/// A zip archive: `messages.jsonl` with a message in each line, oldest first, `station.json`, `configuration.json` and `deviations.json`.
/// Passwords and keys are masked.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/messages/export.zip",
    tag = "stations",
    params(("id" = i64, Path, description = "The station"), Wishes),
    responses((status = 200, body = String, content_type = "application/zip"))
)]
pub(super) async fn export(
    access: Access,
    Path(station): Path<i64>,
    Query(wishes): Query<Wishes>,
) -> Result<Response, Problem> {
    let station = NodeId(station);
    let portal = Arc::clone(&access.portal);
    let now = portal.now();
    let mut archive = Archive::begin();
    let charge_box_id = facts(&access, station, &wishes, &mut archive).await?;
    let write = move |archive: &mut Archive, message: &Stored| {
        let mut line = LoggedMessage::from(message.clone());
        if wishes.mask_tags {
            line.text = tags::masked(&line.text).into_owned();
        }
        archive.write(&(serde_json::to_string(&line)? + "\n"))
    };
    let to = wishes.to.unwrap_or(now).min(now.plus_ms(1));
    let batches = batches(access, station, wishes.from, to);
    let bytes = export::stream(archive, Box::pin(batches), write);
    let bytes = export::until_stopped(bytes, portal.stop.clone());
    let bytes = bytes.inspect_err(|error| tracing::warn!(%error, "an export broke off"));
    let name = file_name(&charge_box_id);
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.map_err(|_| ProblemKind::Internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Writes what is known of the station, and begins the file of its messages; gives its charge box id.
async fn facts(access: &Access, station: NodeId, wishes: &Wishes, archive: &mut Archive) -> Result<String, Problem> {
    let Access { portal, reach, .. } = access;
    let sight = Sight { technical: true, personal_data: false, now: portal.now() };
    let node = portal.store.node(station, reach, None, None).await?.ok_or_else(Problem::not_found)?;
    let node = Node::of(node, portal.csms.station(station).as_ref(), sight);
    let charge_box_id = node.station.as_ref().ok_or_else(Problem::not_found)?.charge_box_id.clone();
    let configuration = portal.store.station_configuration(station, reach).await?.unwrap_or_default();
    let mut deviations = portal.store.deviations(station, reach).await?.unwrap_or_default();
    if wishes.mask_tags {
        deviations.iter_mut().filter(|deviation| tags::is_tag(&deviation.member)).for_each(|it| it.example.clear());
        deviations.iter_mut().for_each(|it| it.example = tags::masked(&it.example).into_owned());
    }
    let deviations: Vec<CountedDeviation> = deviations.into_iter().map(CountedDeviation::from).collect();
    let mut add = |name: &str, text: String| {
        archive.file(name)?;
        archive.write(&text)
    };
    add("station.json", pretty(&node))
        .and_then(|()| add("configuration.json", pretty(&StationConfiguration::from(configuration))))
        .and_then(|()| add("deviations.json", pretty(&deviations)))
        .and_then(|()| archive.file("messages.jsonl"))
        .map_err(|error| {
            tracing::error!(%error, "an archive could not be begun");
            ProblemKind::Internal
        })?;
    Ok(charge_box_id)
}

fn pretty(shape: &impl Serialize) -> String {
    serde_json::to_string_pretty(shape).expect("shapes of texts and numbers can be written")
}

/// A name that every system takes for a file, whatever the station calls itself.
fn file_name(charge_box_id: &str) -> String {
    let plain = |character: char| if character.is_ascii_alphanumeric() || character == '-' { character } else { '_' };
    format!("{}-messages.zip", charge_box_id.chars().take(60).map(plain).collect::<String>())
}

/// The messages of the time, oldest first.
fn batches(
    access: Access,
    station: NodeId,
    from: Option<UtcMillis>,
    to: UtcMillis,
) -> impl Stream<Item = Result<Vec<Stored>, StoreError>> + Send {
    stream::try_unfold((access, from.unwrap_or(UtcMillis(0))), move |(access, at)| async move {
        let Some(start) = next_start(&access.portal, station, at, to).await? else { return Ok(None) };
        let end = start.plus_ms(WINDOW_MS).min(to);
        let batch = window(&access, station, start, end).await?;
        Ok(Some((batch, (access, end))))
    })
}

/// Where the next window with messages begins; after the last block there may be some that wait to be written.
async fn next_start(
    portal: &Portal,
    station: NodeId,
    at: UtcMillis,
    to: UtcMillis,
) -> Result<Option<UtcMillis>, StoreError> {
    let written = portal.store.next_message_at(station, at).await?;
    let unwritten = portal.csms.recent_messages(station).iter().map(|message| message.at).filter(|it| *it >= at).min();
    Ok(written.into_iter().chain(unwritten).min().filter(|start| *start < to))
}

async fn window(access: &Access, station: NodeId, from: UtcMillis, to: UtcMillis) -> Result<Vec<Stored>, StoreError> {
    let mut messages = Vec::new();
    let mut before = None;
    loop {
        let query = MessageQuery { from: Some(from), to: Some(to), before, ..MessageQuery::newest(station, ALL) };
        let unwritten = access.portal.csms.recent_messages(station);
        let page = access.portal.store.messages(&query, unwritten, &access.reach).await?;
        messages.extend(page.messages.into_iter().map(|found| found.message));
        before = page.goes_on;
        if before.is_none() {
            messages.reverse();
            return Ok(messages);
        }
    }
}
