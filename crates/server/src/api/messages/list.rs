//! `GET /stations/{id}/messages`.

use axum::Json;
use domain::{NodeId, UtcMillis};
use serde::Deserialize;
use store::message::{MessageFilter, MessageQuery};
use utoipa::IntoParams;

use super::read;
use crate::access::Access;
use crate::api::parameter::{Choices, Limit, Words};
use crate::extract::{Path, Query};
use crate::problem::Problem;
use crate::shape::{Direction, FrameKind, LoggedMessage, MessageId, Page, Total, word};

/// Which messages.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct MessageParameters {
    /// At this moment or later.
    #[param(value_type = Option<word::Time>)]
    from: Option<UtcMillis>,
    /// Before this moment.
    #[param(value_type = Option<word::Time>)]
    to: Option<UtcMillis>,
    /// Only those that went this way.
    direction: Option<Direction>,
    /// Only these kinds, separated by commas.
    #[param(value_type = Option<Vec<FrameKind>>, explode = false)]
    kind: Option<Choices<FrameKind>>,
    /// Has this in its action.
    #[serde(rename = "action.contains")]
    #[param(rename = "action.contains", value_type = Option<String>)]
    action_contains: Option<Words>,
    /// Has this in its text.
    #[serde(rename = "text.contains")]
    #[param(rename = "text.contains", value_type = Option<String>)]
    text_contains: Option<Words>,
    /// Those of one exchange: the call with this id and its answer.
    #[param(value_type = Option<String>)]
    message_id: Option<String>,
    /// Only what went wrong: errors, broken frames, refused handshakes, missing answers.
    errors: bool,
    /// Only messages in which something was forgiven.
    deviations: bool,
    /// How many.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// A station's protocol messages, the newest first
///
/// Passwords and keys in them are masked. A search looks through some ten thousand messages at a time: a page may then hold few, or none,
/// and yet have a `nextCursor`.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/messages",
    tag = "stations",
    params(("id" = i64, Path, description = "The station"), MessageParameters),
    responses((status = 200, body = Page<LoggedMessage>))
)]
pub(super) async fn list(
    access: Access,
    Path(station): Path<i64>,
    Query(parameters): Query<MessageParameters>,
) -> Result<Json<Page<LoggedMessage>>, Problem> {
    let (portal, station) = (&access.portal, NodeId(station));
    let query = parameters.query(station)?;
    if !portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let page = read(portal, &query, &access).await?;
    let next_cursor = page.goes_on.map(|position| MessageId(position).to_string());
    let items: Vec<LoggedMessage> = page.messages.into_iter().map(LoggedMessage::from).collect();
    let total = Total { count: i64::try_from(items.len()).unwrap_or(i64::MAX), capped: next_cursor.is_some() };
    Ok(Json(Page { items, next_cursor, total }))
}

impl MessageParameters {
    fn query(self, station_id: NodeId) -> Result<MessageQuery, Problem> {
        let cursor = self.cursor.as_deref().map(str::parse::<MessageId>).transpose();
        let cursor = cursor.map_err(|_| Problem::invalid("cursor", "It must be the nextCursor of the page before."))?;
        let kinds = self.kind.map_or_else(Vec::new, |kinds| kinds.0.into_iter().map(Into::into).collect());
        Ok(MessageQuery {
            station_id,
            from: self.from,
            to: self.to,
            before: cursor.map(|id| id.0),
            filter: MessageFilter {
                direction: self.direction.map(Into::into),
                kinds,
                action: self.action_contains.map(|words| words.0),
                text: self.text_contains.map(|words| words.0),
                message_id: self.message_id,
                only_failures: self.errors,
                only_deviations: self.deviations,
            },
            limit: self.limit.rows() as usize,
        })
    }
}
