//! `GET /sessions/{id}/messages`.

use std::collections::HashSet;

use axum::Json;
use domain::SessionId;
use serde_json::Value;
use store::message::{LoggedMessage as Stored, MessageKind, MessageQuery};

use super::visible;
use crate::access::Access;
use crate::api::messages::read;
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::{Items, LoggedMessage};

/// How long before and after a session its messages are looked for, ms.
const AROUND_MS: i64 = 5 * 60 * 1_000;

/// The most messages of a station that are looked through, the newest of its time.
const MOST: usize = 5_000;

/// The protocol messages behind a session, in order
///
/// Those of its station around its time, without heartbeats and without what is about other outlets or other sessions.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/messages",
    tag = "sessions",
    params(("id" = i64, Path, description = "The session")),
    responses((status = 200, body = Items<LoggedMessage>))
)]
pub(super) async fn messages(access: Access, Path(id): Path<i64>) -> Result<Json<Items<LoggedMessage>>, Problem> {
    let session = visible(&access, SessionId(id)).await?;
    let portal = &access.portal;
    // A station that was offline told late, so until some time after the portal learned of it.
    let learned_at = session.received_at.max(session.ended_at.unwrap_or(portal.now()));
    let query = MessageQuery {
        from: Some(session.started_at.min(session.received_at).plus_ms(-AROUND_MS)),
        to: Some(learned_at.plus_ms(AROUND_MS)),
        ..MessageQuery::newest(session.placement.station_id, MOST)
    };
    let page = read(portal, &query, &access).await?;
    let messages = page.messages.into_iter().rev().map(|found| found.message).collect();
    let messages = behind(messages, session.placement.outlet, session.id);
    Ok(Json(Items { items: messages.into_iter().map(LoggedMessage::from).collect() }))
}

/// Leaves the messages that may have to do with an outlet and a session; answers go with their requests.
fn behind(messages: Vec<Stored>, outlet: u16, session: SessionId) -> Vec<Stored> {
    let mut others: HashSet<String> = HashSet::new();
    let mut kept = Vec::with_capacity(messages.len());
    for message in messages {
        let is_other = match message.kind {
            MessageKind::Call => message.action == "Heartbeat" || is_about_another(&message.text, outlet, session),
            MessageKind::Broken => is_about_another(&message.text, outlet, session),
            MessageKind::Result | MessageKind::Error | MessageKind::Unanswered => others.remove(&message.message_id),
            MessageKind::Refused => false,
        };
        if !is_other {
            kept.push(message);
        } else if message.kind == MessageKind::Call {
            others.insert(message.message_id);
        }
    }
    kept
}

/// Whether a message names another outlet or another transaction; what names none, or cannot be read, may be about any.
fn is_about_another(text: &str, outlet: u16, session: SessionId) -> bool {
    let Ok(payload) = serde_json::from_str::<Value>(text) else { return false };
    // The log holds the payload, and of some messages the whole frame.
    let payload = match &payload {
        Value::Array(frame) => frame.last().unwrap_or(&Value::Null),
        payload => payload,
    };
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    match (number("transactionId"), number("connectorId")) {
        (Some(transaction), _) if transaction > 0 => transaction != session.0,
        (_, Some(connector)) => connector > 0 && connector != i64::from(outlet),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use domain::UtcMillis;
    use store::message::Direction;

    use super::*;

    fn message(kind: MessageKind, action: &str, id: &str, text: &str) -> Stored {
        Stored {
            number: 0,
            at: UtcMillis(0),
            direction: Direction::FromStation,
            kind,
            action: action.to_owned(),
            message_id: id.to_owned(),
            text: text.to_owned(),
            latency_ms: None,
            deviations: 0,
        }
    }

    #[test]
    fn what_is_about_others_is_left_out_with_its_answers() {
        use MessageKind::{Call, Result};
        let messages = vec![
            message(Call, "Authorize", "1", r#"{"idTag":"A"}"#),
            message(Result, "Authorize", "1", "{}"),
            message(Call, "Heartbeat", "2", "{}"),
            message(Result, "Heartbeat", "2", "{}"),
            message(Call, "StatusNotification", "3", r#"{"connectorId":2,"status":"Charging"}"#),
            message(Result, "StatusNotification", "3", "{}"),
            message(Call, "StatusNotification", "4", r#"[2,"4","StatusNotification",{"connectorId":0}]"#),
            message(Call, "MeterValues", "5", r#"{"connectorId":1,"transactionId":78}"#),
            message(Call, "MeterValues", "6", r#"{"connectorId":1,"transactionId":77}"#),
            message(Call, "StartTransaction", "7", "{broken"),
        ];
        let kept = behind(messages, 1, SessionId(77));
        let ids: Vec<&str> = kept.iter().map(|message| message.message_id.as_str()).collect();
        assert_eq!(ids, ["1", "1", "4", "6", "7"]);
    }
}
